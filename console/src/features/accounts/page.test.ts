// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { TooltipProvider } from 'reka-ui'
import { expect, it } from 'vitest'
import { createApp, h } from 'vue'
import { createMemoryHistory, createRouter, RouterView } from 'vue-router'
import type { Account, Me, Setting } from '@/api'
import { i18n, needSettingsTexts, setLocale } from '@/app/i18n'
import { useSession } from '@/stores/session'
import { eventually, fakeHub, settled } from '@/testing/hub'
import AccountPage from './AccountPage.vue'

const settings = ['greeting', 'origins', 'secret'].map((key): Setting => ({ key, secret: key === 'secret', required: true, help: '' }))
const account: Account = { id: 'a', channel: 'new', name: 'Shop', status: 'active', settings: { greeting: 'Hi', origins: 'x' }, secrets: ['secret'], health: { state: 'ok' } as unknown as Account['health'] }

it('keeps what is written while the account is saved, and nothing of what was', async () => {
  let release!: () => void
  const held = new Promise<void>((r) => (release = r))
  const calls = fakeHub(async (c) => {
    if (c.path === '/channels') return { body: { items: [{ channel: 'new', settings }] } }
    if (c.path === '/accounts') return { body: { items: [] } }
    if (c.path !== '/accounts/a') return { status: 404, body: {} }
    if (c.method === 'PATCH') return (await held, { body: { ...account, settings: { ...account.settings, greeting: 'Hello' } } })
    return { body: account }
  })
  const pinia = createPinia()
  setActivePinia(pinia)
  useSession().me = { agent: 'me', permissions: ['accounts.manage'] } as unknown as Me
  await setLocale('en')
  await needSettingsTexts()
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/settings/accounts/:id?', component: AccountPage }] })
  await router.push('/settings/accounts/a')
  const root = document.createElement('div')
  document.body.append(root)
  const app = createApp({ render: () => h(TooltipProvider, null, { default: () => h(RouterView) }) }).use(pinia).use(i18n).use(router)
  app.mount(root)
  const field = (name: string) => root.querySelector<HTMLInputElement>(`form [name=${name}]`)!
  const write = (name: string, text: string) => ((field(name).value = text), field(name).dispatchEvent(new Event('input')))
  await eventually(() => expect(field('greeting').value).toBe('Hi'))
  write('greeting', 'Hello')
  write('secret', 'first')
  root.querySelector('form')!.dispatchEvent(new Event('submit'))
  await settled()
  write('origins', 'y')
  await settled()
  release()
  await eventually(() => expect(field('secret').value).toBe(''))
  expect(calls.find((c) => c.method === 'PATCH')?.body).toEqual({ name: 'Shop', settings: { greeting: 'Hello', secret: 'first' } })
  expect(['name', 'greeting', 'origins'].map((name) => field(name).value)).toEqual(['Shop', 'Hello', 'y'])
  await eventually(() => expect(root.querySelector<HTMLButtonElement>('form [type=submit]')!.disabled).toBe(false))
  app.unmount()
})
