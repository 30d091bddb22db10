import { expect, it } from 'vitest'
import { holding } from './suggestions'

it('holds until something public follows; a note is nothing', () => {
  const suggestions = [{ text: 'yes', bot: 'faq', seq: 4 }]
  const of = (...messages: [number, 'public' | 'note'][]) => holding({ suggestions, line: { messages: messages.map(([seq, visibility]) => ({ seq, visibility })) } }).length
  expect(of([4, 'public'])).toBe(1)
  expect(of([4, 'public'], [5, 'note'])).toBe(1)
  expect(of([4, 'public'], [5, 'public'])).toBe(0)
  expect(of([3, 'public'])).toBe(1) // the message itself is on its way
})
