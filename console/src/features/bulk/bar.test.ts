// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { TooltipProvider } from 'reka-ui'
import { expect, it } from 'vitest'
import { createApp, h } from 'vue'
import type { Me } from '@/api'
import { i18n, setLocale } from '@/app/i18n'
import { useBulk } from '@/stores/bulk'
import { useSession } from '@/stores/session'
import { eventually, fakeHub, settled } from '@/testing/hub'
import BulkBar from './BulkBar.vue'

it('offers nothing more while something begins', async () => {
  let release!: () => void
  const held = new Promise<void>((r) => (release = r))
  fakeHub(async () => (await held, { status: 422, body: { code: 'bulk.too_many' } }))
  await setLocale('en')
  const pinia = createPinia()
  setActivePinia(pinia)
  useSession().me = { agent: 'me', permissions: ['conversations.end', 'conversations.assign', 'conversations.tag', 'conversations.reply'] } as unknown as Me
  useBulk().toggle('a')
  const root = document.createElement('div')
  document.body.append(root)
  const app = createApp({ render: () => h(TooltipProvider, null, { default: () => h(BulkBar) }) }).use(pinia).use(i18n)
  app.mount(root)
  const on = () => [...root.querySelectorAll('button')].filter((b) => !b.disabled).map((b) => b.getAttribute('aria-label'))
  const all = on()
  expect(all).toHaveLength(6)
  root.querySelector<HTMLButtonElement>('[aria-label="Complete"]')!.click()
  await settled()
  expect(on()).toEqual(all.slice(0, 1)) // to choose none
  release()
  await eventually(() => expect(on()).toEqual(all))
  app.unmount()
})
