import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import codes from '../api/problems.json'
import en from './en'
import enLater from './en/later'
import zh from './zh-CN'
import zhLater from './zh-CN/later'

// The list is proven complete by console/problems_test.go.
type Texts = Record<string, Record<string, string>>

// What is refused in the settings alone has its words there.
it.each([['en', en, enLater], ['zh-CN', zh, zhLater]])('has a text in %s for every problem of the hub', (_, texts, later) => {
  const known = { ...(texts as Texts).problem, ...(later as Texts).problem }
  expect(codes.filter((code) => !known[code.replaceAll('.', '_')])).toEqual([])
})

it.each([['en', en], ['zh-CN', zh]])('has a text in %s for every error of WeChat', (_, texts) => {
  const known = (texts as Record<string, Record<string, string>>).reason!
  const rules = JSON.parse(readFileSync('../connectors/wechat/rules.json', 'utf8')) as { errors: { name: string }[] }
  expect(rules.errors.filter((e) => !known[`wechat_${e.name}`])).toEqual([])
})

// Why a mailbox does not work or a mail does not leave: the codes stand in the connector's sources, after what makes a failure of them.
it.each([['en', enLater], ['zh-CN', zhLater]])('has a text in %s for every failure of mail', (_, later) => {
  const known = (later as Texts).reason!
  const folder = '../connectors/email'
  const sources = readdirSync(folder).filter((f) => /^\w+\.go$/.test(f) && !f.endsWith('_test.go')).map((f) => readFileSync(`${folder}/${f}`, 'utf8'))
  const codes = sources.flatMap((s) => [...s.matchAll(/(?:\bcode: |\bf\.code,.* = [^"]*|\bfail\([\w.]+, |\brejected\()"(\w+)"/g)].map((m) => m[1]))
  expect(codes.length).toBeGreaterThan(50)
  expect(codes.filter((code) => !known[`email_${code}`])).toEqual([])
})
