import type { Account, Leg } from '@/api'

export type Tone = 'good' | 'warn' | 'bad' | 'plain'
export type HealthWord = 'paused' | 'failing' | 'healthy' | 'notice' | 'problem' | 'unchecked'

/** One word for how an account does. What is healthy may still have something to be told. */
export function healthWord(a: Account): { word: HealthWord; tone: Tone } {
  if (a.status === 'paused') return { word: 'paused', tone: 'plain' }
  if (a.health.state === 'failing') return { word: 'failing', tone: 'bad' }
  if (a.health.state === 'healthy') return a.health.problem ? { word: 'notice', tone: 'warn' } : { word: 'healthy', tone: 'good' }
  if (a.health.problem) return { word: 'problem', tone: 'warn' }
  return { word: 'unchecked', tone: 'plain' }
}

/** The name of the text that says what an account's problem is. */
export const healthText = ({ health }: Account) => `accounts.health.${health.code === 'auth' ? 'auth' : health.state}`

export interface Failure {
  name: string
  n: number
}

/** Failures by class, the most first. */
export function failures(a: Account): Failure[] {
  return Object.entries(a.health.failures ?? {})
    .filter(([, n]) => n > 0)
    .map(([name, n]) => ({ name, n }))
    .sort((x, y) => y.n - x.n)
}

export interface Check {
  /** saved, origins, address, or the name of a leg: credentials, ip_whitelist, callback, first_message, first_reply, or the channel's own. */
  name: string
  state: 'good' | 'bad' | 'warn' | 'waiting'
  /** What is wrong, stable. */
  code?: string
  /** The hub's or the platform's own words. */
  text?: string
  at?: string
}

const states = { ok: 'good', failed: 'bad', waiting: 'waiting' } as const

/** The self-test so far: its legs as they were tried, or, for who may not try them, what the hub knows of the account. */
export function checksOf(a: Account, legs: Leg[] = known(a)): Check[] {
  const list: Check[] = [{ name: 'saved', state: 'good' }]
  if (a.channel === 'web') list.push({ name: 'origins', state: a.settings.origins ? 'good' : 'warn' })
  const reached = !a.callback_url || outside(a.callback_url)
  for (const l of legs) list.push({ ...l, state: l.name === 'callback' && l.state === 'waiting' && !reached ? 'warn' : states[l.state] })
  // An account that is not called may have an address all the same: its messages are fetched.
  if (a.callback_url && !legs.some((l) => l.name === 'callback')) list.splice(-2, 0, { name: 'address', state: reached ? 'good' : 'warn' })
  return list
}

function known({ channel, health: h }: Account): Leg[] {
  const asked: Leg = { name: 'credentials', state: h.state === 'healthy' ? 'ok' : h.state === 'failing' || h.problem ? 'failed' : 'waiting', at: h.checked_at }
  const seen = (name: string, at: string | undefined): Leg => ({ name, state: at ? 'ok' : 'waiting', at })
  return [...(channel === 'web' ? [] : [asked]), seen('first_message', h.last_received_at), seen('first_reply', h.last_sent_at)]
}

/** Whether an address can be that of a machine on the internet, and is encrypted. */
export function outside(address: string): boolean {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return false
  }
  if (url.protocol !== 'https:') return false
  const host = url.hostname
  if (/^(127|10|0)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\./.test(host)) return false
  return host.includes('.') && !/\.(localhost|local|internal|lan|test|invalid)$/.test(host)
}
