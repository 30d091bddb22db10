// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from 'vitest'
import { setLocale } from '@/app/i18n'
import { said } from './measure'

describe('what was measured', () => {
  beforeAll(() => setLocale('en'))

  it('is said as people say it', () => {
    expect(said({ value: 56_300_000_000, unit: 'bytes' })).toEqual({ n: '56.3 GB' })
    expect(said({ value: 12, unit: 'bytes' })).toEqual({ n: '12 byte' })
    expect(said({ value: 0.14, unit: 'ms' })).toEqual({ n: '0.1', unit: 'ms' })
    expect(said({ value: 1234.6, unit: 'ms' })).toEqual({ n: '1,235', unit: 'ms' })
    expect(said({ value: 16_015_186, unit: 'count' })).toEqual({ n: '16,015,186' })
  })

  it('counts whole days that are left, and those that are over', () => {
    expect(said({ value: 13.9, unit: 'days' })).toEqual({ n: '13', unit: 'days' })
    expect(said({ value: -0.5, unit: 'days' })).toEqual({ n: '-1', unit: 'days' })
  })
})
