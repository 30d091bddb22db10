import { afterEach, describe, expect, it, vi } from 'vitest'
import { Poll, type PollHooks } from './poll'
import { eventually } from '@/testing/hub'

interface Asked {
  token: string
  channels: Record<string, { offset: number; epoch: string }>
  wait: number
}

/** A hub that answers one poll after the other as it is told, and then keeps the next waiting. */
function hub(answers: (object | number | 'away')[]) {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
    asked.push(JSON.parse(init.body as string) as Asked)
    const answer = answers.shift()
    if (answer === 'away') return Promise.reject(new TypeError('Failed to fetch'))
    if (typeof answer === 'number') return Promise.resolve(new Response('{}', { status: answer }))
    if (answer) return Promise.resolve(Response.json(answer))
    return new Promise((_, reject) => init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))))
  })
  return asked
}

function poll(over: Partial<PollHooks> = {}) {
  const told: string[] = []
  const say = (what: string) => (...rest: unknown[]) => void told.push([what, ...rest.map((r) => JSON.stringify(r))].join(' '))
  let tokens = 0
  const p = new Poll('http://hub/connection/poll', {
    token: () => Promise.resolve(`t${++tokens}`), begun: say('begun'), answered: () => {}, publication: say('publication'),
    message: say('message'), joined: say('joined'), refused: say('refused'), ended: say('ended'), ...over,
  })
  return { p, told }
}

const conversation = (offset: number, recovered: boolean, ...data: unknown[]) => ({
  channels: { 'conversation:1': { publications: data.map((d, i) => ({ offset: offset - data.length + 1 + i, data: d })), offset, epoch: 'e', recovered } },
  messages: [],
})
const until = (holds: () => boolean) => eventually(() => expect(holds()).toBe(true))

afterEach(() => vi.unstubAllGlobals())

describe('a poll', () => {
  it('asks at once, goes on from where it is, and tells what comes in order', async () => {
    const asked = hub([conversation(7, false), conversation(9, true, { rev: 8 }, { rev: 9 })])
    const { p, told } = poll()
    p.start(['agent:1', 'conversation:1'])
    await until(() => asked.length === 3)
    expect(told).toEqual(['begun', 'joined "conversation:1" 7', 'publication "conversation:1" {"rev":8}', 'publication "conversation:1" {"rev":9}'])
    expect(asked.map((a) => a.wait)).toEqual([0, 25, 25])
    expect(asked[2]?.channels['conversation:1']).toEqual({ offset: 9, epoch: 'e' })
    p.stop()
  })

  it('takes another token for one that has expired, and leaves what it may not see', async () => {
    const asked = hub([401, 403, conversation(1, true)])
    const { p, told } = poll()
    p.start(['agent:1', 'conversation:2'])
    await until(() => asked.length === 3)
    expect(asked.map((a) => a.token)).toEqual(['t1', 't2', 't2'])
    expect(asked.map((a) => Object.keys(a.channels).length)).toEqual([2, 2, 1])
    expect(told[0]).toBe('refused "conversation:2"')
    p.stop()
  })

  it('ends in silence when nobody answers the first time, and says so later', async () => {
    hub(['away'])
    const first = poll()
    first.p.start(['agent:1'])
    await new Promise((r) => setTimeout(r, 20))
    expect([first.told, first.p.on]).toEqual([[], false])
    hub([conversation(1, true), 'away'])
    const later = poll()
    later.p.start(['agent:1'])
    await until(() => later.told.includes('ended false'))
    expect(later.p.on).toBe(false)
  })

  it('asks anew for what is followed while it waits', async () => {
    const asked = hub([conversation(1, true)])
    const { p } = poll()
    p.start(['agent:1'])
    await until(() => asked.length === 2)
    p.add('conversation:3')
    await until(() => asked.length === 3)
    expect(Object.keys(asked[2]?.channels ?? {})).toContain('conversation:3')
    p.stop()
  })
})
