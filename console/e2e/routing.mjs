// Availability and load, taking the next, why somebody got a conversation and why nobody has it, promises, and the settings of all that.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { axe } from './axe.mjs'
import { openPage } from './browser.mjs'
import { seed, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'

const button = (page, name) => page.getByRole('button', { name, exact: true })

async function availability({ page, hub, call, check }) {
  await call('PATCH', `/agents/${(await call('GET', '/me')).agent}/seat`, { capacity: 2 })
  await page.goto(`${hub.agents}/inbox/all`)
  const own = page.getByRole('button', { name: /我的状态/ })
  await own.getByText('0/2').waitFor()
  // By keyboard alone.
  await own.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitemradio', { name: '在线接待' }).waitFor()
  await check('availability')
  await page.getByRole('menuitemradio', { name: '忙碌' }).press('Enter')
  await page.getByRole('menuitemradio', { name: '开会' }).press('Enter')
  await until('the reason', async () => (await call('GET', '/me')).reason === '开会')
  await page.getByRole('button', { name: /我的状态：忙碌，开会/ }).press('Enter')
  await page.getByRole('menuitem', { name: '自己填写…' }).press('Enter')
  await page.getByRole('dialog').getByLabel('原因').fill('盘点库存')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /我的状态：忙碌，盘点库存/ }).waitFor()
}

/** One after the other until there is no room, and then nobody left. */
async function next({ page, hub, call }) {
  await page.goto(`${hub.agents}/inbox/mine`)
  await button(page, '接起下一位').click()
  await page.locator('.head').getByText('我接待中').waitFor()
  await page.getByRole('button', { name: /我的状态/ }).getByText('1/2').waitFor()
  await page.goto(`${hub.agents}/inbox/queue`)
  await button(page, '接起下一位').click()
  await page.getByRole('button', { name: /我的状态/ }).getByText('2/2').waitFor()
  await page.goto(`${hub.agents}/inbox/queue`)
  await button(page, '接起下一位').click()
  await page.getByText('您手上的会话已达上限').waitFor()
  for (const c of (await call('GET', '/conversations?view=mine')).items) await call('POST', `/conversations/${c.id}/steps`, { kind: 'complete' })
  await page.getByRole('button', { name: /我的状态/ }).getByText('0/2').waitFor()
}

export default async function routing({ hub, browser, out }) {
  const { page, faults } = await openPage(browser, { bypassCSP: true })
  const account = await setUp(page, hub)
  const seeded = await seed(page, hub, account)
  const check = (name) => axe(page, name).then(() => page.screenshot({ path: join(out, `routing-${name}.png`) }))
  const all = { page, hub, browser, account, check, ...seeded }
  await availability(all)
  await next(all)
  assert.deepEqual(unexpected(faults), [])
}
