import { defineStore } from 'pinia'
import { reactive } from 'vue'
import { api, must, Problem, type Upload } from '@/api'
import { keep, kept, keptJSON, keptNames } from '@/app/keep'
import type { MailDraft } from '@/features/mail/answer'
import { useConversations } from './conversations'
import { useSession } from './session'

export type Mode = 'reply' | 'note'

export interface Draft {
  mode: Mode
  text: string
  attachments: Upload[]
  /** What an answer by mail has beside: the hub's draft has no room for it, so that it is kept in this browser alone. */
  mail?: MailDraft
}

const delay = 700

/**
 * What is being written, one draft a conversation. It is kept here at once and
 * on the hub a moment later, so that another browser of the agent goes on with it.
 */
export const useDrafts = defineStore('drafts', () => {
  const drafts = reactive(new Map<string, Draft>())
  /** Not on the hub yet, by the number of their last change. */
  const dirty = new Map<string, number>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const saving = new Map<string, Promise<void>>()
  const conversations = useConversations()
  const session = useSession()
  const me = () => session.me?.agent ?? ''
  /** Whose drafts these are: a page serves one agent, and is loaded anew for another. */
  const owner = me()
  let change = 0

  const draftName = (id: string) => `draft.${owner}.${id}`
  const mailName = (id: string) => `mail.${owner}.${id}`
  named(session.resumed ? owner : undefined)

  const blank = (): Draft => ({ mode: 'reply', text: '', attachments: [] })
  const isEmpty = (d: Draft) => d.text.trim() === '' && d.attachments.length === 0

  function of(id: string): Draft {
    let d = drafts.get(id)
    if (!d) {
      const kept = keptJSON<Draft>(draftName(id))
      drafts.set(id, kept ?? blank())
      d = drafts.get(id)!
      const mail = keptJSON<{ text: string; mail: MailDraft }>(mailName(id))
      if (mail && !kept) Object.assign(d, mail)
      if (kept) touch(id) // written before a reload, and perhaps never saved
    }
    return d
  }

  /** Fetches the hub's draft, unless something newer is being written here. */
  async function load(id: string): Promise<void> {
    const d = of(id)
    if (dirty.has(id)) return
    const before = change
    try {
      const stored = await must(api.GET('/api/v1/conversations/{id}/draft', { params: { path: { id } } }))
      if (dirty.has(id) || (change !== before && !isEmpty(d))) return
      // Nothing there: another tab may have sent it.
      const text = stored.updated_at ? stored.text : ''
      const mail = text === d.text ? d.mail : undefined // of another text, or sent by another tab
      Object.assign(d, stored.updated_at ? { mode: stored.mode, text, attachments: stored.attachments, mail } : { text, attachments: [], mail })
      if (!d.mail) keep(mailName(id), undefined)
    } catch {
      // What is known here stays.
    }
  }

  function update(id: string, part: Partial<Draft>): void {
    const d = of(id)
    Object.assign(d, part)
    // It was written on as plain text, perhaps as a note: what is formatted is another text.
    if (part.text !== undefined && !part.mail) delete d.mail?.html
    touch(id)
  }

  function touch(id: string): void {
    const d = of(id)
    dirty.set(id, ++change)
    keep(draftName(id), isEmpty(d) && !d.mail ? undefined : JSON.stringify(d))
    keep(mailName(id), d.mail ? JSON.stringify({ text: d.text, mail: d.mail }) : undefined)
    conversations.patch(id, { draft: !isEmpty(d) })
    clearTimeout(timers.get(id))
    timers.set(id, setTimeout(() => void save(id), delay))
  }

  /** Empties a draft that was sent; the hub is told at once. */
  function clear(id: string): void {
    Object.assign(of(id), { text: '', attachments: [], mail: undefined })
    touch(id)
    clearTimeout(timers.get(id))
    void save(id)
  }

  /** Saves one after the other: an older text never overtakes a newer one. */
  async function save(id: string): Promise<void> {
    await saving.get(id)
    const mark = dirty.get(id)
    // Kept here, it is saved once its owner is back.
    if (mark === undefined || me() !== owner) return
    const running = write(id, mark)
    saving.set(id, running)
    await running
    saving.delete(id)
  }

  async function write(id: string, mark: number): Promise<void> {
    const d = of(id)
    const path = { params: { path: { id } } }
    try {
      if (isEmpty(d)) await must(api.DELETE('/api/v1/conversations/{id}/draft', path))
      else await must(api.PUT('/api/v1/conversations/{id}/draft', { ...path, body: { mode: d.mode, text: d.text, attachments: d.attachments.map(({ blob, name }) => ({ blob, name })) } }))
      if (dirty.get(id) === mark) {
        dirty.delete(id)
        keep(draftName(id), undefined)
      }
    } catch (error) {
      const lost = error instanceof Problem && !error.temporary && error.status !== 401
      if (lost && dirty.get(id) === mark) dirty.delete(id) // nothing to save, such as the draft of an empty one
      else if (dirty.get(id) === mark) timers.set(id, setTimeout(() => void save(id), 5000))
    }
  }

  function flush(): void {
    for (const id of dirty.keys()) void save(id)
  }

  return { drafts, of, load, update, clear, save, flush, isEmpty }
})

/**
 * Drafts were kept without their owner's name once. They go to who is signed
 * in as the page comes; who had to sign in may be somebody else.
 */
function named(owner: string | undefined): void {
  for (const name of keptNames()) {
    const [, kind, id] = /^(draft|mail)\.([^.]+)$/.exec(name) ?? []
    if (!id) continue
    if (owner) keep(`${kind}.${owner}.${id}`, kept(name))
    keep(name, undefined)
  }
}
