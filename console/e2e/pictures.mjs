// Every page in both themes and three widths, to be looked at, and what axe says of each.
import { join } from 'node:path'
import assert from 'node:assert/strict'
import { faultsOf } from './axe.mjs'
import { linkBot, startBotAPI } from './botapi.mjs'
import { openPage } from './browser.mjs'
import { seed, setUp } from './seed.mjs'
import { until } from './wait.mjs'

const sizes = [[1440, 900], [1024, 768], [390, 844]]

export default async function pictures({ hub, browser, out }) {
  // The policy of the page forbids scripts from elsewhere; axe is one.
  const { page } = await openPage(browser, { bypassCSP: true })
  const violations = new Map()
  async function take(name, theme, width) {
    await page.evaluate(() => document.fonts.ready)
    await page.waitForTimeout(350)
    await page.screenshot({ path: join(out, `${name}-${theme}-${width}.png`) })
    for (const f of await faultsOf(page)) violations.set(`${name} ${theme} ${f.split(':')[0]}`, f)
  }
  async function everywhere(name, go) {
    for (const theme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height })
        await go(width)
        await take(name, theme, width)
      }
    }
  }
  await everywhere('setup-1', () => page.goto(`${hub.agents}/setup#token=${hub.setupToken()}`).then(() => page.getByLabel('姓名').waitFor()))
  const account = await setUp(page, hub)
  await everywhere('setup-2', async () => {})
  const { conversation, call } = await seed(page, hub, account)
  const c = conversation('王芳')
  await call('POST', `/conversations/${c.id}/steps`, { kind: 'assign' })
  await call('POST', `/conversations/${c.id}/messages`, { client_message_id: '1', text: '您好，王女士，我马上为您查询。' })
  await call('POST', `/conversations/${c.id}/messages`, { client_message_id: '2', text: '老会员，优先处理。', visibility: 'note' })
  const to = (path) => () => page.goto(`${hub.agents}${path}`).then(() => page.waitForLoadState('networkidle'))
  await everywhere('inbox', to('/inbox/all'))
  await everywhere('empty', to('/inbox/snoozed'))
  await everywhere('thread', to(`/inbox/all/${c.id}`))
  await everywhere('search', to(`/search?q=${encodeURIComponent('订单')}`))
  await everywhere('palette', async () => {
    await to(`/inbox/all/${c.id}`)()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').waitFor()
  })
  await platform({ page, hub, call, everywhere, to })
  await page.context().clearCookies()
  await everywhere('signin', to('/signin'))
  for (const [where, what] of violations) console.log(`     axe: ${where}: ${what}`)
  assert.equal(violations.size, 0, 'axe found serious violations')
}

/** A platform that refuses, and one that does not answer: what the thread says, and what passed. */
async function platform({ hub, call, everywhere, to, page }) {
  const bot = await startBotAPI()
  try {
    await linkBot(call, bot)
    bot.say('茶叶还有货吗？')
    const c = await until('the conversation', async () => (await call('GET', '/conversations?view=all&limit=50')).items.find((x) => x.contact.name === '陈晨'))
    await call('POST', `/conversations/${c.id}/steps`, { kind: 'assign' })
    for (const [i, text] of ['有的，今年的龙井昨天刚到。', 'refuse 这一条', 'silence 这一条'].entries()) await call('POST', `/conversations/${c.id}/messages`, { client_message_id: String(i), text })
    await until('what became of them', async () => (await call('GET', `/conversations/${c.id}/messages?after=0&limit=50`)).items.some((m) => m.delivery === 'in_doubt'))
    await everywhere('platform', to(`/inbox/all/${c.id}`))
    await everywhere('exchange', async () => {
      await to(`/inbox/all/${c.id}`)()
      const bubble = page.locator('.message.out', { hasText: 'refuse' }).last()
      await bubble.hover()
      await bubble.getByRole('button', { name: '消息操作' }).click()
      await page.getByRole('menuitem', { name: '与平台的往来' }).click()
      await page.getByRole('dialog').locator('summary').first().click()
    })
  } finally {
    bot.stop()
  }
}
