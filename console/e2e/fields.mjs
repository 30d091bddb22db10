// Fields that the workspace defines: made in the settings, filled in beside a thread, each by its kind.
import assert from 'node:assert/strict'
import { everyLook } from './access.mjs'
import { openPage } from './browser.mjs'
import { seed, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'

async function add(page, scope, { name, key, kind = 'text', options }) {
  await page.getByRole('region', { name: scope }).getByRole('button', { name: '添加字段' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill(name)
  await dialog.getByLabel('标识').fill(key)
  await dialog.getByLabel('类型').selectOption(kind)
  if (options) await dialog.getByLabel('选项').fill(options.join('\n'))
  await dialog.getByRole('button', { name: '保存' }).click()
  return dialog
}

/** Until the list has it: an answer that comes later would undo what is done to the list by then. */
async function added(page, scope, field) {
  await (await add(page, scope, field)).waitFor({ state: 'detached' })
  await page.getByRole('button', { name: field.name, exact: true }).waitFor()
}

async function define(page, hub) {
  await page.goto(`${hub.agents}/settings/fields`)
  const dialog = await add(page, '客户字段', { name: '会员等级', key: '等级', kind: 'select', options: ['金卡', '银卡'] })
  await dialog.getByText('标识须以小写字母开头').waitFor()
  await dialog.getByLabel('标识').fill('level')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: '会员等级', exact: true }).waitFor()
  for (const f of [{ name: '生日', key: 'birthday', kind: 'date' }, { name: '累计消费', key: 'spent', kind: 'number' }, { name: '企业客户', key: 'business', kind: 'boolean' }]) {
    await added(page, '客户字段', f)
  }
  await added(page, '会话字段', { name: '订单号', key: 'order_id' })
  // Into another order, by keys.
  await page.getByRole('button', { name: '上移“企业客户”' }).press('Enter')
  const names = () => page.getByRole('region', { name: '客户字段' }).locator('.name').allTextContents()
  await until('moved', async () => (await names()).join() === '会员等级,生日,企业客户,累计消费')
  await page.reload()
  await until('it stays', async () => (await names()).join() === '会员等级,生日,企业客户,累计消费')
}

async function fill(page, hub, call, c) {
  await page.goto(`${hub.agents}/inbox/all/${c.id}`)
  const panel = page.getByRole('complementary', { name: '客户资料' })
  await panel.getByLabel('会员等级').selectOption('金卡')
  await panel.getByLabel('生日').fill('1990-02-28')
  await panel.getByLabel('累计消费').fill('1280.5')
  await panel.getByLabel('累计消费').press('Tab')
  await panel.getByLabel('企业客户').selectOption('true')
  const fields = () => call('GET', `/contacts/${c.contact.id}`).then((x) => x.fields)
  await until('they are kept', async () => {
    const f = await fields()
    return f.level === '金卡' && f.birthday === '1990-02-28' && f.spent === '1280.5' && f.business === 'true'
  })
  await page.getByRole('tab', { name: '会话' }).click()
  await page.getByLabel('订单号').fill('20231121')
  await page.getByLabel('订单号').press('Tab')
  await until('of the conversation', async () => (await call('GET', `/conversations/${c.id}/fields`)).fields.order_id === '20231121')
  await page.reload()
  await until('it is there again', async () => (await page.getByLabel('订单号').inputValue()) === '20231121')
  await page.getByRole('tab', { name: '客户' }).first().click()
  await until('the option is chosen', async () => (await panel.getByLabel('会员等级').inputValue()) === '金卡')
}

async function remove(page, hub) {
  await page.goto(`${hub.agents}/settings/fields`)
  await page.getByRole('button', { name: '删除“累计消费”' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: '删除' }).click()
  await page.getByText('字段已删除').waitFor()
  await page.getByRole('button', { name: '会员等级', exact: true }).click()
  await page.getByRole('dialog').getByLabel('名称').fill('等级')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await page.getByRole('button', { name: '等级', exact: true }).waitFor()
}

export default async function fields({ hub, browser, out }) {
  const { page, faults } = await openPage(browser, { bypassCSP: true })
  const account = await setUp(page, hub)
  const { call, conversation } = await seed(page, hub, account)
  const c = conversation('王芳')
  await define(page, hub)
  await fill(page, hub, call, c)
  await remove(page, hub)
  const desk = { page, call, out }
  const found = await everyLook(desk, 'fields', async () => {
    await page.goto(`${hub.agents}/settings/fields`)
    await page.locator('.name').nth(2).waitFor()
  })
  found.push(...await everyLook(desk, 'fields-panel', async () => {
    await page.goto(`${hub.agents}/inbox/all/${c.id}`)
    await page.locator('select.quiet').first().waitFor()
  }, [1440]))
  assert.deepEqual(found, [])
  assert.deepEqual(unexpected(faults), [])
}
