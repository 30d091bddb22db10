import type { Rule, Schedule, Then, When } from '@/api/routing'

/** The kinds of message that channels bring. */
export const kindNames = ['text', 'image', 'voice', 'audio', 'video', 'file', 'sticker', 'location', 'contact', 'link', 'card', 'form', 'choice', 'unsupported'] as const

/** What customers do without writing, as far as rules ask for it; "location" is among the messages. */
export const eventNames = ['follow', 'scan', 'click', 'view', 'enter'] as const

type Three = '' | 'yes' | 'no'

/** A rule as a form has it: every part there, empty where nothing is said. */
export interface Draft {
  name: string
  sort: 'route' | 'screen'
  accounts: string[]
  channels: string[]
  kinds: string[]
  new: Three
  vip: Three
  any: string[]
  all: string[]
  none: string[]
  hours: '' | 'open' | 'closed'
  /** A schedule's id; empty: the rule's own hours, if it has any. */
  schedule: string
  window?: Schedule
  languages: string[]
  prefix: string[]
  contains: string[]
  words: string[]
  lists: string[]
  match: 'contains' | 'exact' | 'prefix'
  direction: '' | 'in' | 'out'
  team: string
  agent: string
  bot: string
  skills: string[]
  language: string
  priority: string
  tags: string[]
  reply: string
  screen: 'block' | 'mask' | 'flag'
  stop: Three
}

const three = (v: boolean | undefined): Three => (v === undefined ? '' : v ? 'yes' : 'no')

export function draftOf(r?: Rule): Draft {
  const w = r?.when ?? {}
  const x = r?.then ?? {}
  return {
    name: r?.name ?? '', sort: x.screen ? 'screen' : 'route',
    accounts: w.accounts ?? [], channels: w.channels ?? [], kinds: w.kinds ?? [], new: three(w.new), vip: three(w.vip),
    any: w.tags?.any ?? [], all: w.tags?.all ?? [], none: w.tags?.none ?? [],
    hours: w.hours ? (w.hours.open ? 'open' : 'closed') : '', schedule: w.hours?.schedule ?? '', window: w.hours?.window, languages: w.languages ?? [],
    prefix: w.page?.prefix ?? [], contains: w.page?.contains ?? [],
    words: w.keywords?.words ?? [], lists: w.keywords?.lists ?? [], match: w.keywords?.match ?? 'contains', direction: w.direction ?? '',
    team: x.team ?? '', agent: x.agent ?? '', bot: x.bot ?? '', skills: x.skills ?? [], language: x.language ?? '',
    priority: x.priority === undefined ? '' : String(x.priority), tags: x.tags ?? [], reply: x.reply ?? '', screen: x.screen ?? 'block', stop: three(r?.stop),
  }
}

/** What of a draft is said; what is not shown for its sort is left out. */
export function ruleOf(d: Draft): { name: string; when: When; then: Then; stop?: boolean } {
  const when: When = {}
  const list = <K extends 'accounts' | 'channels' | 'kinds' | 'languages'>(k: K) => d[k].length > 0 && (when[k] = d[k])
  if (d.words.length > 0 || d.lists.length > 0) {
    when.keywords = { ...(d.words.length > 0 ? { words: d.words } : {}), ...(d.lists.length > 0 ? { lists: d.lists } : {}), match: d.match }
  }
  if (d.sort === 'screen') {
    if (d.direction) when.direction = d.direction
    return { name: d.name.trim(), when, then: { screen: d.screen } }
  }
  list('accounts')
  list('channels')
  list('kinds')
  list('languages')
  if (d.new) when.new = d.new === 'yes'
  if (d.vip) when.vip = d.vip === 'yes'
  const tags = { ...(d.any.length > 0 ? { any: d.any } : {}), ...(d.all.length > 0 ? { all: d.all } : {}), ...(d.none.length > 0 ? { none: d.none } : {}) }
  if (Object.keys(tags).length > 0) when.tags = tags
  if (d.hours) when.hours = { open: d.hours === 'open', ...(d.schedule ? { schedule: d.schedule } : d.window ? { window: d.window } : {}) }
  const page = { ...(d.prefix.length > 0 ? { prefix: d.prefix } : {}), ...(d.contains.length > 0 ? { contains: d.contains } : {}) }
  if (Object.keys(page).length > 0) when.page = page
  const then: Then = {}
  for (const k of ['team', 'agent', 'bot', 'language', 'reply'] as const) if (d[k].trim()) then[k] = d[k].trim()
  for (const k of ['skills', 'tags'] as const) if (d[k].length > 0) then[k] = d[k]
  if (d.priority !== '') then.priority = Number(d.priority)
  return { name: d.name.trim(), when, then, ...(d.stop ? { stop: d.stop === 'yes' } : {}) }
}
