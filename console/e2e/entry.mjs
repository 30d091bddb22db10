// Who comes to the page without being signed in sees no red line in the browser's console.
import assert from 'node:assert/strict'
import { openPage } from './browser.mjs'
import { owner, setUp } from './seed.mjs'

export default async function entry({ hub, browser }) {
  const { page, faults } = await openPage(browser)
  await setUp(page, hub)
  assert.deepEqual(faults, [], 'the first run')

  await page.goto(`${hub.agents}/inbox/all`)
  await page.getByText('全部进行中').first().waitFor()
  await page.waitForLoadState('networkidle') // what is asked while one signs out is refused
  await page.getByRole('button', { name: new RegExp(owner.name) }).first().click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  await page.waitForURL('**/signin**')
  await page.goto(`${hub.agents}/inbox/all`)
  await page.waitForURL('**/signin**')
  await page.reload()
  await page.getByLabel('邮箱').fill(owner.email)
  await page.getByLabel('密码', { exact: true }).fill(owner.password)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByText('全部进行中').first().waitFor()
  assert.deepEqual(faults, [], 'signed out, and in again')

  // The link of the first run, opened once more, leads those who are signed in to their desk.
  await page.goto(`${hub.agents}/setup#token=sbs_used`)
  await page.waitForLoadState('networkidle')
  await page.goto(`${hub.agents}/inbox/all`)
  await page.getByText('全部进行中').first().waitFor()
}
