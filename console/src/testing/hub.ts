// A stand-in for the hub, for tests alone: it answers what a test tells it to.
import { vi } from 'vitest'

export interface Call {
  method: string
  path: string
  query: URLSearchParams
  body: unknown
}

type Answer = { status?: number; body?: unknown; headers?: Record<string, string> } | 'offline'

export function fakeHub(answer: (call: Call) => Answer | Promise<Answer>) {
  const calls: Call[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const url = new URL(request.url)
    const text = await request.text()
    const call = { method: request.method, path: url.pathname.replace('/api/v1', ''), query: url.searchParams, body: text ? (JSON.parse(text) as unknown) : undefined }
    calls.push(call)
    const a = await answer(call)
    if (a === 'offline') throw new TypeError('Failed to fetch')
    const status = a.status ?? 200
    return new Response(status === 204 ? null : JSON.stringify(a.body ?? {}), { status, headers: { 'Content-Type': 'application/json', ...a.headers } })
  })
  return calls
}

/** Waits until it throws no more; long, since the machine may be busy. */
export const eventually = <T>(holds: () => T) => vi.waitFor(holds, { timeout: 20_000 })

export const settled = () => new Promise((resolve) => setTimeout(resolve))
