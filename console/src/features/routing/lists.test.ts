// @vitest-environment happy-dom
import { createPinia } from 'pinia'
import { TooltipProvider } from 'reka-ui'
import { expect, it } from 'vitest'
import { createApp, h } from 'vue'
import type { WordList } from '@/api/routing'
import { i18n, needSettingsTexts, setLocale } from '@/app/i18n'
import { eventually, fakeHub, settled } from '@/testing/hub'
import WordListsCard from './WordListsCard.vue'

it('edits the list that was asked for last, whichever answer comes first', async () => {
  const waiting = new Map<string, () => void>()
  const calls = fakeHub(async (c) => {
    const id = c.path.split('/').at(-1)!
    if (c.method === 'GET') await new Promise<void>((r) => waiting.set(id, r))
    return { body: { id, name: `List ${id}`, words: `words of ${id}` } }
  })
  await setLocale('en')
  await needSettingsTexts()
  const lists = ['a', 'b'].map((id) => ({ id, name: `List ${id}`, count: 1 })) as WordList[]
  const root = document.createElement('div')
  document.body.append(root)
  const app = createApp({ render: () => h(TooltipProvider, null, { default: () => h(WordListsCard, { lists }) }) }).use(createPinia()).use(i18n)
  app.mount(root)
  for (const edit of root.querySelectorAll<HTMLButtonElement>('[aria-label^="Edit"]')) edit.click()
  await eventually(() => expect(waiting.size).toBe(2))
  const words = () => document.querySelector('textarea')?.value

  waiting.get('a')!()
  for (let i = 0; i < 5; i++) await settled()
  expect(words()).toBeUndefined()
  waiting.get('b')!()
  await eventually(() => expect(words()).toBe('words of b'))
  document.querySelector('form')!.dispatchEvent(new Event('submit'))
  await eventually(() => expect(calls.at(-1)).toMatchObject({ method: 'PATCH', path: '/routing/word-lists/b', body: { words: 'words of b' } }))
  app.unmount()
})
