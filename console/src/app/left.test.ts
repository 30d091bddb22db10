// @vitest-environment happy-dom
import { createPinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import type { Me } from '@/api'
import { useSession } from '@/stores/session'
import { eventually, fakeHub, settled } from '@/testing/hub'
import { reasonWords } from './availability'
import { i18n, setLocale } from './i18n'
import LeftBanner from './LeftBanner.vue'

beforeEach(() => setLocale('zh-CN'))
afterEach(() => vi.unstubAllGlobals())

it('tells who comes back that the hub has set them to away, and lets them be ready again', async () => {
  const calls = fakeHub((c) => ({ body: c.path === '/routing/absence' ? { minutes: 15 } : { availability: 'ready' } }))
  const pinia = createPinia()
  const session = useSession(pinia)
  session.me = { agent: 'li', availability: 'away', reason: '午饭', permissions: [] as string[] } as Me
  const page = document.createElement('div')
  const app = createApp(LeftBanner).use(pinia).use(i18n)
  app.mount(page)
  expect(page.textContent).toBe('')
  session.me = { ...session.me, reason: 'left' }
  await eventually(() => expect(page.textContent).toContain('您因离线超过 15 分钟被设为离开'))
  page.querySelector('button')!.click()
  await eventually(() => expect(page.textContent).toBe(''))
  await settled()
  expect(calls.find((c) => c.method === 'PUT')).toMatchObject({ path: '/me/availability', body: { availability: 'ready', reason: '' } })
  app.unmount()
})

it('says the hub’s reason in words, and leaves people’s as they wrote them', () => {
  const t = i18n.global.t as (key: string) => string
  expect(reasonWords(t, 'left')).toBe('页面已关闭或离线')
  expect(reasonWords(t, '午饭')).toBe('午饭')
  expect(reasonWords(t, undefined)).toBe('')
})
