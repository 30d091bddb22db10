// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { h, nextTick, ref } from 'vue'
import { setLocale } from '@/app/i18n'
import { useCaps } from '@/stores/caps'
import { useConversations } from '@/stores/conversations'
import { useDrafts } from '@/stores/drafts'
import { useSession } from '@/stores/session'
import { fakeHub, type Call } from '@/testing/hub'
import { conversationOf, show, until, write } from '@/testing/page'
import Composer from './Composer.vue'

/** Answers of the hub that a test lets go. */
let gates: Record<string, () => void>
const gate = (name: string) => new Promise<void>((resolve) => (gates[name] = resolve))
let mail = false

async function hub(c: Call) {
  const text = (c.body as { text?: string; send_at?: string } | undefined)
  if (c.path.endsWith('/capabilities')) return { body: { html: mail, media: {}, text: { max: 0, unit: 'runes' }, max_parts: 1 } }
  if (c.path === '/conversations/c2/draft' && c.method === 'GET') return { body: { mode: 'reply', text: 'An answer that is ready', attachments: [], updated_at: '2026-01-01T00:00:00Z' } }
  if (c.path.endsWith('/draft')) return { body: { mode: 'reply', text: '', attachments: [] } }
  if (c.path === '/canned-replies') {
    const q = c.query.get('q') ?? ''
    await gate(`canned ${q}`)
    return { body: { items: ['address', 'bye', 'thx'].filter((s) => s.startsWith(q)).map((s) => ({ id: s, shortcut: s, title: s, text: s, scope: 'shared', attachments: [] })), next: null } }
  }
  const rendered = /^\/canned-replies\/(.*)\/render$/.exec(c.path)?.[1]
  if (rendered) return { body: { text: `the text of ${rendered}`, attachments: [], missing: [] } }
  if (text?.send_at) await gate('later')
  return { body: { id: 'm9', seq: 2, rev: 2, attachments: [], items: [], text: '' } }
}
let calls: Call[]
const posted = () => calls.filter((c) => c.method === 'POST' && c.path.endsWith('/messages')).map((c) => (c.body as { text: string }).text)

vi.setConfig({ testTimeout: 30_000 })
beforeEach(async () => {
  localStorage.clear()
  document.body.innerHTML = ''
  setActivePinia(createPinia())
  useSession().me = { agent: 'me', permissions: ['conversations.reply'], preferences: {} } as never
  await setLocale('en')
  gates = {}
  mail = false
  calls = fakeHub(hub)
})

async function composer() {
  useConversations().put(conversationOf('c1', 'p1', 'Anna'))
  useConversations().put(conversationOf('c2', 'p2', 'Bert'))
  await useCaps().load('a')
  const at = ref('c1')
  const root = show(() => h(Composer, { conversation: useConversations().get(at.value)!, name: 'x' }))
  const field = () => root.querySelector<HTMLTextAreaElement>('textarea')!
  const enter = () => field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
  return { root, at, field, enter }
}

describe('a shortcut and Enter', () => {
  it('wait for the list of what was typed, and take nothing of an older one', async () => {
    const { field, enter } = await composer()
    write(field(), '/')
    await until(() => gates['canned '])
    gates['canned ']!()
    await until(() => document.querySelector('[role=option]'))
    write(field(), '/thx')
    await nextTick()
    enter()
    await until(() => gates['canned thx'])
    gates['canned thx']!()
    await until(() => field().value === 'the text of thx')
    expect(posted()).toEqual([])
  })

  it('send no shortcut while nobody knows whether it is one', async () => {
    const { field, enter } = await composer()
    write(field(), '/thx')
    enter() // before the list itself is loaded
    await until(() => gates['canned thx'])
    enter()
    gates['canned thx']!()
    await until(() => field().value === 'the text of thx')
    expect(posted()).toEqual([])
  })

  it('send what is none', async () => {
    const { root, field, enter } = await composer()
    write(field(), '/etc')
    await until(() => gates['canned etc'])
    enter()
    gates['canned etc']!()
    await until(() => root.querySelector('.suggest-none')?.textContent?.includes('No canned reply'))
    expect(posted()).toEqual([])
    enter()
    await until(() => posted().length > 0)
    expect(posted()).toEqual(['/etc'])
  })
})

describe('what is sent later', () => {
  it('leaves what is written on meanwhile', async () => {
    const { root, field } = await composer()
    write(field(), 'See you tomorrow.')
    await nextTick()
    const bar = root.querySelector('.bar') as unknown as { __vueParentComponent: { emit: (name: string, at: Date) => void } }
    const inAnHour = new Date(Date.now() + 3_600_000)
    bar.__vueParentComponent.emit('later', inAnHour)
    bar.__vueParentComponent.emit('later', new Date(inAnHour.getTime() + 1))
    await until(() => gates.later)
    write(field(), 'See you tomorrow. Bring the parcel')
    await nextTick()
    expect(root.querySelector<HTMLButtonElement>('button[type=submit]')!.disabled).toBe(true)
    gates.later!()
    await until(() => !root.querySelector<HTMLButtonElement>('button[type=submit]')!.disabled)
    expect(field().value).toBe('See you tomorrow. Bring the parcel')
    expect(posted()).toEqual(['See you tomorrow.'])
  })

  it('is gone from the field where nothing was written on, wherever the agent is', async () => {
    const { root, at, field } = await composer()
    write(field(), 'See you tomorrow.')
    await nextTick()
    const bar = root.querySelector('.bar') as unknown as { __vueParentComponent: { emit: (name: string, at: Date) => void } }
    bar.__vueParentComponent.emit('later', new Date(Date.now() + 3_600_000))
    await until(() => gates.later)
    at.value = 'c2'
    await until(() => field().value === 'An answer that is ready')
    gates.later!()
    await until(() => useDrafts().of('c1').text === '')
    expect(field().value).toBe('An answer that is ready')
  })
})

it('a bad address in one mail does not hold up another', async () => {
  mail = true
  const { root, at } = await composer()
  const to = await until(() => root.querySelector<HTMLInputElement>('.address input'))
  write(to, 'anna@')
  to.dispatchEvent(new Event('change'))
  to.dispatchEvent(new Event('blur'))
  await nextTick()
  at.value = 'c2'
  await until(() => useDrafts().of('c2').text !== '')
  await until(() => !root.querySelector<HTMLButtonElement>('button[type=submit]')!.disabled)
})
