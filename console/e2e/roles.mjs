// What each role is shown: who may not do a thing sees no button for it, and
// the hub says no to who asks all the same.
import assert from 'node:assert/strict'
import { openPage } from './browser.mjs'
import { accept, colleague } from './colleague.mjs'
import { caller, seed, setUp } from './seed.mjs'
import { unexpected } from './wait.mjs'

/** An owner makes the link by hand; it is good once. */
async function byLink({ browser, hub, page }) {
  await page.goto(`${hub.agents}/settings/people`)
  await page.getByRole('button', { name: '邀请' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('邮箱（可选）').fill('viewer@example.com')
  await dialog.getByLabel('角色').selectOption('viewer')
  await dialog.getByRole('button', { name: '生成链接' }).click()
  const link = new URL(await dialog.getByLabel('链接').inputValue())
  await dialog.getByRole('button', { name: '完成' }).click()

  const opened = await openPage(browser)
  await opened.page.goto(hub.agents + link.pathname + link.hash)
  await opened.page.getByText('只读').first().waitFor()
  await accept(opened.page, '看看')
  const late = await openPage(browser)
  await late.page.goto(hub.agents + link.pathname + link.hash)
  await late.page.getByText('邀请已使用').waitFor()
  await late.context.close()
  return opened
}

const shown = (page, names) => Promise.all(names.map(async (name) => ((await page.getByRole('button', { name, exact: true }).count()) ? name : ''))).then((l) => l.filter(Boolean))

async function viewer({ page }, hub, c) {
  await page.goto(`${hub.agents}/inbox/all/${c.id}`)
  await page.getByText('您没有回复权限').waitFor()
  assert.equal(await page.getByRole('textbox', { name: '回复' }).count(), 0, 'a composer for one who may not answer')
  assert.deepEqual(await shown(page, ['接起会话', '结束', '更多操作', '转接', '搁置', '添加标签', '拉黑此客户', '添加资料']), [])
  assert.equal(await page.getByRole('button', { name: /修改姓名/ }).count(), 0)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('完成')
  assert.equal(await page.getByRole('option', { name: '完成会话' }).count(), 0, 'the palette offers what is not allowed')
  await page.keyboard.press('Escape')
  for (const [method, path, body] of [
    ['POST', `/conversations/${c.id}/messages`, { client_message_id: 'x', text: 'x' }],
    ['POST', `/conversations/${c.id}/steps`, { kind: 'assign' }],
    ['PATCH', `/contacts/${c.contact.id}`, { name: 'x' }],
  ]) await assert.rejects(caller(page)(method, path, body), /403/, `${method} ${path}`)
}

async function agent({ page }, hub, c) {
  await page.goto(`${hub.agents}/inbox/all/${c.id}`)
  await page.getByRole('button', { name: '接起会话' }).waitFor()
  await page.getByRole('textbox', { name: '回复' }).waitFor()
  await page.goto(`${hub.agents}/settings/profile`)
  await page.getByRole('heading', { name: '基本资料' }).waitFor()
  assert.equal(await page.getByRole('link', { name: '失败记录' }).count(), 0)
  for (const [path, absent] of [['accounts', '接入账号'], ['people', '邀请'], ['teams', '新建技能组']]) {
    await page.goto(`${hub.agents}/settings/${path}`)
    await page.locator('article.page h2').waitFor()
    await page.locator('[role=status][aria-label]').waitFor({ state: 'detached' })
    assert.deepEqual(await shown(page, [absent]), [], path)
  }
  await assert.rejects(caller(page)('POST', '/invitations', { role: 'owner' }), /403/)
  await assert.rejects(caller(page)('GET', '/raws'), /403/)
}

/** A team's conversation is not there for whoever is not in the team. */
async function scope(owner, other, hub, call, conversation) {
  const c = conversation('赵敏')
  const team = (await call('GET', '/teams')).items.find((t) => t.name === '售后组')
  await other.page.goto(`${hub.agents}/inbox/all`)
  const row = other.page.getByRole('option', { name: /赵敏/ })
  await row.waitFor()
  await row.click()
  await other.page.locator('.message').first().waitFor()
  await call('POST', `/conversations/${c.id}/steps`, { kind: 'queue', team_id: team.id })
  await row.waitFor({ state: 'detached' })
  await other.page.reload()
  await other.page.getByText('看不到这个会话').waitFor()
}

export default async function roles({ hub, browser }) {
  const { page, faults } = await openPage(browser)
  const account = await setUp(page, hub)
  const { call, conversation } = await seed(page, hub, account)
  const looks = await byLink({ browser, hub, page })
  await viewer(looks, hub, conversation('王芳'))
  const works = await colleague(browser, hub, call, { name: '周周', email: 'zhou@example.com' })
  await agent(works, hub, conversation('王芳'))
  await scope(page, works, hub, call, conversation)
  assert.deepEqual(unexpected([...faults, ...looks.faults, ...works.faults]), [])
}
