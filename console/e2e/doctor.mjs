// The diagnosis of a real hub: a key file that others may read, the cure of it, and an account that fails.
import assert from 'node:assert/strict'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { everyLook } from './access.mjs'
import { openPage } from './browser.mjs'
import { caller, setUp } from './seed.mjs'

export default async function run({ hub, browser, out }) {
  const { page, faults } = await openPage(browser)
  await setUp(page, hub)
  const call = caller(page)
  const key = join(hub.folder, 'data', 'key')
  const row = (id) => page.locator(`[data-finding="${id}"]`)

  chmodSync(key, 0o644)
  await page.goto(`${hub.agents}/settings/doctor`)
  await page.getByRole('heading', { name: '系统诊断' }).waitFor()
  await row('key.file').getByText('chmod 600').waitFor()
  await row('public.reach').getByRole('img', { name: '正常' }).waitFor()
  await row('public.socket').getByRole('img', { name: '正常' }).waitFor()
  await page.locator('.summary').getByText(/1 项失败/).waitFor()

  chmodSync(key, 0o600)
  await page.getByRole('button', { name: '重新检查此项: 密钥文件' }).press('Enter')
  await row('key.file').getByRole('img', { name: '正常' }).waitFor()
  await page.getByRole('button', { name: '重新检查', exact: true }).click()
  await page.locator('.summary').getByText(/0 项失败|未发现问题/).waitFor()

  const found = await everyLook({ page, call, out }, 'doctor', async () => {
    await page.goto(`${hub.agents}/settings/doctor`)
    await row('work.lag').waitFor()
    await page.locator('progress').waitFor({ state: 'detached' })
  })
  assert.deepEqual(found, [])
  assert.deepEqual(faults, [])
}
