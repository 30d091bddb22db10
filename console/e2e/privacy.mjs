// All that is kept of a person leaves as an archive, and is erased for ever after the name was typed.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { everyLook } from './access.mjs'
import { openPage } from './browser.mjs'
import { colleague } from './colleague.mjs'
import { seed, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'

const who = '陈志远'
const section = (page) => page.locator('section', { has: page.getByRole('heading', { name: '个人数据' }) })

async function exported(page, out) {
  const [download] = await Promise.all([page.waitForEvent('download'), section(page).getByRole('button', { name: '导出' }).click()])
  const file = join(out, 'contact.zip')
  await download.saveAs(file)
  assert.match(download.suggestedFilename(), /^contact-[0-9a-f-]{36}\.zip$/)
  const read = (name) => execFileSync('python3', ['-c', 'import sys,zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))', file, name], { encoding: 'utf8' })
  assert.equal(JSON.parse(read('contact.json')).name, who)
  assert.match(JSON.stringify(JSON.parse(read('conversations/0001.history.json'))), /120 人/)
  assert.match(read('index.html'), /我们大概有 120 人/)
}

/** The way to the dialog, in the language at hand. */
async function ask(page, hub, id, locale = 'zh-CN') {
  const [title, button] = locale === 'en' ? ['Personal data', 'Erase…'] : ['个人数据', '清除…']
  await page.goto(`${hub.agents}/contacts/${id}`)
  const here = page.locator('section', { has: page.getByRole('heading', { name: title }) })
  await here.scrollIntoViewIfNeeded()
  await here.getByRole('button', { name: button }).click()
  return page.getByRole('dialog')
}

async function erased({ page, hub, call, out }, id) {
  const found = await everyLook({ page, call, out }, 'erase', async (_, locale) => {
    const dialog = await ask(page, hub, id, locale)
    await dialog.getByRole('textbox').fill(who)
  })
  const dialog = await ask(page, hub, id)
  const go = dialog.getByRole('button', { name: '永久清除' })
  await dialog.getByText('无法恢复').waitFor()
  assert.equal(await go.isDisabled(), true, 'it can be pressed before the name is typed')
  await dialog.getByRole('textbox').fill('陈志')
  assert.equal(await go.isDisabled(), true)
  await dialog.getByRole('textbox').fill(who)
  await dialog.getByRole('textbox').press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await section(page).getByText('此人的数据已清除').waitFor()
  found.push(...(await everyLook({ page, call, out }, 'erased', async (_, locale) => {
    await page.goto(`${hub.agents}/contacts/${id}`)
    await page.getByRole('status').filter({ hasText: locale === 'en' ? 'was erased' : '已清除' }).scrollIntoViewIfNeeded()
  })))
  assert.ok((await call('GET', `/contacts/${id}/erasure`)).finished_at)
  const c = await call('GET', `/contacts/${id}`)
  assert.equal(c.name, '')
  assert.ok(c.erased_at)
  const { items } = await call('GET', `/contacts/${id}/conversations?limit=10`)
  assert.ok(items.length > 0)
  const messages = await call('GET', `/conversations/${items[0].id}/messages?limit=50`)
  assert.equal(messages.items.map((m) => m.text ?? '').join(''), '')
  await until('nobody is found', async () => (await call('GET', `/contacts?q=${encodeURIComponent(who)}`)).items.length === 0)
  assert.equal((await call('GET', '/search?q=120')).items.length, 0)
  return found
}

export default async function privacy({ hub, browser, out }) {
  const { page, faults } = await openPage(browser, { bypassCSP: true })
  const account = await setUp(page, hub)
  const { call, conversation } = await seed(page, hub, account)
  const id = conversation(who).contact.id
  await page.goto(`${hub.agents}/contacts/${id}`)
  await section(page).waitFor()
  await exported(page, out)
  // An agent is offered neither.
  const wu = await colleague(browser, hub, call, { name: '小吴', email: 'wu@example.com', role: 'agent' })
  await wu.page.goto(`${hub.agents}/contacts/${id}`)
  await wu.page.getByText('我们大概有 120 人。').waitFor()
  assert.equal(await section(wu.page).count(), 0)
  await wu.context.close()
  const found = await erased({ page, hub, call, out }, id)
  assert.deepEqual(found, [])
  assert.deepEqual(unexpected([...faults, ...wu.faults]), [])
}
