// Every page in both themes and three widths, to be looked at, and what axe says of each.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import assert from 'node:assert/strict'
import { openPage } from './browser.mjs'
import { seed, setUp } from './seed.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const sizes = [[1440, 900], [1024, 768], [390, 844]]

export default async function pictures({ hub, browser, out }) {
  // The policy of the page forbids scripts from elsewhere; axe is one.
  const { page } = await openPage(browser, { bypassCSP: true })
  const violations = new Map()
  async function take(name, theme, width) {
    await page.evaluate(() => document.fonts.ready)
    await page.waitForTimeout(350)
    await page.screenshot({ path: join(out, `${name}-${theme}-${width}.png`) })
    await page.evaluate(axe)
    const { violations: found } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] }))
    for (const f of found) if (['serious', 'critical'].includes(f.impact)) violations.set(`${name} ${theme} ${f.id}`, f.nodes[0].html.slice(0, 160) + ' ' + (f.nodes[0].any[0]?.message ?? ''))
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
  await take('setup-2', 'light', 1440)
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
  await page.context().clearCookies()
  await everywhere('signin', to('/signin'))
  for (const [where, what] of violations) console.log(`     axe: ${where}: ${what}`)
  assert.equal(violations.size, 0, 'axe found serious violations')
}
