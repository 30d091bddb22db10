import { expect, it } from 'vitest'
import { keepingOf, limitsOf } from './limits'

it('shows what is kept for ever as an empty field, and the other way round', () => {
  const kept = { raws_days: 90, failed_raws_days: 0, traces_days: 30, messages_days: { telegram: 365 } }
  const l = limitsOf(kept, ['web', 'telegram'])
  expect(l).toEqual({ kinds: { raws: 90, failed_raws: '', traces: 30 }, channels: { web: '', telegram: 365 } })
  expect(keepingOf(l)).toEqual(kept)
  l.channels.telegram = ''
  l.channels.web = 7
  expect(keepingOf(l).messages_days).toEqual({ web: 7 })
})
