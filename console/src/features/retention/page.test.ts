// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { expect, it } from 'vitest'
import { createApp } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Me } from '@/api'
import { i18n, needSettingsTexts, setLocale } from '@/app/i18n'
import { useSession } from '@/stores/session'
import { eventually, fakeHub, settled } from '@/testing/hub'
import RetentionPage from './RetentionPage.vue'

it('stores the numbers that were counted, not what is written while they are', async () => {
  let release!: () => void
  const held = new Promise<void>((r) => (release = r))
  const nothing = { messages: 0, conversations: 0, files: 0, raws: 0, failed_raws: 0, traces: 0 }
  const calls = fakeHub(async (c) => {
    if (c.path === '/retention/preview') return (await held, { body: nothing })
    if (c.path === '/channels') return { body: { items: [{ channel: 'web', settings: [] }] } }
    if (c.path === '/accounts') return { body: { items: [{ id: 'a', channel: 'web' }] } }
    return { body: { raws_days: 0, failed_raws_days: 0, traces_days: 0, messages_days: { web: 3650 }, removed: nothing } }
  })
  const pinia = createPinia()
  setActivePinia(pinia)
  useSession().me = { agent: 'me', permissions: ['contacts.erase'] } as unknown as Me
  await setLocale('en')
  await needSettingsTexts()
  const root = document.createElement('div')
  document.body.append(root)
  const app = createApp(RetentionPage).use(pinia).use(i18n).use(createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: RetentionPage }] }))
  app.mount(root)
  await eventually(() => expect(root.querySelector('input')?.value).toBe('3650'))
  root.querySelector('form')!.dispatchEvent(new Event('submit'))
  await settled()
  const field = root.querySelector('input')!
  field.value = '3'
  field.dispatchEvent(new Event('input'))
  release()
  await eventually(() => expect(calls.find((c) => c.method === 'PUT')).toBeDefined())
  expect(calls.find((c) => c.method === 'PUT')?.body).toMatchObject({ messages_days: { web: 3650 } })
  await settled()
  expect(root.querySelector('input')!.value).toBe('3')
  expect(root.querySelector('.would')).toBeNull()
  app.unmount()
})
