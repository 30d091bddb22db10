import { describe, expect, it } from 'vitest'
import { mentionsIn, put, triggerAt } from './trigger'

describe('a mark', () => {
  const cases: [string, string, string | undefined][] = [
    ['at the start', '/', ''],
    ['with a query', '/thanks', 'thanks'],
    ['with a Chinese query', '/退款', '退款'],
    ['behind a space', 'Hello /ha', 'ha'],
    ['behind a new line', 'Hello\n/ha', 'ha'],
    ['behind Chinese', '您好/再见', '再见'],
    ['as a Chinese keyboard writes it', '、再见', '再见'],
    ['a comma in a sentence', '苹果、梨', undefined],
    ['within an address', 'https://shop', undefined],
    ['within a word', 'and/or', undefined],
    ['before a space', '/ha ha', undefined],
    ['a path', '/usr/bin', undefined],
  ]
  it.each(cases)('%s', (_, text, query) => {
    expect(triggerAt(text, text.length, '/')?.query).toBe(query)
  })

  it('is looked for before the caret alone', () => {
    expect(triggerAt('/ha', 0, '/')).toBeUndefined()
    expect(triggerAt('/hallo', 3, '/')).toEqual({ mark: '/', from: 0, query: 'ha' })
  })

  it('calls colleagues, and is no mail address', () => {
    expect(triggerAt('请看@周', 4, '@')).toEqual({ mark: '@', from: 2, query: '周' })
    expect(triggerAt('a@b', 3, '@')).toBeUndefined()
  })

  it('gives its place to what was chosen', () => {
    const t = triggerAt('您好 /ha 再见', 6, '/')!
    expect(put('您好 /ha 再见', t, '欢迎')).toEqual({ text: '您好 欢迎 再见', caret: 5 })
  })
})

it('names are found in UTF-16, the longer one first', () => {
  const people = [{ id: '1', name: '周' }, { id: '2', name: '周周' }]
  expect(mentionsIn('😀@周周 和 @周', people)).toEqual([
    { type: 'mention', offset: 2, length: 3, ref: '2' },
    { type: 'mention', offset: 8, length: 2, ref: '1' },
  ])
  expect(mentionsIn('@nobody', people)).toEqual([])
})
