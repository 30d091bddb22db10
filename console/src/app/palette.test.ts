// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApp, defineComponent, h, nextTick, type App } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Me } from '@/api'
import { useSession } from '@/stores/session'
import { fakeHub } from '@/testing/hub'
import { provideCommands } from './commands'
import { i18n, setLocale } from './i18n'
import Palette from './Palette.vue'

const nothing = { render: () => null }
const router = createRouter({
  history: createMemoryHistory(),
  routes: [{ path: '/', component: nothing }, { path: '/contacts/:id', name: 'contacts', component: nothing }, { path: '/search', name: 'search', component: nothing }],
})
let app: App
let answers: Map<string, () => void>
let ran: number
const field = () => document.querySelector<HTMLInputElement>('[role=combobox]')!
const rows = () => [...document.querySelectorAll('[role=option]')].map((o) => o.id.replace('palette-', ''))
async function type(text: string): Promise<void> {
  field().value = text
  field().dispatchEvent(new Event('input'))
  await vi.advanceTimersByTimeAsync(250) // the hub is asked
}
async function answer(q: string): Promise<void> {
  answers.get(q)!()
  await vi.advanceTimersByTimeAsync(50)
}
async function press(key: string): Promise<void> {
  field().dispatchEvent(new KeyboardEvent('keydown', { key }))
  await vi.advanceTimersByTimeAsync(50)
}
const here = () => router.currentRoute.value.fullPath

beforeEach(async () => {
  await setLocale('en')
  vi.useFakeTimers()
  answers = new Map()
  ran = 0
  fakeHub(async (c) => {
    const q = c.query.get('q')!
    await new Promise<void>((r) => answers.set(q, r))
    return { body: { items: q === 'nobody' ? [] : [{ id: `of-${q}`, name: `Somebody of ${q}` }], next: null } }
  })
  const pinia = createPinia()
  setActivePinia(pinia)
  useSession().me = { agent: 'me', permissions: ['contacts.read', 'conversations.read'] } as unknown as Me
  await router.push('/')
  const Page = defineComponent({
    setup: () => (provideCommands({ help: () => {}, palette: () => {} }, [{ id: 'x', label: 'inbox.next', group: 'go', run: () => void ran++ }]), () => h(Palette, { open: true })),
  })
  const root = document.createElement('div')
  document.body.append(root)
  app = createApp(Page).use(pinia).use(i18n).use(router)
  app.mount(root)
  await nextTick()
})
afterEach(() => {
  app.unmount()
  document.body.innerHTML = ''
  vi.useRealTimers()
})

it('Enter opens who is called as it is written, not whom an earlier word found', async () => {
  await type('anna')
  await answer('anna')
  await type('bert')
  await press('Enter')
  expect(here()).toBe('/')
  await answer('bert')
  expect(here()).toBe('/contacts/of-bert')
})

it('Enter looks in the messages where nobody is called so', async () => {
  await type('anna')
  await answer('anna')
  await type('nobody')
  await press('Enter')
  await answer('nobody')
  expect(here()).toBe('/search?q=nobody')
})

it('what needs no answer is done at once', async () => {
  await type(i18n.global.t('inbox.next'))
  await press('Enter')
  expect(ran).toBe(1)
})

it('who writes on after Enter has not asked for what the words before find', async () => {
  await type('anna')
  await press('Enter')
  await type('bert')
  await answer('anna')
  await answer('bert')
  expect(here()).toBe('/')
})

it('a row that was chosen stays chosen when the answer comes', async () => {
  await type('anna')
  await answer('anna')
  await type('bert')
  await press('ArrowDown')
  expect(rows()[1]).toBe('search')
  await answer('bert')
  await press('Enter')
  expect(here()).toBe('/search?q=bert')
})
