// What a bot suggests stands above the composer: a press puts it into the draft, and an answer takes it away. The hub
// here has no bot, so that the answer of the API is given by the test.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { looks, resize } from './access.mjs'
import { axe } from './axe.mjs'
import { openPage } from './browser.mjs'
import { seed, setUp } from './seed.mjs'
import { unexpected } from './wait.mjs'

const texts = ['您好，订单 20231121 已到达本市，预计明天送达。', '请稍等，我马上为您查询物流。']

export default async function suggestions({ hub, browser, out }) {
  const { page, faults } = await openPage(browser, { bypassCSP: true })
  const account = await setUp(page, hub)
  const { call, conversation, visitors } = await seed(page, hub, account)
  const c = conversation('王芳')
  await call('POST', `/conversations/${c.id}/steps`, { kind: 'assign' })
  const { seq } = await call('GET', `/conversations/${c.id}`)
  await page.route('**/api/v1/conversations/*/suggestions', (r) => r.fulfill({ json: { items: texts.map((text) => ({ text, bot: 'faq', seq })) } }))
  await page.goto(`${hub.agents}/inbox/mine/${c.id}`)
  const chips = page.getByRole('group', { name: '机器人建议的回复' })
  await chips.getByRole('button', { name: texts[0] }).waitFor()
  for (const { theme, width } of looks([1440, 1024, 390])) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await resize(page, width)
    await axe(page, `suggestions ${theme} ${width}`)
    await page.screenshot({ path: join(out, `suggestions-${theme}-${width}.png`) })
  }
  await page.setViewportSize({ width: 1440, height: 900 })

  const box = page.getByRole('textbox', { name: '回复' })
  await chips.getByRole('button', { name: texts[1] }).click()
  assert.equal(await box.inputValue(), texts[1])
  await chips.getByRole('button', { name: texts[0] }).click()
  assert.equal(await box.inputValue(), `${texts[1]}\n${texts[0]}`)
  assert.ok(await box.evaluate((e) => e === document.activeElement), 'the draft has the focus')
  await page.keyboard.press('Enter')
  await page.locator('.message.out', { hasText: texts[1] }).waitFor()
  await chips.waitFor({ state: 'detached' })

  // What was put away stays away; the customer's next words make room for others.
  await visitors.find((x) => x.name === '王芳').v.say('好的')
  await page.locator('.message.in', { hasText: '好的' }).waitFor()
  assert.equal(await chips.count(), 0)
  assert.deepEqual(unexpected(faults), [])
}
