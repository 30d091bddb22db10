// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { looking } from '@/app/looking'
import { notify } from '@/app/notify'
import { chime } from '@/app/sound'
import { useAlerts } from './alerts'
import { useSession } from './session'

vi.mock('@/app/sound', () => ({ chime: vi.fn() }))
vi.mock('@/app/notify', () => ({ notify: vi.fn() }))

const told = { conversation: 'c', title: 'Wang', text: 'hello' }
beforeEach(() => {
  setActivePinia(createPinia())
  vi.useFakeTimers()
  vi.clearAllMocks()
  looking.value = false
})
afterEach(() => vi.useRealTimers())

it('tells in the ways that were chosen', () => {
  const alerts = useAlerts()
  alerts.tell('team', told)
  expect([vi.mocked(chime).mock.calls.length, vi.mocked(notify).mock.calls.length, alerts.beside.size]).toEqual([0, 0, 0])
  useSession().me = { preferences: { alerts: { team: { sound: true, title: true } } } } as never
  alerts.tell('team', told)
  expect([vi.mocked(chime).mock.calls.length, vi.mocked(notify).mock.calls.length, alerts.beside.size]).toEqual([1, 0, 1])
})

it('counts in the title until somebody looks', async () => {
  const alerts = useAlerts()
  alerts.tell('mentions', told)
  alerts.tell('mentions', told)
  expect(alerts.beside.size).toBe(1)
  looking.value = true
  await nextTick()
  expect(alerts.beside.size).toBe(0)
  alerts.tell('mentions', told)
  expect(alerts.beside.size).toBe(0)
})

it('rings until each one is taken up', () => {
  const alerts = useAlerts()
  alerts.ring(told)
  alerts.ring(told)
  alerts.ring({ ...told, conversation: 'd' })
  expect(chime).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(20_000)
  expect(chime).toHaveBeenCalledTimes(4)
  alerts.hush('c')
  vi.advanceTimersByTime(10_000)
  expect(chime).toHaveBeenCalledTimes(5)
  alerts.hush('d')
  vi.advanceTimersByTime(60_000)
  expect(chime).toHaveBeenCalledTimes(5)
})
