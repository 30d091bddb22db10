// One hands a conversation to another: offered, declined, accepted, recalled and left to expire, each seen by both at once.
import assert from 'node:assert/strict'
import { openPage } from './browser.mjs'
import { colleague } from './colleague.mjs'
import { caller, seed, setUp } from './seed.mjs'
import { unexpected } from './wait.mjs'

const button = (page, name) => page.getByRole('button', { name, exact: true })

async function offer(page, to, note) {
  await button(page, '转接').click()
  if (note) await page.getByRole('dialog').getByRole('textbox', { name: '留言（可选）' }).fill(note)
  await page.getByRole('dialog').getByRole('button', { name: new RegExp(to) }).click()
  await button(page, '取消转接').waitFor()
}

export default async function transfer({ hub, browser }) {
  const first = await openPage(browser)
  const account = await setUp(first.page, hub)
  const { call, conversation, visitors } = await seed(first.page, hub, account)
  const second = await colleague(browser, hub, call, { name: '周周', email: 'zhou@example.com', role: 'supervisor' })
  const third = await colleague(browser, hub, call, { name: '吴越', email: 'wu@example.com' })
  const c = conversation('王芳')
  const { v } = visitors.find((x) => x.name === '王芳')
  for (const { page } of [first, second, third]) await page.goto(`${hub.agents}/inbox/all/${c.id}`)
  await button(first.page, '接起会话').click()
  await first.page.locator('.head').getByText('我接待中').waitFor()
  await second.page.locator('.head .chip').getByText('李小满').waitFor()

  // Who else looks is shown.
  await first.page.locator('.viewers', { hasText: '周周' }).waitFor()

  await offer(first.page, '周周', '客户说法语')
  await button(second.page, '接受转接').waitFor()
  await second.page.locator('.system', { hasText: '客户说法语' }).waitFor()
  await button(second.page, '谢绝').click()
  await first.page.locator('.head').getByText('我接待中').waitFor()

  await offer(first.page, '周周')
  await button(first.page, '取消转接').click()
  await first.page.locator('.head').getByText('我接待中').waitFor()
  await button(second.page, '接受转接').waitFor({ state: 'detached' })

  await offer(first.page, '周周')
  await button(second.page, '接受转接').click()
  await second.page.locator('.head').getByText('我接待中').waitFor()
  await first.page.locator('.head .chip').getByText('周周').waitFor()
  await button(first.page, '接管').waitFor()

  // Who was not asked sees it go by, and has nothing to press.
  await offer(second.page, '李小满')
  await button(first.page, '接受转接').waitFor()
  await third.page.locator('.system', { hasText: '周周请求转接给李小满' }).waitFor()
  assert.equal(await button(third.page, '接受转接').count(), 0)
  assert.equal(await button(third.page, '谢绝').count(), 0)
  await assert.rejects(caller(third.page)('POST', `/conversations/${c.id}/steps`, { kind: 'accept' }), /transfer\.not_yours/)
  await button(first.page, '接受转接').click()
  await first.page.locator('.head').getByText('我接待中').waitFor()

  // Whom it is offered to hears of it wherever they are. Nobody answers: it stays where it was.
  await call('PUT', '/queue', { policy: 'manual', dedicated: false, last: false, transfer_seconds: 15 })
  await second.page.goto(`${hub.agents}/settings/profile`)
  await offer(first.page, '周周')
  const told = second.page.getByRole('status').filter({ hasText: '有会话转接给您：王芳' })
  await told.getByRole('button', { name: '查看' }).click()
  await button(second.page, '接受转接').waitFor()
  await button(second.page, '接受转接').waitFor({ state: 'detached' })
  for (const { page } of [first, second]) await page.locator('.system', { hasText: '转接超时，会话留在原坐席' }).waitFor()
  await first.page.locator('.head').getByText('我接待中').waitFor()

  // What is said meanwhile is read by both, once.
  await v.say('换人了吗？')
  for (const { page } of [first, second]) {
    await page.locator('.message.in', { hasText: '换人了吗？' }).waitFor()
    assert.equal(await page.locator('.message.in', { hasText: '换人了吗？' }).count(), 1)
  }
  // The note of one is there for the other, and not for the customer.
  await first.page.getByRole('button', { name: '备注', exact: true }).or(first.page.getByRole('radio', { name: '备注' })).or(first.page.getByRole('tab', { name: '备注' })).first().click()
  await first.page.getByRole('textbox', { name: '备注' }).fill('已转回给我')
  await first.page.keyboard.press('Enter')
  await second.page.locator('.message.note', { hasText: '已转回给我' }).waitFor()
  assert.ok(!(await v.messages()).items.some((i) => i.message?.text?.includes('已转回给我')), 'the customer reads a note')
  assert.deepEqual(unexpected([...first.faults, ...second.faults, ...third.faults]), [])
}
