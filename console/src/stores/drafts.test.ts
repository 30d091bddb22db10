// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Me } from '@/api'
import { fakeHub, type Call } from '@/testing/hub'
import { useDrafts } from './drafts'
import { useSession } from './session'

/** As a load of the page: by who is signed in already, or who has to sign in. */
function page(agent: string, resumed = true): void {
  setActivePinia(createPinia())
  Object.assign(useSession(), { me: { agent, permissions: [] as string[] } as unknown as Me, resumed })
}
beforeEach(() => {
  localStorage.clear()
  page('ann')
  vi.useFakeTimers()
})
afterEach(() => vi.useRealTimers())
const writes = (calls: Call[]) => calls.filter((c) => c.method !== 'GET').map((c) => (c.method === 'DELETE' ? 'DELETE' : (c.body as { text: string }).text))

describe('a draft', () => {
  it('is saved once people pause, and not with every letter', async () => {
    const calls = fakeHub(() => ({ status: 204 }))
    const drafts = useDrafts()
    for (const text of ['h', 'he', 'hel', 'hello']) drafts.update('c', { text })
    await vi.advanceTimersByTimeAsync(2000)
    expect(writes(calls)).toEqual(['hello'])
  })

  it('is taken from the hub, unless something is being written here', async () => {
    fakeHub(() => ({ body: { mode: 'note', text: 'from elsewhere', attachments: [], updated_at: '2026-01-01T00:00:00Z' } }))
    const drafts = useDrafts()
    await drafts.load('c')
    expect(drafts.of('c')).toMatchObject({ mode: 'note', text: 'from elsewhere' })
    drafts.update('c', { text: 'mine' })
    await drafts.load('c')
    expect(drafts.of('c').text).toBe('mine')
  })

  it('survives a reload before it was saved', async () => {
    fakeHub(() => 'offline')
    useDrafts().update('c', { text: 'half a sent' })
    await vi.advanceTimersByTimeAsync(1000)
    page('ann')
    const calls = fakeHub(() => ({ status: 204 }))
    expect(useDrafts().of('c').text).toBe('half a sent')
    await vi.advanceTimersByTimeAsync(2000)
    expect(writes(calls)).toEqual(['half a sent'])
  })

  it('is gone with the message, and no late save brings it back', async () => {
    const calls = fakeHub(async (c) => {
      if (c.method === 'PUT') await new Promise((r) => setTimeout(r, 500))
      return { status: 204 }
    })
    const drafts = useDrafts()
    drafts.update('c', { text: 'hello' })
    await vi.advanceTimersByTimeAsync(800) // the save is under way
    drafts.clear('c')
    await vi.advanceTimersByTimeAsync(5000)
    expect(writes(calls)).toEqual(['hello', 'DELETE'])
    expect(localStorage.getItem('switchboard.draft.ann.c')).toBeNull()
  })

  it('of a mail keeps copies and a subject where nothing is written yet, also after a reload', async () => {
    fakeHub(() => ({ body: { mode: 'reply', text: '', attachments: [] } }))
    const mail = { subject: 'Re: 发票', cc: [{ address: 'w@b.example' }], bcc: [{ address: 'x@b.example' }] }
    useDrafts().update('c', { text: '', mail })
    await vi.advanceTimersByTimeAsync(2000)
    await useDrafts().load('c') // as when the conversation is opened again
    expect(useDrafts().of('c').mail).toEqual(mail)
    page('ann')
    expect(useDrafts().of('c').mail).toEqual(mail)
    await useDrafts().load('c')
    expect(useDrafts().of('c').mail).toEqual(mail)
    useDrafts().clear('c')
    expect(localStorage.getItem('switchboard.mail.ann.c')).toBeNull()
  })

  it('of a mail loses its formatting where it is written on as plain text, and nothing else', () => {
    fakeHub(() => ({ status: 204 }))
    const drafts = useDrafts()
    drafts.update('c', { text: '好的', mail: { subject: 'Re: 发票', html: '<p>好的</p>' } })
    drafts.update('c', { mode: 'note' })
    expect(drafts.of('c').mail?.html).toBe('<p>好的</p>')
    drafts.update('c', { text: '好的，内部' })
    expect(drafts.of('c').mail).toEqual({ subject: 'Re: 发票' })
  })

  it('that could not be saved is not saved for who signs in next, nor shown to them', async () => {
    fakeHub(() => ({ status: 401 }))
    const drafts = useDrafts()
    const mail = { subject: 'of Ann', cc: [{ address: 'w@b.example' }] }
    drafts.update('c', { text: 'of Ann', mail })
    await vi.advanceTimersByTimeAsync(1000)
    const calls = fakeHub(() => ({ status: 204 }))
    useSession().me = { agent: 'bob', permissions: [] as string[] } as unknown as Me
    drafts.flush()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(writes(calls)).toEqual([])
    page('bob')
    expect(useDrafts().of('c')).toEqual({ mode: 'reply', text: '', attachments: [] })
    page('ann')
    expect(useDrafts().of('c')).toMatchObject({ text: 'of Ann', mail })
    await vi.advanceTimersByTimeAsync(2000)
    expect(writes(calls)).toEqual(['of Ann'])
  })

  it('kept before drafts had names goes to who is signed in as the page comes, and to nobody who signs in after', () => {
    const old = () => {
      localStorage.setItem('switchboard.draft.c', JSON.stringify({ mode: 'reply', text: 'old', attachments: [] }))
      localStorage.setItem('switchboard.mail.d', JSON.stringify({ text: '', mail: { subject: 'old' } }))
    }
    fakeHub(() => ({ status: 204 }))
    old()
    page('ann')
    expect([useDrafts().of('c').text, useDrafts().of('d').mail?.subject]).toEqual(['old', 'old'])
    localStorage.removeItem('switchboard.draft.ann.c')
    old()
    page('bob', false)
    expect([useDrafts().of('c').text, useDrafts().of('d').mail]).toEqual(['', undefined])
    expect(Object.keys(localStorage)).toEqual(['switchboard.mail.ann.d'])
  })
})
