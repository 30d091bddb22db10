// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { TooltipProvider } from 'reka-ui'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApp, defineComponent, h, type App } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Conversation, Me } from '@/api'
import { provideCommands, useCommandList } from '@/app/commands'
import { i18n, setLocale } from '@/app/i18n'
import { useInbox } from '@/stores/inbox'
import { useSession } from '@/stores/session'
import { eventually, fakeHub, settled } from '@/testing/hub'
import InboxPage from './InboxPage.vue'

const conversation = (n: number, more: Partial<Conversation> = {}): Conversation => ({
  id: `c${n}`, account: 'a', contact: { id: `p${n}`, name: `Person ${n}` }, status: 'active', handler: 'agent', agent: 'me', priority: 0, tags: [], participants: [],
  seq: 0, rev: 1, unread: 0, read_seq: 0, last_at: `2026-11-01T08:00:0${9 - n}.000000Z`, last_message: { id: 'm', seq: 1, direction: 'in', text: 'hi' }, ...more,
})
let app: App
let release: () => void
let asked: string[]
let commands: ReturnType<typeof useCommandList>
const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/inbox/:view?/:conversation?', name: 'inbox', component: InboxPage }, { path: '/:rest(.*)*', component: { render: () => null } }] })

/** The inbox with five conversations, one of them open; the hub takes its time over a step. */
async function opened(id: string): Promise<void> {
  const held = new Promise<void>((r) => (release = r))
  asked = []
  fakeHub(async (c) => {
    const step = /^\/conversations\/c(\d)\/steps$/.exec(c.path)
    if (step) {
      asked.push(`c${step[1]}`)
      await held
      return { body: conversation(Number(step[1]), { status: 'completed', rev: 2 }) }
    }
    if (c.path === '/conversations') return { body: { items: [1, 2, 3, 4, 5].map((n) => conversation(n)), next: null } }
    return { body: { items: [], next: null } }
  })
  const pinia = createPinia()
  setActivePinia(pinia)
  useSession().me = { agent: 'me', permissions: ['conversations.end', 'conversations.transfer'], teams: [] as string[], preferences: {} } as unknown as Me
  await router.push(`/inbox/mine/${id}`)
  const Inner = defineComponent({ setup: () => ((commands = useCommandList()), () => h(InboxPage)) })
  const Page = defineComponent({ setup: () => (provideCommands({ help: () => {}, palette: () => {} }, []), () => h(TooltipProvider, null, { default: () => h(Inner) })) })
  const root = document.createElement('div')
  document.body.append(root)
  app = createApp(Page).use(pinia).use(i18n).use(router)
  app.mount(root)
  await eventually(() => expect(useInbox().list?.ids).toHaveLength(5))
  await settled()
}
const run = (name: string) => commands.all.findLast((c) => c.id === name && (c.when?.() ?? true))!.run()
const here = () => router.currentRoute.value.params.conversation
async function answered(): Promise<void> {
  release()
  for (let i = 0; i < 5; i++) await settled()
}

beforeEach(async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }))
  await setLocale('en')
})
afterEach(() => {
  app.unmount()
  document.body.innerHTML = ''
  vi.unstubAllGlobals()
})

it('completing one goes on to the one below it, which moves up meanwhile', async () => {
  await opened('c3')
  run('step-complete_next')
  await answered()
  expect(useInbox().list?.ids).toEqual(['c1', 'c2', 'c4', 'c5'])
  expect(here()).toBe('c4')
})

it('completing the last one goes to the one above', async () => {
  await opened('c5')
  run('step-complete_next')
  await answered()
  expect(here()).toBe('c4')
})

it('who has opened another one while one is completed stays there', async () => {
  await opened('c3')
  run('step-complete_next')
  await router.push('/inbox/mine/c1')
  await answered()
  expect(here()).toBe('c1')
})

it('a step with one conversation does not hold up the next one', async () => {
  await opened('c3')
  run('step-complete')
  await router.push('/inbox/mine/c1')
  await settled()
  run('step-complete')
  await answered()
  expect(asked).toEqual(['c3', 'c1'])
})

it('a dialog that is open goes with its conversation', async () => {
  await opened('c3')
  run('step-transfer')
  await eventually(() => expect(document.querySelector('[role=dialog]')).not.toBeNull())
  await router.push('/inbox/mine/c1')
  await settled()
  expect(document.querySelector('[role=dialog]')).toBeNull()
})
