import { onScopeDispose, ref, type Ref } from 'vue'
import { api, must, problemOf, type ContactNote, type Problem } from '@/api'

interface Page {
  items: ContactNote[]
  next?: string | null
}

/** Milliseconds after which the notes are asked for anew, since colleagues write too. */
const again = 15_000

/** The first page as it is now, and behind it what was loaded of older ones. */
export function refreshed(shown: Page, first: Page): Page {
  const last = first.items.at(-1)
  const older = first.next && last ? shown.items.filter((n) => n.id < last.id) : []
  return older.length > 0 ? { items: [...first.items, ...older], next: shown.next } : first
}

/** What is noted of a contact, newest first. It is not asked for anew while it is held. */
export function useNotes(contact: string, held: Ref<boolean>) {
  const page = ref<Page>()
  const problem = ref<Problem>()
  let turn = 0

  async function get(after?: string): Promise<void> {
    const mine = ++turn
    try {
      const query = after ? { after, limit: 10 } : { limit: 10 }
      const got = await must(api.GET('/api/v1/contacts/{id}/notes', { params: { path: { id: contact }, query } }))
      if (mine !== turn) return
      const shown = page.value ?? { items: [] }
      page.value = after ? { items: [...shown.items, ...got.items], next: got.next } : refreshed(shown, got)
      problem.value = undefined
    } catch (error) {
      if (mine === turn) problem.value = problemOf(error)
    }
  }
  void get()
  const timer = setInterval(() => !held.value && document.visibilityState === 'visible' && void get(), again)
  onScopeDispose(() => clearInterval(timer))

  const one = (note: string) => ({ params: { path: { id: contact, note } } })
  const change = (next: (items: ContactNote[]) => ContactNote[]) => {
    if (!page.value) return void get()
    turn++ // what is on its way is older
    page.value = { ...page.value, items: next(page.value.items) }
  }
  async function add(text: string): Promise<void> {
    const made = await must(api.POST('/api/v1/contacts/{id}/notes', { params: { path: { id: contact } }, body: { text } }))
    change((items) => [made, ...items])
  }
  async function edit(note: ContactNote, text: string): Promise<void> {
    const now = await must(api.PATCH('/api/v1/contacts/{id}/notes/{note}', { ...one(note.id), body: { text } }))
    change((items) => items.map((n) => (n.id === now.id ? now : n)))
  }
  async function remove(note: ContactNote): Promise<void> {
    await must(api.DELETE('/api/v1/contacts/{id}/notes/{note}', one(note.id)))
    change((items) => items.filter((n) => n.id !== note.id))
  }
  const more = () => (page.value?.next ? get(page.value.next) : Promise.resolve())
  return { page, problem, load: () => get(), more, add, edit, remove }
}
