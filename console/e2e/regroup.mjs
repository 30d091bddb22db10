// A conversation is merged into another of the same person, by one agent before the eyes of another; and a channel that knows no
// threads refuses to be split, in words.
import assert from 'node:assert/strict'
import { openPage } from './browser.mjs'
import { colleague } from './colleague.mjs'
import { seed, setUp } from './seed.mjs'
import { unexpected } from './wait.mjs'

const button = (page, name) => page.getByRole('button', { name, exact: true })
const said = (page, text) => page.locator('.message.in', { hasText: text })

export default async function regroup({ hub, browser }) {
  const first = await openPage(browser)
  const account = await setUp(first.page, hub)
  const { call, conversation, visitors } = await seed(first.page, hub, account)
  const second = await colleague(browser, hub, call, { name: '周周', email: 'zhou@example.com' })
  const old = conversation('王芳')
  const { v } = visitors.find((x) => x.name === '王芳')
  await call('POST', `/conversations/${old.id}/steps`, { kind: 'close', reason: 'spam' }) // what follows begins anew
  await v.say('物流还是没有更新')
  const { items } = await call('GET', `/contacts/${old.contact.id}/conversations`)
  const newer = items.find((c) => c.id !== old.id)
  for (const { page } of [first, second]) {
    await page.goto(`${hub.agents}/inbox/all/${old.id}`)
    await said(page, '已经三天没有更新了').waitFor()
  }

  // By the keyboard alone.
  await button(second.page, '更多操作').focus()
  await second.page.keyboard.press('Enter')
  await second.page.getByRole('menuitem', { name: '合并到…' }).waitFor()
  await second.page.getByRole('menuitem', { name: '合并到…' }).press('Enter')
  const dialog = second.page.getByRole('dialog')
  await dialog.getByRole('radio').first().waitFor()
  assert.equal(await dialog.getByRole('radio').count(), 1)
  await dialog.getByRole('button', { name: '合并', exact: true }).press('Enter')
  await second.page.waitForURL(`**/${newer.id}`)
  for (const text of ['物流还是没有更新', '已经三天没有更新了']) await said(second.page, text).waitFor()
  await second.page.locator('.system', { hasText: '移来了 2 条消息' }).waitFor()

  // Who looks at the old place sees them leave, and where to.
  const line = first.page.locator('.system', { hasText: '周周把 2 条消息移到了另一个会话' })
  await line.waitFor()
  await said(first.page, '已经三天没有更新了').waitFor({ state: 'detached' })
  assert.equal(await first.page.locator('.message.in').count(), 0)
  await button(first.page, '重新打开').waitFor({ state: 'detached' }) // what was merged is not reopened
  await line.getByRole('link', { name: '查看' }).click()
  await first.page.waitForURL(`**/${newer.id}`)
  await v.say('谢谢')
  for (const { page } of [first, second]) {
    for (const text of ['物流还是没有更新', '已经三天没有更新了', '谢谢']) {
      await said(page, text).waitFor()
      assert.equal(await said(page, text).count(), 1, text)
    }
  }

  // A split is offered where a person may have several conversations; the hub has the last word.
  await first.page.route('**/capabilities', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), threads: true } })
  })
  await first.page.reload()
  await said(first.page, '谢谢').hover()
  await said(first.page, '谢谢').getByRole('button', { name: '消息操作' }).click()
  await first.page.getByRole('menuitem', { name: '拆分为新会话' }).click()
  await first.page.getByRole('dialog').getByRole('radio', { name: '只移走这一条' }).check()
  await button(first.page, '拆分').click()
  await first.page.getByRole('alert').filter({ hasText: '此渠道上一位客户同时只有一个会话' }).waitFor()
  await button(first.page, '取消').click()
  await said(first.page, '谢谢').waitFor()
  assert.deepEqual(unexpected([...first.faults, ...second.faults]), [])
}
