// An answer that waits for its time: put off by a preset and by a picked time, changed, sent at once, cancelled, sent by itself, and one that could not leave.
import assert from 'node:assert/strict'
import { everyLook } from './access.mjs'
import { openPage } from './browser.mjs'
import { colleague } from './colleague.mjs'
import { seed, setUp } from './seed.mjs'
import { connected, unexpected, until } from './wait.mjs'

const foot = (page) => page.getByRole('region', { name: '定时消息' })
const reply = (page) => page.getByRole('textbox', { name: '回复' })

async function later(page, text, choice) {
  await reply(page).fill(text)
  await page.getByRole('button', { name: '更多发送方式' }).click()
  await page.getByRole('menuitem', { name: choice }).click()
}

async function byPreset(page, call, id) {
  await page.getByRole('button', { name: '更多发送方式' }).click()
  await page.getByRole('menuitem', { name: '1 小时后' }).waitFor()
  assert.equal(await page.getByRole('menuitem', { name: '1 小时后' }).getAttribute('aria-disabled'), 'true', 'nothing can be put off')
  await page.keyboard.press('Escape')
  await later(page, '一小时后见', /1 小时后/)
  await foot(page).getByText(/1 条定时消息/).waitFor()
  await until('the field is empty', async () => (await reply(page).inputValue()) === '')
  const [m] = (await call('GET', `/conversations/${id}/scheduled`)).items
  const wait = Date.parse(m.send_at) - Date.now()
  assert.ok(wait > 55 * 60_000 && wait <= 60 * 60_000, `in ${wait} ms`)
  assert.ok(!(await call('GET', `/conversations/${id}/messages`)).items.some((x) => x.text === '一小时后见'), 'it has left already')
}

/** On the agent's own clock, wherever the browser is. */
async function byPicking(page, call, id) {
  await call('PATCH', '/me', { time_zone: 'Asia/Tokyo' })
  await page.reload()
  await later(page, '东京早上好', '选择时间…')
  const dialog = page.getByRole('dialog', { name: '定时发送' })
  await dialog.getByLabel('日期').fill('2020-01-01')
  await dialog.getByText('请选择将来的时间。').waitFor()
  assert.ok(await dialog.getByRole('button', { name: '定时发送' }).isDisabled())
  const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
  await dialog.getByLabel('日期').fill(day)
  await dialog.getByLabel('时间').fill('08:30')
  await dialog.getByText('Asia/Tokyo').waitFor()
  await dialog.getByRole('button', { name: '定时发送' }).click()
  await foot(page).getByText(/2 条定时消息/).waitFor()
  const at = (await call('GET', `/conversations/${id}/scheduled`)).items.find((m) => m.text === '东京早上好').send_at
  assert.equal(Date.parse(at), Date.parse(`${day}T08:30:00+09:00`))
}

async function changed(page, call, id) {
  await foot(page).getByRole('button', { name: /条定时消息/ }).click()
  await foot(page).getByRole('button', { name: '修改“东京早上好”' }).click()
  const dialog = page.getByRole('dialog', { name: '修改定时消息' })
  assert.equal(await dialog.getByLabel('时间').inputValue(), '08:30')
  await dialog.getByLabel('内容').fill('东京晚上好')
  await dialog.getByLabel('时间').fill('20:15')
  await dialog.getByRole('button', { name: '保存' }).click()
  await foot(page).getByText('东京晚上好').waitFor()
  const m = (await call('GET', `/conversations/${id}/scheduled`)).items.find((x) => x.text === '东京晚上好')
  assert.match(m.send_at, /T11:15:00/)
}

async function gone(page, call, id, v) {
  await foot(page).getByRole('button', { name: '立即发送“东京晚上好”' }).click()
  await page.locator('.message.out', { hasText: '东京晚上好' }).waitFor()
  await until('the visitor has it', async () => (await v.messages()).items.some((i) => i.message?.text === '东京晚上好'))
  await foot(page).getByRole('button', { name: '取消“一小时后见”' }).click()
  await foot(page).waitFor({ state: 'detached' })
  assert.deepEqual((await call('GET', `/conversations/${id}/scheduled`)).items, [])
}

/** All that one has put off, from the inbox's views: it leads to its conversation, and is cancelled by the keys. */
async function listed(page, hub, call, id) {
  const { agent } = await call('GET', '/me')
  const put = (key, text, ms) => call('POST', `/conversations/${id}/messages`, { client_message_id: key, text, visibility: 'public', send_at: new Date(Date.now() + ms).toISOString() })
  await put('l2', '列表第二', 9e7)
  await put('l1', '列表第一', 8e7)
  await page.goto(`${hub.agents}/inbox/mine`)
  await page.getByRole('navigation', { name: '视图' }).getByRole('link', { name: '已定时' }).click()
  const rows = page.getByRole('list', { name: '定时消息' }).getByRole('listitem')
  await rows.filter({ hasText: '列表第二' }).getByRole('link', { name: '王芳' }).waitFor()
  const texts = (await rows.allInnerTexts()).join()
  assert.ok(texts.indexOf('列表第一') < texts.indexOf('列表第二'), 'not the soonest first')
  await rows.getByRole('button', { name: '取消“列表第一”' }).focus()
  await page.keyboard.press('Enter')
  await rows.filter({ hasText: '列表第一' }).waitFor({ state: 'detached' })
  await until('the focus stays in the list', () => page.evaluate(() => document.activeElement?.matches('li button')))
  await rows.getByRole('button', { name: '取消“列表第二”' }).click()
  await rows.filter({ hasText: '列表第二' }).waitFor({ state: 'detached' })
  assert.ok(!(await call('GET', `/scheduled-messages?agent=${agent}`)).items.some((m) => m.text.startsWith('列表')))
  await rows.first().getByRole('link').click()
  await page.waitForURL(`**/inbox/all/${id}`)
}

/** By itself, and seen by who has the thread open. */
async function byItself(page, call, id, v) {
  const body = (text, ms) => ({ client_message_id: text, text, visibility: 'public', send_at: new Date(Date.now() + ms).toISOString() })
  await call('POST', `/conversations/${id}/messages`, body('到点了', 5000))
  await foot(page).getByText(/1 条定时消息/).waitFor()
  await page.locator('.message.out', { hasText: '到点了' }).waitFor()
  await foot(page).waitFor({ state: 'detached' })
  await until('the visitor has it too', async () => (await v.messages()).items.some((i) => i.message?.text === '到点了'))
}

/** What could not leave is told wherever its writer is, and can be looked at. */
async function failed(page, hub, call, id) {
  await Promise.all([connected(page), page.goto(`${hub.agents}/settings/profile`)])
  await call('POST', `/conversations/${id}/messages`, { client_message_id: 'late', text: '已经太晚', visibility: 'public', send_at: new Date(Date.now() + 2500).toISOString() })
  await call('POST', `/conversations/${id}/steps`, { kind: 'complete' })
  await page.getByText('一条定时消息未能发出').waitFor()
  await page.getByRole('button', { name: '查看' }).click()
  await foot(page).getByText('1 条未能按时发出').click()
  await foot(page).getByText('未能发出：会话已结束').waitFor()
}

export default async function scheduled({ hub, browser, out }) {
  const { page, faults } = await openPage(browser, { bypassCSP: true })
  const account = await setUp(page, hub)
  const { call, conversation, visitors } = await seed(page, hub, account)
  const { id } = conversation('王芳')
  const { v } = visitors.find((x) => x.name === '王芳')
  await call('POST', `/conversations/${id}/steps`, { kind: 'assign' })
  await page.goto(`${hub.agents}/inbox/mine/${id}`)
  await reply(page).waitFor()
  await byPreset(page, call, id)
  await byPicking(page, call, id)
  await changed(page, call, id)

  // A colleague sees it, and may not change what is another's.
  const other = await colleague(browser, hub, call, { name: '赵云', email: 'zhao@example.com' })
  await call('PUT', `/conversations/${id}/participants/${(await other.page.evaluate(() => fetch('/api/v1/me').then((r) => r.json()))).agent}`)
  await other.page.goto(`${hub.agents}/inbox/all/${id}`)
  await foot(other.page).getByRole('button', { name: /2 条定时消息/ }).click()
  await foot(other.page).getByText('一小时后见').waitFor()
  assert.equal(await foot(other.page).getByRole('button', { name: /取消/ }).count(), 0, 'another agent may cancel it')

  const found = await everyLook({ page, call, out }, 'scheduled', async (_, locale) => {
    await page.goto(`${hub.agents}/inbox/mine/${id}`)
    await page.getByRole('button', { name: locale === 'en' ? /messages are scheduled/ : /条定时消息/ }).click()
    await page.getByRole('button', { name: locale === 'en' ? /^Cancel “/ : /^取消“/ }).first().waitFor()
  }, [1440, 1024, 390])
  found.push(...await everyLook({ page, call, out }, 'scheduled-menu', async (_, locale) => {
    await page.goto(`${hub.agents}/inbox/mine/${id}`)
    await page.getByRole('textbox', { name: locale === 'en' ? 'Reply' : '回复' }).fill('ok')
    await page.getByRole('button', { name: locale === 'en' ? 'More ways to send' : '更多发送方式' }).click()
    await page.getByRole('menuitem').last().waitFor()
  }))
  found.push(...await everyLook({ page, call, out }, 'scheduled-list', async (_, locale) => {
    await page.goto(`${hub.agents}/scheduled`)
    await page.getByRole('list', { name: locale === 'en' ? 'Scheduled messages' : '定时消息' }).getByRole('listitem').first().waitFor()
  }, [1440, 390]))
  assert.deepEqual(found, [])

  await listed(page, hub, call, id)
  await page.goto(`${hub.agents}/inbox/mine/${id}`)
  await foot(page).getByRole('button', { name: /条定时消息/ }).click()
  await gone(page, call, id, v)
  await byItself(page, call, id, v)
  await failed(page, hub, call, id)
  assert.deepEqual(unexpected([...faults, ...other.faults]), [])
}
