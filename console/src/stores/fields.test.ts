// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, it } from 'vitest'
import type { CustomField } from '@/api'
import { fakeHub, settled } from '@/testing/hub'
import { useFields } from './fields'

const field = (key: string) => ({ scope: 'contact', key, name: key, kind: 'text', options: [] as string[] }) as CustomField
let pending: ((keys: string[] | 'offline') => void)[]
beforeEach(() => {
  setActivePinia(createPinia())
  pending = []
  fakeHub(async () => {
    const keys = await new Promise<string[] | 'offline'>((r) => pending.push(r))
    return keys === 'offline' ? keys : { body: { items: keys.map(field) } }
  })
})
const shown = () => useFields().contact.map((f) => f.key)

it('an answer that comes late does not undo what is known since', async () => {
  const fields = useFields()
  const both = [fields.load(), fields.load()]
  await settled()
  pending[1]!(['b', 'a'])
  await both[1]
  pending[0]!(['a', 'b'])
  await both[0]
  expect(shown()).toEqual(['b', 'a'])
})

it('an answer from before the order was changed does not undo it', async () => {
  const fields = useFields()
  const first = fields.load()
  await settled()
  fields.arrange([field('b'), field('a')])
  pending[0]!(['a', 'b'])
  await first
  expect(shown()).toEqual(['b', 'a'])
})

it('an older answer is better than none', async () => {
  const fields = useFields()
  const both = [fields.load(), fields.load().catch(() => {})]
  await settled()
  pending[1]!('offline')
  await both[1]
  pending[0]!(['a'])
  await both[0]
  expect(shown()).toEqual(['a'])
})
