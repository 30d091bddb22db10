// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { TooltipProvider } from 'reka-ui'
import { expect, it } from 'vitest'
import { createApp, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Me } from '@/api'
import { i18n, needSettingsTexts, setLocale } from '@/app/i18n'
import { useFields } from '@/stores/fields'
import { useSession } from '@/stores/session'
import { eventually, fakeHub, settled } from '@/testing/hub'
import FieldsPage from './FieldsPage.vue'

it('a field stays where it was moved to, whatever was asked before', async () => {
  const order = ['a', 'b', 'c']
  const held: (() => void)[] = []
  let slow = false
  fakeHub(async (c) => {
    if (c.method === 'PUT') return (order.splice(0, 3, ...(c.body as { keys: string[] }).keys), { status: 204 })
    const body = { items: order.map((key) => ({ scope: 'contact', key, name: key.toUpperCase(), kind: 'text', options: [] as string[] })) }
    if (slow) await new Promise<void>((r) => held.push(r))
    return { body }
  })
  const pinia = createPinia()
  setActivePinia(pinia)
  useSession().me = { agent: 'me', permissions: ['desk.manage'] } as unknown as Me
  await setLocale('en')
  await needSettingsTexts()
  const root = document.createElement('div')
  document.body.append(root)
  const app = createApp({ render: () => h(TooltipProvider, null, { default: () => h(FieldsPage) }) }).use(pinia).use(i18n).use(createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: FieldsPage }] }))
  app.mount(root)
  const shown = () => useFields().contact.map((f) => f.key).join('')
  await eventually(() => expect(shown()).toBe('abc'))
  slow = true
  void useFields().load() // as after a field was saved
  await eventually(() => expect(held).toHaveLength(1))
  const up = (name: string) => root.querySelector<HTMLButtonElement>(`button[aria-label*="${name}"][aria-label*="up"]`)!.click()
  up('C')
  up('C')
  expect(shown()).toBe('cab')
  await eventually(() => expect(held).toHaveLength(2)) // the order is asked for once more, when both are stored
  held[0]!()
  for (let i = 0; i < 5; i++) await settled()
  expect(shown()).toBe('cab')
  held[1]!()
  for (let i = 0; i < 5; i++) await settled()
  expect(shown()).toBe('cab')
  app.unmount()
})
