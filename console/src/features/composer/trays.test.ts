// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { Problem, upload, type Upload } from '@/api'
import { useDrafts } from '@/stores/drafts'
import { settled } from '@/testing/hub'
import { useTrays } from './trays'

vi.mock('@/api', async (original) => ({ ...(await original<object>()), upload: vi.fn() }))

const there = (name: string): Upload => ({ blob: `blob of ${name}`, name, mime: 'text/plain', size: 3 }) as Upload
const file = (name: string) => new File(['abc'], name, { type: 'text/plain' })
/** Uploads end when the test says so. */
let ends: { done: () => void; fail: () => void }[] = []

beforeEach(() => {
  localStorage.clear()
  setActivePinia(createPinia())
  ends = []
  vi.mocked(upload).mockImplementation((path) => {
    const name = new URL(path, 'http://hub').searchParams.get('name') ?? ''
    return new Promise((resolve, reject) => ends.push({ done: () => resolve(there(name)), fail: () => reject(new Problem(503, 'unavailable', '')) }))
  })
})

const shown = (id: string) => useTrays().of(id).pieces.map((p) => `${p.name} ${p.state}`)
const drafted = (id: string) => useDrafts().of(id).attachments.map((a) => a.name)

describe('the files of an answer', () => {
  it('stay on their way when the draft arrives after them', async () => {
    const tray = useTrays().of('a')
    void tray.add(file('new'))
    tray.restore([there('kept')])
    expect(shown('a')).toEqual(['kept done', 'new uploading'])
    ends[0]!.done()
    await settled()
    expect(drafted('a')).toEqual(['kept', 'new'])
  })

  it('get there while the agent looks at another chat, and in no other', async () => {
    void useTrays().of('a').add(file('contract'))
    useTrays().of('b').restore([])
    ends[0]!.done()
    await settled()
    expect(drafted('a')).toEqual(['contract'])
    expect(shown('a')).toEqual(['contract done'])
    expect([drafted('b'), shown('b')]).toEqual([[], []])
  })

  it('can be tried again after the draft was read anew', async () => {
    const tray = useTrays().of('a')
    void tray.add(file('contract'))
    ends[0]!.fail()
    await settled()
    tray.restore([])
    expect(shown('a')).toEqual(['contract failed'])
    void tray.retry(tray.pieces[0]!)
    ends[1]!.done()
    await settled()
    expect(drafted('a')).toEqual(['contract'])
  })

  it('are as another browser left them', async () => {
    const tray = useTrays().of('a')
    tray.restore([there('one'), there('two')])
    const [, two] = tray.pieces
    tray.restore([there('two'), there('three')])
    expect(shown('a')).toEqual(['two done', 'three done'])
    expect(tray.pieces[0]).toBe(two)
  })
})
