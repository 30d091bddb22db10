// A second agent with a browser of their own, by the link that an owner would send.
import { openPage } from './browser.mjs'
import { caller } from './seed.mjs'

export async function colleague(browser, hub, call, { name, email, role = 'agent', teams = [] }, options) {
  const { url } = await call('POST', '/invitations', { email, role, teams })
  const opened = await openPage(browser, options)
  const link = new URL(url)
  await opened.page.goto(hub.agents + link.pathname + link.hash)
  await accept(opened.page, name)
  await caller(opened.page)('PUT', '/me/availability', { availability: 'ready' }) // who joins is offline at first
  await opened.page.reload()
  return opened
}

/** Fills in what an invitation asks. */
export async function accept(page, name) {
  await page.getByLabel('姓名').fill(name)
  await page.getByLabel('密码', { exact: true }).fill('一个很长的密码 2026')
  await page.locator('button[type=submit]').click()
  await page.waitForURL('**/inbox/**')
}
