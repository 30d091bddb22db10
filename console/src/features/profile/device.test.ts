import { expect, it } from 'vitest'
import { device } from './device'

it('names browser and system, the specific before the common', () => {
  expect(device('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120 Safari/537.36 Edg/120')).toBe('Edge · Windows')
  expect(device('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile Safari/604.1')).toBe('Safari · iPhone')
  expect(device('something else')).toBe('something else')
  expect(device(undefined)).toBe('')
})
