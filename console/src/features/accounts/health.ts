import type { Account } from '@/api'

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
  name: 'saved' | 'platform' | 'origins' | 'callback' | 'received' | 'sent'
  state: 'good' | 'bad' | 'warn' | 'waiting'
}

/** What the self-test has found so far, from what the hub knows of the account. */
export function checksOf(a: Account): Check[] {
  const h = a.health
  const list: Check[] = [{ name: 'saved', state: 'good' }]
  if (a.channel === 'web') {
    list.push({ name: 'origins', state: a.settings.origins ? 'good' : 'warn' })
  } else {
    list.push({ name: 'platform', state: h.state === 'healthy' ? 'good' : h.state === 'failing' || h.problem ? 'bad' : 'waiting' })
  }
  if (a.callback_url) list.push({ name: 'callback', state: outside(a.callback_url) ? 'good' : 'warn' })
  list.push({ name: 'received', state: h.last_received_at ? 'good' : 'waiting' })
  list.push({ name: 'sent', state: h.last_sent_at ? 'good' : 'waiting' })
  return list
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
