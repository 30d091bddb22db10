// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { Problem } from '@/api'
import { faultsOf } from './faults'

const t = (key: string) => key

it('sorts a refusal to the field that it is about', () => {
  const invalid = new Problem(422, 'request.invalid', 'errors says where', undefined, [{ location: 'body.name', message: 'too long' }])
  expect(faultsOf(t, invalid, ['name'])).toEqual({ fields: { name: 'too long' }, rest: '' })

  const named = new Problem(422, 'x.y', 'the setting token is missing: copy it')
  expect(faultsOf(t, named, ['token']).fields).toEqual({ token: 'the setting token is missing: copy it' })

  const coded = new Problem(409, 'x.taken', 'taken')
  expect(faultsOf(t, coded, ['email'], { 'x.taken': 'email' }).fields).toEqual({ email: 'taken' })
})

it('tells the rest what belongs to no field', () => {
  expect(faultsOf(t, new Problem(409, 'x.y', 'moved on'), ['name'])).toEqual({ fields: {}, rest: 'moved on' })
  expect(faultsOf(t, new Problem(422, 'x.y', 'the setting other is wrong'), ['name']).rest).toContain('other')
})
