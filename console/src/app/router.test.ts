// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it, vi } from 'vitest'
import { credentials } from '@/api'
import { useSession } from '@/stores/session'
import { eventually, fakeHub } from '@/testing/hub'
import { router } from './router'

const signedIn = (agent: string) => ({ body: { csrf: `of ${agent}`, me: { agent, permissions: [] as string[], preferences: {}, time_zone: 'UTC' } } })
let load: ReturnType<typeof vi.spyOn>

beforeEach(async () => {
  localStorage.clear()
  setActivePinia(createPinia())
  load = vi.spyOn(location, 'assign').mockImplementation(() => {})
  // What the pages are made of is nothing here.
  router.getRoutes().forEach((r) => r.components && (r.components = { default: { render: () => null } }))
  fakeHub((c) => (c.method === 'POST' ? signedIn((c.body as { email: string }).email) : c.path === '/session' ? signedIn('ann') : { body: { needed: false } }))
  await router.push('/unreachable')
})

/** Ann works here until the hub ends her session. */
async function ended(): Promise<void> {
  await router.push('/inbox/mine/c1')
  expect(router.currentRoute.value.name).toBe('inbox')
  credentials.lost()
  await eventually(() => expect(router.currentRoute.value.name).toBe('signin'))
}

it('who signs in after somebody else gets a page that knows nothing of them', async () => {
  await ended()
  await useSession().signIn('bob', 'secret')
  await router.replace('/inbox/mine/c1')
  expect(load.mock.calls).toEqual([['/inbox/mine/c1']])
  expect(router.currentRoute.value.name).toBe('signin')
})

it('who signs in again goes on where they were', async () => {
  await ended()
  await useSession().signIn('ann', 'secret')
  await router.replace('/inbox/mine/c1')
  expect(load).not.toHaveBeenCalled()
  expect(router.currentRoute.value.fullPath).toBe('/inbox/mine/c1')
})
