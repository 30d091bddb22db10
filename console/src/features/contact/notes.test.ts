// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import type { ContactNote } from '@/api'
import { refreshed } from './notes'

const page = (ids: string, next: string | null) => ({ items: [...ids].map((id) => ({ id }) as ContactNote), next })
const shown = (p: ReturnType<typeof refreshed>) => [p.items.map((n) => n.id).join(''), p.next]

it('shows what is new above what was loaded before', () => {
  expect(shown(refreshed(page('edcba', null), page('gfe', 'e')))).toEqual(['gfedcba', null])
  expect(shown(refreshed(page('edc', 'c'), page('gfe', 'e')))).toEqual(['gfedc', 'c'])
})

it('forgets what is gone', () => {
  expect(shown(refreshed(page('edc', 'c'), page('eca', null)))).toEqual(['eca', null])
  expect(shown(refreshed(page('edcba', null), page('ec', 'c')))).toEqual(['ecba', null])
  expect(shown(refreshed(page('cba', 'a'), page('', null)))).toEqual(['', null])
})

it('begins with the first page', () => {
  expect(shown(refreshed(page('', null), page('cb', 'b')))).toEqual(['cb', 'b'])
})
