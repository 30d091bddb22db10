import { describe, expect, it } from 'vitest'
import enFirst from './en'
import enSettings from './en/later'
import zhFirst from './zh-CN'
import zhSettings from './zh-CN/later'

type Texts = Record<string, Record<string, unknown>>
const whole = (first: Texts, more: Texts) => Object.fromEntries([...new Set([...Object.keys(first), ...Object.keys(more)])].map((k) => [k, { ...first[k], ...more[k] }]))
const [en, zh] = [whole(enFirst as Texts, enSettings as Texts), whole(zhFirst as Texts, zhSettings as Texts)]

function keys(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([k, v]) => keys(v, path ? `${path}.${k}` : k))
}
const text = (all: unknown, path: string) => path.split('.').reduce<unknown>((v, k) => (v as Record<string, unknown>)[k], all) as string
const values = (s: string) => [...new Set([...s.matchAll(/\{(\w+)\}/g)].map((m) => m[1]))].sort()

const sources = import.meta.glob<string>('../**/*.{vue,ts}', { eager: true, query: '?raw', import: 'default' })

describe('the languages', () => {
  it('have the same keys', () => {
    expect(keys(zh).sort()).toEqual(keys(en).sort())
  })

  it('have no empty text, and the same values in each', () => {
    for (const key of keys(en)) {
      expect(text(en, key), key).not.toBe('')
      expect(text(zh, key), key).not.toBe('')
      expect(values(text(zh, key)), key).toEqual(values(text(en, key)))
    }
  })

  it('know every text that the page names', () => {
    const known = new Set(keys(en))
    const missing: string[] = []
    for (const [file, source] of Object.entries(sources)) {
      if (file.endsWith('.test.ts')) continue
      for (const m of source.matchAll(/(?:\$t|\bt|\bte)\(\s*'([\w.]+)'/g)) if (m[1] && !known.has(m[1])) missing.push(`${file}: ${m[1]}`)
      for (const m of source.matchAll(/(?:label|title): '((?:nav|action|composer|inbox|contact|view|keys)\.\w+)'/g)) if (m[1] && !known.has(m[1])) missing.push(`${file}: ${m[1]}`)
    }
    expect(missing).toEqual([])
  })
})
