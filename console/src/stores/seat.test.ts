// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useSeat } from './seat'
import { useSession } from './session'
import { eventually } from '@/testing/hub'

/** The hub, as far as it is asked here: it answers a change when it is told to. */
let stored: { availability: string; reason?: string }
let waiting: (() => void)[]
beforeEach(() => {
  setActivePinia(createPinia())
  stored = { availability: 'ready' }
  waiting = []
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.method === 'PUT') {
      const body = (await request.json()) as typeof stored
      await new Promise<void>((resolve) => waiting.push(resolve))
      stored = body
      return new Response(null, { status: 204 })
    }
    return Response.json(stored)
  })
  useSession().me = { availability: 'ready', permissions: [] } as never
})
afterEach(() => vi.unstubAllGlobals())

it('tells the hub last what was chosen last, however slow the answers are', async () => {
  const seat = useSeat()
  const both = [seat.set('busy'), seat.set('busy', '开会')]
  await eventually(() => expect(waiting.length).toBe(1))
  waiting.pop()!()
  await eventually(() => expect(waiting.length).toBe(1))
  waiting.pop()!()
  await Promise.all(both)
  expect(stored).toEqual({ availability: 'busy', reason: '开会' })
  expect(useSession().me).toMatchObject(stored)
})

it('goes on after a change that was refused', async () => {
  const seat = useSeat()
  vi.stubGlobal('fetch', async (request: Request) => (request.method === 'PUT' ? Response.json({ code: 'x' }, { status: 422 }) : Response.json(stored)))
  await expect(seat.set('away')).rejects.toBeTruthy()
  expect(useSession().me?.availability).toBe('ready')
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.method === 'PUT') stored = (await request.json()) as typeof stored
    return request.method === 'PUT' ? new Response(null, { status: 204 }) : Response.json(stored)
  })
  await seat.set('offline')
  expect(useSession().me?.availability).toBe('offline')
})
