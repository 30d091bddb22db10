import { readFileSync } from 'node:fs'
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
