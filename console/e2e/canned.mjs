// Canned replies: written in the settings, found by a slash, previewed as the hub fills them in, and put into the text.
import assert from 'node:assert/strict'
import { everyLook } from './access.mjs'
import { openPage } from './browser.mjs'
import { colleague } from './colleague.mjs'
import { seed, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'

const field = (page) => page.getByRole('textbox', { name: '回复' })
const options = (page) => page.getByRole('listbox', { name: '快捷回复' }).getByRole('option')

async function write(page, hub) {
  await page.goto(`${hub.agents}/settings/canned`)
  await page.getByText('还没有快捷回复').waitFor()
  await page.getByRole('button', { name: '新建快捷回复' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('快捷词').fill('a b')
  await dialog.getByLabel('内容').fill('，您好！我是')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.getByText('不含空格和斜杠').waitFor()
  await dialog.getByLabel('快捷词').fill('问候')
  await dialog.getByLabel('标题（可选）').fill('开场白')
  await dialog.getByLabel('内容').press('Home')
  await dialog.getByRole('button', { name: '客户姓名' }).click()
  await dialog.getByLabel('内容').press('End')
  await dialog.getByRole('button', { name: '坐席姓名' }).click()
  assert.equal(await dialog.getByLabel('内容').inputValue(), '{{contact.name}}，您好！我是{{agent.name}}')
  await dialog.getByLabel('可用范围').selectOption('shared')
  await dialog.getByRole('button', { name: '保存' }).click()
  await page.getByText('快捷回复已保存').waitFor()
  await page.getByRole('listitem').filter({ hasText: '/问候' }).getByText('共享').waitFor()
}

async function putIn(page, hub, c) {
  await page.goto(`${hub.agents}/inbox/all/${c.id}`)
  await field(page).waitFor()
  await field(page).pressSequentially('/')
  await options(page).nth(2).waitFor()
  assert.equal(await options(page).first().getAttribute('aria-selected'), 'true')
  await page.keyboard.press('Escape')
  await options(page).first().waitFor({ state: 'detached' })
  assert.equal(await field(page).inputValue(), '/', 'Escape takes away what was typed')
  assert.ok(page.url().endsWith(c.id), 'Escape closes the conversation')
  await field(page).fill('')

  // Title and text are looked through too; arrows choose.
  await field(page).pressSequentially('/开场')
  await until('one is left', async () => (await options(page).count()) === 1)
  await page.getByRole('group', { name: '预览' }).getByText('王芳，您好！我是李小满').waitFor()
  await page.keyboard.press('Enter')
  await until('it is put in', async () => (await field(page).inputValue()) === '王芳，您好！我是李小满')
  await field(page).fill('')
  await field(page).pressSequentially('稍等/')
  await options(page).nth(2).waitFor()
  const second = await options(page).nth(1).locator('code').textContent()
  await page.keyboard.press('ArrowDown')
  await until('the second is active', async () => (await options(page).nth(1).getAttribute('aria-selected')) === 'true')
  const active = await field(page).getAttribute('aria-activedescendant')
  assert.equal(active, await options(page).nth(1).getAttribute('id'), 'a reader is not told which one')
  await page.keyboard.press('Enter')
  await until('the second is put in', async () => /^稍等.{2,}/.test(await field(page).inputValue()) && !(await field(page).inputValue()).includes('/'))
  assert.ok(second?.startsWith('/'))

  // What has no value here is said before it is put in.
  await field(page).fill('')
  await field(page).pressSequentially('/物流')
  await page.getByText('此会话缺少').waitFor()
  await page.keyboard.press('Escape')
  // A text that only looks like one is sent as it is. What Escape has put away here stays away until the slash is gone.
  await field(page).fill('')
  await field(page).fill('/nothing-like-this')
  await page.locator('.suggest-none', { hasText: '没有匹配的快捷回复' }).waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.message.out', { hasText: '/nothing-like-this' }).waitFor()
  // The button does what the slash does.
  await page.getByRole('button', { name: '快捷回复（/）' }).click()
  await options(page).first().click()
  await until('a click puts it in', async () => (await field(page).inputValue()).length > 1)
}

/** Others have the shared ones, and change only their own. */
async function others(other, hub) {
  await other.page.goto(`${hub.agents}/settings/canned`)
  const row = (text) => other.page.getByRole('listitem').filter({ hasText: text })
  await row('/问候').waitFor()
  assert.equal(await row('/问候').getByRole('button').count(), 0, 'an agent may change a shared one')
  assert.equal(await row('/我的').count(), 0, 'a personal one is shown to others')
  await other.page.getByRole('button', { name: '新建快捷回复' }).click()
  const dialog = other.page.getByRole('dialog')
  assert.equal(await dialog.getByLabel('可用范围').count(), 0)
  await dialog.getByLabel('快捷词').fill('再见')
  await dialog.getByLabel('内容').fill('感谢您的来信，再见！')
  await dialog.getByRole('button', { name: '保存' }).click()
  await row('/再见').getByRole('button').click()
  await other.page.getByRole('menuitem', { name: '删除' }).click()
  await other.page.getByRole('alertdialog').getByRole('button', { name: '删除' }).click()
  await row('/再见').waitFor({ state: 'detached' })
}

export default async function canned({ hub, browser, out }) {
  const { page, faults } = await openPage(browser, { bypassCSP: true })
  const account = await setUp(page, hub)
  const { call, conversation } = await seed(page, hub, account)
  await write(page, hub)
  const team = (await call('GET', '/teams')).items[0]
  for (const reply of [
    { shortcut: '我的', scope: 'personal', text: '我马上为您处理，请稍候。' },
    { shortcut: '退货', scope: 'team', team: team.id, title: '退货流程', text: '您好，{{contact.name}}。退货请在七天内寄回，运费由我们承担。' },
    { shortcut: '物流', scope: 'shared', title: '物流查询', text: '您的快递单号是 {{contact.field.tracking}}，请留意短信通知。' },
  ]) await call('POST', '/canned-replies', reply)
  const c = conversation('王芳')
  await putIn(page, hub, c)
  const other = await colleague(browser, hub, call, { name: '周周', email: 'zhou@example.com' })
  await others(other, hub)

  const desk = { page, call, out }
  const found = await everyLook(desk, 'canned-page', async () => {
    await page.goto(`${hub.agents}/settings/canned`)
    await page.getByText('/退货').waitFor()
  })
  found.push(...await everyLook(desk, 'canned-dialog', async (_, locale) => {
    await page.goto(`${hub.agents}/settings/canned`)
    await page.getByText('/退货').waitFor()
    await page.getByRole('button', { name: locale === 'en' ? 'New canned reply' : '新建快捷回复' }).first().click()
    await page.getByRole('dialog').waitFor()
  }))
  found.push(...await everyLook(desk, 'canned-list', async (_, locale) => {
    await page.goto(`${hub.agents}/inbox/all/${c.id}`)
    const area = page.getByRole('textbox', { name: locale === 'en' ? 'Reply' : '回复' })
    await page.locator('.message').first().waitFor()
    await area.fill('.') // from now on the draft that the hub kept replaces nothing, however late it comes
    await area.fill('')
    await area.pressSequentially('/')
    await page.getByRole('option').nth(2).waitFor()
    await page.locator('.preview .text').waitFor()
  }))
  assert.deepEqual(found, [])
  assert.deepEqual(unexpected([...faults, ...other.faults]), [])
}
