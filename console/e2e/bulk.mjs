// Many conversations at once: chosen by pointer and by keys, completed, tagged, given away, and all of it undone.
import assert from 'node:assert/strict'
import { everyLook } from './access.mjs'
import { openPage } from './browser.mjs'
import { colleague } from './colleague.mjs'
import { seed, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'

const rows = (page) => page.locator('.list-pane [role=listbox] [role=option]')
const chosen = (page) => page.locator('.list-pane [role=option][aria-selected=true]')
const button = (page, name) => page.getByRole('button', { name, exact: true })
const foot = (page) => page.locator('.bulk-foot')

async function byPointer(page) {
  await rows(page).nth(4).waitFor()
  await rows(page).nth(0).hover()
  assert.ok(await rows(page).nth(0).locator('.box').isVisible(), 'no box under the pointer')
  await rows(page).nth(0).locator('.face').click()
  await page.getByText('已选 1 个').waitFor()
  assert.equal(await button(page, '排序').count(), 0, 'the toolbar stands beside the filter bar')
  await rows(page).nth(3).click({ modifiers: ['Shift'] })
  await page.getByText('已选 4 个').waitFor()
  await rows(page).nth(1).click({ modifiers: ['ControlOrMeta'] })
  await page.getByText('已选 3 个').waitFor()
  assert.ok(!/[0-9a-f-]{36}/.test(page.url()), 'choosing opens a conversation')
  await page.keyboard.press('Escape')
  await button(page, '排序').waitFor()
}

async function byKeys(page) {
  await page.locator('.list-pane [role=listbox]').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await until('a range by keys', async () => (await chosen(page).count()) === 3)
  await page.getByText('已选 3 个').waitFor()
}

/** Progress while it runs, and back again by a key. */
async function completed(page, call) {
  // The hub is quicker than the eye: until that was seen it says that it is still at it.
  let seen = false
  await page.route(/\/api\/v1\/bulk\/[0-9a-f-]+$/, async (route) => {
    const response = await route.fetch()
    const job = await response.json()
    await route.fulfill({ response, json: !seen ? { ...job, state: 'running', done: 1 } : job })
  })
  await button(page, '完成').click()
  await page.getByRole('progressbar', { name: '批量操作进度' }).waitFor()
  await foot(page).getByText('正在处理 1 / 3').waitFor()
  seen = true
  await foot(page).getByText('3 个会话已完成').waitFor()
  await until('they are completed', async () => (await call('GET', '/conversations?view=ended&limit=50')).items.length === 3)
  await page.keyboard.press('z')
  await foot(page).getByText('已撤销 3 个会话').waitFor()
  await until('they are open again', async () => (await call('GET', '/conversations?view=ended&limit=50')).items.length === 0)
}

async function all(page, call, total) {
  await rows(page).nth(0).locator('.face').click()
  await foot(page).getByRole('button', { name: `选择此视图的全部 ${total} 个会话` }).click()
  await page.getByText('已选全部').waitFor()
  await button(page, '添加标签').click()
  await page.getByRole('dialog').getByLabel('标签名').fill('双十一')
  await page.getByRole('dialog').getByRole('button', { name: '添加标签' }).click()
  await foot(page).getByText(`${total} 个会话已添加标签`).waitFor()
  const { items } = await call('GET', '/conversations?view=all&limit=100')
  assert.ok(items.every((c) => c.tags.includes('双十一')))
  await foot(page).getByRole('button', { name: /撤销/ }).click()
  await foot(page).getByText(`已撤销 ${total} 个会话`).waitFor()
  await button(page, '关闭').last().click()
  await foot(page).waitFor({ state: 'detached' })
}

async function rest(page, call) {
  const pick = async () => {
    await rows(page).nth(0).locator('.face').click()
    await rows(page).nth(1).click({ modifiers: ['Shift'] })
  }
  await pick()
  await button(page, '分配给…').click()
  await page.getByRole('dialog').getByRole('button', { name: /李小满/ }).click()
  await foot(page).getByText('2 个会话已分配').waitFor()
  await until('they are mine', async () => (await call('GET', '/conversations?view=mine&limit=50')).items.length === 5)
  await page.getByRole('link', { name: /我的/ }).click()
  await until('those in hand', async () => (await rows(page).count()) === 5)
  await pick()
  await button(page, '搁置').click()
  await page.getByRole('menuitem', { name: /小时/ }).click()
  await foot(page).getByText('2 个会话已搁置').waitFor()
  await page.goto(page.url().replace('/mine', '/queue'))
  await rows(page).nth(1).waitFor()
  // Who is in line cannot be snoozed: said for each, with the reason.
  await pick()
  await button(page, '搁置').click()
  await page.getByRole('menuitem', { name: /小时/ }).click()
  await foot(page).getByRole('button', { name: '2 个失败，查看原因' }).click()
  const outcome = page.getByRole('dialog', { name: '处理结果' })
  await outcome.locator('.outcome .failed').getByText('2', { exact: true }).waitFor()
  await outcome.getByRole('region', { name: '未处理的原因' }).getByText('会话状态已变化').waitFor()
  assert.equal(await outcome.locator('.reasons li').count(), 1, 'one reason stands twice')
  await page.keyboard.press('Escape')
  await pick()
  await button(page, '更多批量操作').click()
  await page.getByRole('menuitem', { name: '标为已读' }).click()
  await foot(page).getByText('2 个会话已标为已读').waitFor()
  await pick()
  await button(page, '更多批量操作').click()
  await page.getByRole('menuitem', { name: '垃圾' }).click()
  await foot(page).getByText('2 个会话已关闭').waitFor()
  const ended = (await call('GET', '/conversations?view=ended&limit=50')).items
  assert.deepEqual(ended.map((c) => c.end_reason), ['spam', 'spam'])
}

export default async function bulk({ hub, browser, out }) {
  const { page, faults } = await openPage(browser, { bypassCSP: true })
  const account = await setUp(page, hub)
  const { call } = await seed(page, hub, account)
  // Only what somebody has in hand can be completed.
  for (const c of (await call('GET', '/conversations?view=all&limit=3')).items) await call('POST', `/conversations/${c.id}/steps`, { kind: 'assign' })
  const total = (await call('GET', '/conversations?view=all&limit=100')).items.length
  await page.goto(`${hub.agents}/inbox/all`)
  await byPointer(page)
  await byKeys(page)
  await completed(page, call)
  await all(page, call, total)
  await page.goto(`${hub.agents}/inbox/queue`)
  await rest(page, call)

  // Who may only read is offered what does nothing to others.
  const looks = await colleague(browser, hub, call, { name: '看看', email: 'look@example.com', role: 'viewer' })
  await looks.page.goto(`${hub.agents}/inbox/all`)
  await rows(looks.page).nth(0).locator('.face').click()
  for (const name of ['完成', '分配给…', '添加标签', '搁置']) assert.equal(await button(looks.page, name).count(), 0, name)

  const found = await everyLook({ page, call, out }, 'bulk', async (width) => {
    await page.goto(`${hub.agents}/inbox/all`)
    await rows(page).nth(3).waitFor()
    await rows(page).nth(0).locator('.face').click()
    await rows(page).nth(2).locator('.face').click()
    if (width === 390) assert.equal(await chosen(page).count(), 2)
  }, [1440, 1024, 390])
  found.push(...await everyLook({ page, call, out }, 'bulk-done', async (_, locale) => {
    await page.goto(`${hub.agents}/inbox/all`)
    await rows(page).nth(3).waitFor()
    await rows(page).nth(0).locator('.face').click()
    await rows(page).nth(2).click({ modifiers: ['Shift'] })
    await button(page, locale === 'en' ? 'Snooze' : '搁置').click()
    await page.getByRole('menuitem').first().click()
    await foot(page).locator('.said').waitFor()
  }))
  assert.deepEqual(found, [])
  assert.deepEqual(unexpected([...faults, ...looks.faults]), [])
}
