import type { Setting } from '@/api'

/** How a setting is asked for. What a channel adds later is asked for as text. */
export interface FieldLook {
  kind: 'text' | 'secret' | 'long' | 'number' | 'hours' | 'bytes' | 'switch' | 'colour' | 'choice' | 'account'
  /** Of a choice; the empty one leaves it to the hub. */
  options?: string[]
  /** Of an account: the channel that it is of. */
  of?: string
  /** Rarely needed: shown under "More settings". */
  rare: boolean
  /** Shown with others under a heading of their own. */
  group?: 'rating'
}

const looks: Record<string, Partial<FieldLook>> = {
  'telegram.receive': { kind: 'choice', options: ['', 'webhook', 'poll'] },
  'wechat.appid': { rare: false },
  'wechat.corpid': { rare: false },
  'wechat.open_kfid': { rare: false },
  'wechat.mode': { kind: 'choice', options: ['', 'compatible', 'plain'] },
  'wechat.account_type': { kind: 'choice', options: ['', 'subscription'], rare: false },
  'wechat.stable_token': { kind: 'choice', options: ['', 'yes'] },
  'wechat.sync_tags': { kind: 'choice', options: ['', 'yes'] },
  'email.provider': { kind: 'choice', options: ['qq', '163', 'aliyun', 'exmail', 'gmail', 'outlook', ''], rare: false },
  'email.password': { rare: false },
  'email.name': { rare: false },
  'email.signature': { kind: 'long', rare: false },
  'email.aliases': { rare: false },
  'email.plus': { kind: 'choice', options: ['', '+', '-', 'none'] },
  'email.mark_seen': { kind: 'choice', options: ['', 'yes'] },
  'email.save_sent': { kind: 'choice', options: ['', 'yes'] },
  'email.tls_ca': { kind: 'long' },
  'email.dkim_key': { kind: 'secret' },
  'web.origins': { kind: 'long', rare: false },
  'web.greeting': { kind: 'long', rare: false },
  'web.greeting_away': { kind: 'long', rare: false },
  'web.color': { kind: 'colour', rare: false },
  'web.locale': { kind: 'choice', options: ['', 'zh-CN', 'en'], rare: false },
  'web.upload_bytes': { kind: 'bytes' },
  'web.mail_account': { kind: 'account', of: 'email' },
  reopen_hours: { kind: 'hours' },
  rating: { kind: 'choice', options: ['', 'on'], group: 'rating' },
  rating_question: { kind: 'long', group: 'rating' },
  rating_hours: { kind: 'hours', group: 'rating' },
  rating_reasons: { kind: 'long', group: 'rating' },
}

export function lookOf(channel: string, s: Setting): FieldLook {
  const known = looks[`${channel}.${s.key}`] ?? looks[s.key]
  const guess: FieldLook['kind'] =
    s.secret ? 'secret'
    : s.default === 'true' || s.default === 'false' ? 'switch'
    : /^\d+$/.test(s.default ?? '') ? 'number'
    : 'text'
  return { kind: guess, rare: !s.required, ...known }
}

/** Channels with several kinds of account: the kinds, and the settings that only some of them have. */
const sorts: Record<string, { kinds: string[]; of: Record<string, string[]>; needed: string[] }> = {
  wechat: {
    kinds: ['official', 'miniprogram', 'kf'],
    of: {
      appid: ['official', 'miniprogram'], corpid: ['kf'], open_kfid: ['kf'], account_type: ['official'], mode: ['official', 'miniprogram'],
      stable_token: ['official', 'miniprogram'], sync_tags: ['official'],
    },
    needed: ['appid', 'corpid', 'open_kfid'],
  },
}

/** The kinds of account that a channel has, the setting "kind"; none: they are all alike. */
export const kindsOf = (channel: string): string[] => sorts[channel]?.kinds ?? []

/** What is asked for of one kind of account. The kind itself is chosen before, and stays. */
export function settingsOf(channel: string, settings: Setting[], kind: string | undefined): Setting[] {
  const sort = sorts[channel]
  if (!sort || !kind) return settings
  return settings
    .filter((s) => s.key !== 'kind' && (sort.of[s.key]?.includes(kind) ?? true))
    .map((s) => (sort.needed.includes(s.key) ? { ...s, required: true } : s))
}

export type Values = Record<string, string>

/** What a form begins with: stored values, never secrets. */
export function valuesOf(settings: Setting[], stored: Values): Values {
  return Object.fromEntries(settings.map((s) => [s.key, s.secret ? '' : (stored[s.key] ?? '')]))
}

/** What must be sent so that the hub has what the form says. An emptied setting is sent empty, which takes it away; an empty secret stays as it is. */
export function changesOf(settings: Setting[], stored: Values, form: Values, removed: string[] = []): Values {
  const out: Values = {}
  for (const s of settings) {
    const value = (form[s.key] ?? '').trim()
    if (s.secret ? value !== '' : value !== (stored[s.key] ?? '')) out[s.key] = value
  }
  for (const key of removed) out[key] ??= ''
  return out
}

/** Fields of refusals whose sentence does not name the setting. */
export const faultCodes: Record<string, string> = {
  'account.name_missing': 'name',
  'account.reopen_hours': 'reopen_hours',
  'account.rating': 'rating',
  'account.rating_hours': 'rating_hours',
  'account.rating_reasons': 'rating_reasons',
  'telegram.token_refused': 'token',
  'wechat.secret_refused': 'secret',
}
