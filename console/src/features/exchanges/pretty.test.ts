import { expect, it } from 'vitest'
import { milliseconds, pretty } from './pretty'

it('indents JSON, lists forms, and leaves the rest', () => {
  expect(pretty('{"a":"<b>"}')).toEqual({ text: '{\n  "a": "<b>"\n}', kind: 'json' })
  expect(pretty('chat_id=42&text=a%20b')).toEqual({ text: 'chat_id = 42\ntext = a b', kind: 'form' })
  expect(pretty('{"cut":')).toEqual({ text: '{"cut":', kind: 'text' })
  expect(pretty('<xml a=b>')).toEqual({ text: '<xml a=b>', kind: 'text' })
})

it('says short durations with a digit more', () => {
  expect(milliseconds(1234)).toBe('1.2')
  expect(milliseconds(123_456)).toBe('123')
})
