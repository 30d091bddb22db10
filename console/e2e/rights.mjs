// Roles of one's own in plain words, masked addresses, other people's sessions, and the log that says who did it.
import assert from 'node:assert/strict'
import { everyLook } from './access.mjs'
import { openPage } from './browser.mjs'
import { colleague } from './colleague.mjs'
import { caller, seed, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'

const role = (page, name) => page.locator('details.role', { has: page.locator('strong', { hasText: name }) })

async function makeRole(page, hub) {
  await page.goto(`${hub.agents}/settings/roles`)
  await role(page, '坐席').locator('summary').click()
  await role(page, '坐席').getByText('分配会话').waitFor()
  await role(page, '坐席').getByText('不属于任何技能组').waitFor()
  assert.equal(await role(page, '坐席').getByRole('button', { name: '修改' }).count(), 0, 'a built-in role may be changed')
  await page.getByRole('button', { name: '新建角色' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill('坐席')
  await dialog.getByLabel('可见范围').selectOption('all')
  await dialog.getByLabel('查看客户资料').check()
  await dialog.getByLabel('名称').fill('owner')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.getByText('内置角色不能修改').waitFor()
  await dialog.getByLabel('名称').fill('质检')
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByText('角色已保存').waitFor()
  await role(page, '质检').getByText('全部会话').waitFor()
}

/** What the role lacks is refused, and granted at once when the role gets it. */
async function changeRole(page, other, c) {
  const note = () => caller(other.page)('POST', `/conversations/${c.id}/messages`, { client_message_id: `${Math.random()}`, text: '抽查', visibility: 'note' })
  await assert.rejects(note(), /403/)
  await page.reload()
  await role(page, '质检').locator('summary').click()
  await role(page, '质检').getByText('1 人').waitFor()
  await role(page, '质检').getByRole('button', { name: '修改', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('写内部备注').check()
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByText('角色已保存').last().waitFor()
  await until('the right holds', () => note().then(() => true, () => false))
  await role(page, '质检').getByRole('button', { name: '删除角色“质检”' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: '删除' }).click()
  await page.getByRole('alertdialog').getByText('仍有人员或邀请使用此角色').waitFor()
  await page.getByRole('alertdialog').getByRole('button', { name: '取消' }).click()
}

async function masked(page, other, hub, call, c) {
  await call('PATCH', `/contacts/${c.contact.id}`, { fields: { phone: '13812345678', email: 'wangfang@example.com' } })
  await other.page.goto(`${hub.agents}/inbox/all/${c.id}`)
  const panel = other.page.getByRole('complementary', { name: '客户资料' })
  await panel.getByText('138****5678').waitFor()
  await panel.getByText('w***@example.com').waitFor()
  assert.equal(await panel.getByRole('img', { name: /部分内容已隐藏/ }).count(), 2)
  assert.ok(!(await other.page.content()).includes('13812345678'))
  await page.goto(`${hub.agents}/inbox/all/${c.id}`)
  await until('the owner sees it whole', async () => (await page.getByRole('textbox', { name: '电话' }).inputValue()) === '13812345678')
  assert.equal(await page.getByRole('img', { name: /部分内容已隐藏/ }).count(), 0)
}

async function signOut(page, other, hub) {
  await page.goto(`${hub.agents}/settings/people`)
  await page.getByRole('link', { name: '周周' }).click()
  const sessions = page.getByRole('region', { name: '已登录的设备' })
  await sessions.getByRole('button', { name: '退出', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: '退出', exact: true }).click()
  await page.getByText('已让 周周 退出该设备').waitFor()
  await sessions.getByText('当前没有登录').waitFor()
  await other.page.waitForURL('**/signin**')
}

async function log(page, hub) {
  await page.getByRole('link', { name: '查看与此人有关的操作日志' }).click()
  await page.getByText('只看与周周有关的').waitFor()
  await page.goto(`${hub.agents}/settings/audit`)
  await page.getByRole('listitem').filter({ hasText: '李小满 修改了角色' }).getByText('写内部备注').waitFor()
  await page.getByLabel('类别').selectOption('session')
  await page.getByRole('listitem').filter({ hasText: '结束了一个登录' }).getByText('周周').waitFor()
  await until('only sessions', async () => (await page.getByRole('listitem').filter({ hasText: '修改了角色' }).count()) === 0)
  await page.getByLabel('操作人').selectOption({ label: '张伟' })
  await page.getByText('没有符合条件的记录').waitFor()
  await page.getByRole('button', { name: '清除筛选' }).click()
  await page.getByRole('listitem').filter({ hasText: '新建了角色' }).waitFor()
  await page.getByLabel('到').fill('2020-01-01')
  await page.getByText('没有符合条件的记录').waitFor()
}

export default async function rights({ hub, browser, out }) {
  const { page, faults } = await openPage(browser, { bypassCSP: true })
  const account = await setUp(page, hub)
  const { call, conversation } = await seed(page, hub, account)
  const c = conversation('王芳')
  await makeRole(page, hub)
  const other = await colleague(browser, hub, call, { name: '周周', email: 'zhou@example.com', role: '质检' })
  await changeRole(page, other, c)
  await masked(page, other, hub, call, c)
  await signOut(page, other, hub)
  await log(page, hub)

  const desk = { page, call, out }
  const found = await everyLook(desk, 'roles', async () => {
    await page.goto(`${hub.agents}/settings/roles`)
    await page.locator('details.role summary').nth(3).click()
    await page.locator('details.role').nth(3).locator('dl').waitFor()
  })
  found.push(...await everyLook(desk, 'role-dialog', async (_, locale) => {
    await page.goto(`${hub.agents}/settings/roles`)
    await page.getByRole('button', { name: locale === 'en' ? 'New role' : '新建角色' }).click()
    await page.getByRole('dialog').waitFor()
  }))
  const me = await call('GET', '/me')
  found.push(...await everyLook(desk, 'person', async () => {
    await page.goto(`${hub.agents}/settings/people/${me.agent}`)
    await page.locator('.mark').first().waitFor()
  }))
  found.push(...await everyLook(desk, 'audit', async () => {
    await page.goto(`${hub.agents}/settings/audit`)
    await page.locator('.what').first().waitFor()
  }, [1440, 1024, 390]))
  assert.deepEqual(found, [])
  assert.deepEqual(unexpected([...faults, ...other.faults]), [])
}
