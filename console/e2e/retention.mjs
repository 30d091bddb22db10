// How long things are kept is set, and what would go is counted and asked before it goes, which it does with the next clean-up.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { everyLook } from './access.mjs'
import { openPage } from './browser.mjs'
import { colleague } from './colleague.mjs'
import { startHub } from './hub.mjs'
import { seed, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'

const who = '陈志远'
const card = (page, name) => page.getByRole('region', { name, exact: true })
const web = (page) => card(page, '消息').getByLabel('网站')

async function open(page, hub) {
  await page.goto(`${hub.agents}/settings/retention`)
  await web(page).waitFor()
}

/** Lets a conversation have ended 400 days ago, which only the database can say. */
function age(hub, id) {
  const script = `import sqlite3, sys, uuid
db = sqlite3.connect(sys.argv[1], timeout=20)
ago = 400 * 86400 * 1000000
n = db.execute('UPDATE conversations SET ended_at = ended_at - ?, last_at = last_at - ? WHERE id = ?', (ago, ago, uuid.UUID(sys.argv[2]).bytes)).rowcount
db.execute('UPDATE messages SET received_at = received_at - ? WHERE conversation_id = ?', (ago, uuid.UUID(sys.argv[2]).bytes))
db.commit()
assert n == 1, n`
  execFileSync('python3', ['-c', script, join(hub.folder, 'data', 'hub.db'), id])
}

async function refused(page, hub, call) {
  await open(page, hub)
  await web(page).fill('40000')
  await page.getByRole('button', { name: '保存' }).click()
  assert.equal(await web(page).evaluate((e) => e.validity.rangeOverflow), true)
  assert.deepEqual((await call('GET', '/retention')).messages_days, {})
}

/** Nothing is old enough: it is saved without a question. */
async function setHarmless(page, hub, call) {
  await open(page, hub)
  assert.equal(await card(page, '原始数据与调用记录').getByLabel('原始数据', { exact: true }).inputValue(), '90')
  await web(page).fill('1000')
  await card(page, '原始数据与调用记录').getByLabel('调用记录', { exact: true }).fill('')
  await page.getByRole('button', { name: '预览' }).click()
  await page.getByRole('status').getByText('现在没有需要删除的数据').waitFor()
  await web(page).fill('900')
  await page.getByRole('status').getByText('现在没有需要删除的数据').waitFor({ state: 'detached' }) // it was of other limits
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('已保存', { exact: true }).waitFor()
  await open(page, hub)
  assert.equal(await web(page).inputValue(), '900')
  const { raws_days, failed_raws_days, traces_days, messages_days } = await call('GET', '/retention')
  assert.deepEqual({ raws_days, failed_raws_days, traces_days, messages_days }, { raws_days: 90, failed_raws_days: 0, traces_days: 0, messages_days: { web: 900 } })
}

/** What would go is said, and may be kept after all. */
async function setWithQuestion({ page, call, out }, hub) {
  await open(page, hub)
  await web(page).fill('365')
  await page.getByRole('button', { name: '预览' }).press('Enter')
  const would = page.getByRole('status').filter({ hasText: '现在将删除' })
  await would.getByText('1 个会话中的 2 条消息').waitFor()
  await would.getByText(/最早的消息：20\d\d年/).waitFor()
  const words = { en: ['Website', 'Preview', 'Save'], 'zh-CN': ['网站', '预览', '保存'] }
  const pressed = (nth) => async (_, locale) => {
    await page.goto(`${hub.agents}/settings/retention`)
    await page.getByLabel(words[locale][0], { exact: true }).fill('365')
    await page.getByRole('button', { name: words[locale][nth] }).click()
    const shown = page.locator(nth === 1 ? '.would' : '[role=alertdialog]')
    await shown.locator('li').first().waitFor()
    await shown.scrollIntoViewIfNeeded()
  }
  const found = await everyLook({ page, call, out }, 'retention', pressed(1), [1440, 1024, 390])
  found.push(...(await everyLook({ page, call, out }, 'retention-ask', pressed(2))))
  await open(page, hub)
  await web(page).fill('365')
  await page.getByRole('button', { name: '保存' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText('1 个会话中的 2 条消息').waitFor()
  await dialog.getByRole('button', { name: '取消' }).click()
  assert.deepEqual((await call('GET', '/retention')).messages_days, { web: 900 })
  await page.getByRole('button', { name: '保存' }).click()
  await dialog.getByRole('button', { name: '保存并删除' }).click()
  await dialog.waitFor({ state: 'hidden' })
  await page.getByText('已保存', { exact: true }).waitFor()
  assert.deepEqual((await call('GET', '/retention')).messages_days, { web: 365 })
  return found
}

export default async function retention({ hub, browser, out }) {
  const { page, faults } = await openPage(browser, { bypassCSP: true })
  const account = await setUp(page, hub)
  const { call, conversation } = await seed(page, hub, account)
  const c = conversation(who)
  await refused(page, hub, call)
  await setHarmless(page, hub, call)
  await call('POST', `/conversations/${c.id}/steps`, { kind: 'close', reason: 'spam' })
  age(hub, c.id)
  const desk = { page, call, out }
  const found = await setWithQuestion(desk, hub)

  // An agent is told which right it takes.
  const wu = await colleague(browser, hub, call, { name: '小吴', email: 'wu@example.com', role: 'agent' })
  await wu.page.goto(`${hub.agents}/settings/retention`)
  await wu.page.getByText('清除个人数据').waitFor()
  assert.equal(await wu.page.getByRole('link', { name: '数据保留' }).count(), 0)
  await wu.context.close()

  // The clean-up runs when the hub begins, and then every ten minutes.
  await hub.stop()
  const again = await startHub(hub)
  try {
    await page.goto(`${hub.agents}/settings/retention`)
    await until('the clean-up', async () => (await call('GET', '/retention')).removed.messages === 2)
    assert.deepEqual((await call('GET', `/conversations/${c.id}/messages?limit=50`)).items, [])
    await open(page, hub)
    await card(page, '清理').getByText('1 个会话中的 2 条消息').waitFor()
    await page.goto(`${hub.agents}/settings/audit`)
    await page.getByRole('listitem').filter({ hasText: '修改了数据保留期限' }).first().getByText('网站：365 天、原始数据：90 天、无法解析的原始数据：永久、调用记录：永久').waitFor()
    found.push(...(await everyLook(desk, 'retention-ran', async () => {
      await page.goto(`${hub.agents}/settings/retention`)
      await page.locator('dl.last').scrollIntoViewIfNeeded()
    })))
  } finally {
    await again.stop()
  }
  assert.deepEqual(found, [])
  assert.deepEqual(unexpected([...faults, ...wu.faults]), [])
}
