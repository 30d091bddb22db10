import { describe, expect, it } from 'vitest'
import { previewOf } from './preview'

const t = (key: string, values: Record<string, unknown>) => (key === 'inbox.mark' ? `[${String(values.kind)}] ${String(values.text)}` : key)
const last = { id: 'm', seq: 1, direction: 'in' as const, text: '' }

describe('what a list says of the last message', () => {
  it.each([
    ['its words', { last_message: { ...last, text: 'hello' } }, 'hello'],
    ['what it is, where it has no words', { last_message: { ...last, text: '[image]' } }, '[kind.image]'],
    ['what the customer did', { last_message: { ...last, text: '[scan] spring' } }, '[kind.scan] spring'],
    ['words in brackets as they are', { last_message: { ...last, text: '[x] done' } }, '[x] done'],
    ['that it has none', { last_message: last }, 'inbox.no_text'],
    ['that it was taken back', { last_message: { ...last, deleted: true } }, 'inbox.taken_back'],
    ['that there is none', {}, 'inbox.no_message'],
  ])('%s', (_, conversation, text) => expect(previewOf(conversation, t)).toBe(text))
})
