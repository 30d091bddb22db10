// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { h, nextTick, ref } from 'vue'
import { setLocale } from '@/app/i18n'
import { useContacts } from '@/stores/contacts'
import { useConversations } from '@/stores/conversations'
import { useSession } from '@/stores/session'
import { fakeHub, type Call } from '@/testing/hub'
import { conversationOf, show, until, write } from '@/testing/page'
import SidePanel from './SidePanel.vue'

const people: Record<string, string> = { p1: 'Anna', p2: 'Bert' }
let answer: (() => void) | undefined
let calls: Call[]
const saved = () => calls.filter((c) => c.method === 'PATCH' || c.method === 'PUT').map((c) => `${c.path} ${JSON.stringify(c.body ?? {})}`)

vi.setConfig({ testTimeout: 30_000 })
beforeEach(async () => {
  localStorage.clear()
  document.body.innerHTML = ''
  setActivePinia(createPinia())
  useSession().me = { agent: 'me', permissions: ['contacts.write', 'conversations.tag'], preferences: {} } as never
  await setLocale('en')
  answer = undefined
  calls = fakeHub(async (c) => {
    if (c.method === 'PATCH') await new Promise<void>((resolve) => (answer = resolve))
    const id = /^\/contacts\/(p\d)$/.exec(c.path)?.[1]
    return { body: id ? { id, name: people[id], kind: 'known', fields: { order: 'A-1' }, tags: [], identities: [], blocked: false } : { items: [], next: null } }
  })
})

async function panel() {
  useConversations().put(conversationOf('c1', 'p1', 'Anna'))
  useConversations().put(conversationOf('c2', 'p2', 'Bert'))
  await Promise.all([useContacts().load('p1'), useContacts().load('p2')])
  const at = ref('c1')
  const root = show(() => h(SidePanel, { conversationId: at.value }))
  const one = <E extends HTMLElement>(selector: string) => until(() => root.querySelector<E>(selector))
  return { at, root, one }
}

it('a field that is being written stays when a message comes', async () => {
  const { one } = await panel()
  const field = await one<HTMLInputElement>('input.quiet')
  expect(field.value).toBe('A-1')
  write(field, 'A-1 and B-77')
  useConversations().put(conversationOf('c1', 'p1', 'Anna', { rev: 2, seq: 2 }))
  await nextTick()
  expect(field.value).toBe('A-1 and B-77')
})

it('a name that was half written is saved for whom it was written', async () => {
  const { at, root, one } = await panel()
  ;(await one('button.name')).click()
  write(await one<HTMLInputElement>('.person input'), 'Anna Miller')
  at.value = 'c2'
  await nextTick()
  expect(root.querySelector('.person input')).toBeNull()
  await until(() => saved().length > 0)
  expect(saved()).toEqual(['/contacts/p1 {"name":"Anna Miller"}'])
})

it('a tag that was half written is no tag of the next conversation', async () => {
  const { at, one } = await panel()
  ;(await one('.tags button.add')).click()
  write(await one<HTMLInputElement>('.tags input'), 'vip')
  at.value = 'c2'
  await nextTick()
  await until(() => saved().length > 0)
  expect(saved()).toEqual(['/conversations/c1/tags/vip {}'])
})

it('a name that is answered late is the name of who was renamed', async () => {
  const { at, one } = await panel()
  ;(await one('button.name')).click()
  const field = await one<HTMLInputElement>('.person input')
  write(field, 'Anna Smith')
  field.blur()
  at.value = 'c2'
  await nextTick()
  await until(() => answer)
  answer!()
  await until(() => useConversations().get('c1')!.contact.name === 'Anna Smith')
  expect(useConversations().get('c2')!.contact.name).toBe('Bert')
})
