import { describe, expect, it } from 'vitest'
import type { Account, Caps, Leg, Setting } from '@/api'
import { duration, sentences } from './caps'
import { embedLine, previewURL } from './embed'
import { changesOf, kindsOf, lookOf, settingsOf, valuesOf } from './fields'
import { checksOf, failures, healthText, healthWord, outside } from './health'
import { newAESKey, newToken } from './proposals'

const setting = (key: string, more: Partial<Setting> = {}): Setting => ({ key, secret: false, required: false, help: '', ...more })
const account = (more: Partial<Account>): Account => ({
  id: 'a', channel: 'telegram', name: 'Bot', status: 'active', settings: {}, secrets: [], health: { state: 'unchecked' }, ...more,
})

describe('the words of a choice', () => {
  it.each(['en', 'zh-CN'])('tell its options apart in %s', async (locale) => {
    const { default: words } = await import(`../../locales/${locale}/later/accounts.json`)
    const plus = words.field.email.plus.options
    const all = lookOf('email', setting('plus')).options!.map((o) => plus[o || 'unset'])
    expect(new Set(all).size).toBe(4)
    expect(all).not.toContain(undefined)
  })
})

describe('the settings of an account', () => {
  const list = [setting('token', { secret: true, required: true }), setting('origins'), setting('limit', { default: '10' })]

  it('are sent only where they change, and an emptied one is taken away', () => {
    const stored = { origins: 'https://a.example', limit: '20' }
    const form = valuesOf(list, stored)
    expect(changesOf(list, stored, form)).toEqual({})
    expect(changesOf(list, stored, { ...form, origins: ' ', limit: '30' })).toEqual({ origins: '', limit: '30' })
  })

  it('never show a secret, and keep it unless it is written anew or removed', () => {
    const stored = { token: 'must not be shown' }
    expect(valuesOf(list, stored).token).toBe('')
    expect(changesOf(list, {}, { token: '' })).toEqual({})
    expect(changesOf(list, {}, { token: ' new ' })).toEqual({ token: 'new' })
    expect(changesOf(list, {}, { token: '' }, ['token'])).toEqual({ token: '' })
  })

  it('are asked for as what they are, also where the channel is new', () => {
    expect(lookOf('new', setting('x')).kind).toBe('text')
    expect(lookOf('new', setting('x', { secret: true })).kind).toBe('secret')
    expect(lookOf('new', setting('x', { default: 'false' })).kind).toBe('switch')
    expect(lookOf('new', setting('x', { default: '5' })).kind).toBe('number')
    expect(lookOf('telegram', setting('receive'))).toMatchObject({ kind: 'choice', rare: true })
    expect(lookOf('new', setting('x', { required: true })).rare).toBe(false)
  })
})

describe('kinds of account', () => {
  const list = ['kind', 'appid', 'corpid', 'open_kfid', 'secret', 'mode'].map((key) => setting(key))
  it('are asked for what they have, and the kind is no field', () => {
    const of = (kind: string) => settingsOf('wechat', list, kind).map((s) => s.key)
    expect(of('official')).toEqual(['appid', 'secret', 'mode'])
    expect(of('kf')).toEqual(['corpid', 'open_kfid', 'secret'])
    expect(settingsOf('wechat', list, 'kf')[0]?.required).toBe(true)
    expect(settingsOf('telegram', list, undefined)).toEqual(list)
    expect([kindsOf('wechat').length, kindsOf('telegram').length]).toEqual([3, 0])
  })

  it('have a token and a key proposed that platform and hub take', () => {
    for (let i = 0; i < 200; i++) {
      expect(newToken()).toMatch(/^[A-Za-z0-9]{32}$/)
      const key = newAESKey()
      expect(key).toMatch(/^[A-Za-z0-9]{43}$/)
      const bytes = atob(`${key}=`)
      expect(bytes.length).toBe(32)
      expect(btoa(bytes)).toBe(`${key}=`)
    }
    expect(newToken()).not.toBe(newToken())
  })
})

describe('health', () => {
  it('tells credentials that are refused from other trouble', () => {
    expect(healthText(account({ health: { state: 'failing', problem: 'x', code: 'auth' } }))).toBe('accounts.health.auth')
    expect(healthText(account({ health: { state: 'failing', problem: 'x', code: 'check_failed' } }))).toBe('accounts.health.failing')
  })
  it('is one word', () => {
    expect(healthWord(account({}))).toEqual({ word: 'unchecked', tone: 'plain' })
    expect(healthWord(account({ health: { state: 'healthy' } })).word).toBe('healthy')
    expect(healthWord(account({ health: { state: 'healthy', problem: 'x' } }))).toEqual({ word: 'notice', tone: 'warn' })
    expect(healthWord(account({ health: { state: 'failing', problem: 'x' } })).tone).toBe('bad')
    expect(healthWord(account({ health: { state: 'failing' }, status: 'paused' })).word).toBe('paused')
  })

  it('counts failures, the most first', () => {
    expect(failures(account({ health: { state: 'healthy', failures: { auth: 1, retry: 7, gone: 0 } } })).map((f) => f.name)).toEqual(['retry', 'auth'])
  })

  it('turns the self-test green step by step', () => {
    const state = (a: Account, legs?: Leg[]) => Object.fromEntries(checksOf(a, legs).map((c) => [c.name, c.state]))
    expect(state(account({}))).toEqual({ saved: 'good', credentials: 'waiting', first_message: 'waiting', first_reply: 'waiting' })
    expect(state(account({ health: { state: 'unchecked', problem: 'no way' } })).credentials).toBe('bad')
    expect(state(account({ health: { state: 'healthy', last_received_at: 'x' } }))).toMatchObject({ credentials: 'good', first_message: 'good', first_reply: 'waiting' })
    expect(state(account({ callback_url: 'http://127.0.0.1/h' })).address).toBe('warn')
    expect(state(account({ channel: 'web' }))).toEqual({ saved: 'good', origins: 'warn', first_message: 'waiting', first_reply: 'waiting' })
    const legs: Leg[] = [{ name: 'credentials', state: 'failed', code: 'x.refused' }, { name: 'own', state: 'ok' }, { name: 'callback', state: 'waiting' }]
    expect(state(account({ callback_url: 'https://hub.example.com/h' }), legs)).toEqual({ saved: 'good', credentials: 'bad', own: 'good', callback: 'waiting' })
    expect(state(account({ callback_url: 'http://127.0.0.1/h' }), legs).callback).toBe('warn')
    expect(state(account({ callback_url: 'http://127.0.0.1/h' }), [{ name: 'callback', state: 'ok' }]).callback).toBe('good')
  })

  it('knows addresses that the internet can reach', () => {
    for (const good of ['https://hub.example.com/hooks/x', 'https://203.0.113.9/']) expect(outside(good), good).toBe(true)
    for (const bad of ['http://hub.example.com', 'https://localhost', 'https://127.0.0.1', 'https://192.168.1.2', 'https://172.20.0.1', 'https://hub.local', 'https://hub', ''])
      expect(outside(bad), bad).toBe(false)
  })
})

describe('capabilities', () => {
  const caps: Caps = {
    text: { max: 4096, unit: 'utf16' }, max_parts: 10, caption: { max: 1024, unit: 'utf16' }, media: { image: { max_bytes: 10 } },
    choices: { max: 0, text: { max: 1, unit: 'bytes' }, label: { max: 1, unit: 'runes' }, id: { max: 1, unit: 'bytes' } }, entities: false,
    begin: 'none', edit: 'none', delete: 'full', delete_for: 48 * 3600e9, reply: 'drop', typing: 0, windows: [{ trigger: 'message', for: 48 * 3600e9, max: 5 }], rate: [],
  }
  it('say what works, and what does not', () => {
    const said = Object.fromEntries(sentences(caps).map((s) => [s.key, s]))
    expect(Object.keys(said)).toEqual(['text_parts', 'media', 'no_media', 'no_choices', 'no_edit', 'delete_for', 'no_reply', 'no_typing', 'window_max'])
    expect(said.no_media?.values?.kinds).toEqual(['video', 'audio', 'file'])
    expect(said.delete_for?.values?.time).toEqual({ n: 2, unit: 'days' })
  })
  it('say durations in their largest unit', () => {
    expect(duration(90e9)).toEqual({ n: 2, unit: 'minutes' })
    expect(duration(24 * 3600e9)).toEqual({ n: 24, unit: 'hours' })
  })
})

describe('the embed line', () => {
  it('cannot be broken out of', () => {
    expect(embedLine('https://hub.example.com', 'id')).toBe('<script async src="https://hub.example.com/widget/v1/loader.js" data-account="id"></script>')
    expect(embedLine('https://h"><b>', 'x')).not.toContain('<b>')
    expect(previewURL('https://h', '../x')).toBe('https://h/widget/v1/frame/..%2Fx')
  })
})
