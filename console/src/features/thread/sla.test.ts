import { describe, expect, it } from 'vitest'
import { promised } from './sla'

const at = (m: number) => new Date(Date.UTC(2026, 0, 1, 9, m)).toISOString()

describe('the first open promise', () => {
  it('is the one that is due first', () => {
    expect(promised({ status: 'queued', sla: { first: { due: at(5) }, resolution: { due: at(60) } } })).toMatchObject({ name: 'first_reply', level: 'plain' })
    expect(promised({ status: 'active', sla: { first: { due: at(5), met: at(3) }, next: { due: at(70), warned: true }, resolution: { due: at(60), warned: true, breached: true } } }))
      .toMatchObject({ name: 'resolution', level: 'bad', due: Date.parse(at(60)) })
  })

  it('is none when all are kept, none was made, or the conversation has ended', () => {
    expect(promised({ status: 'active', sla: { first: { due: at(5), met: at(3) } } })).toBeUndefined()
    expect(promised({ status: 'active' })).toBeUndefined()
    expect(promised({ status: 'completed', sla: { first: { due: at(5) } } })).toBeUndefined()
  })
})
