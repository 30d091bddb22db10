// Writing first: from a contact, where its channel allows it; where it does not, the page says why.
import assert from 'node:assert/strict'
import { everyLook } from './access.mjs'
import { openPage } from './browser.mjs'
import { colleague } from './colleague.mjs'
import { seed, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'

const opener = (page) => page.getByRole('button', { name: '发起会话' })

export default async function start({ hub, browser, out }) {
  const { page, faults } = await openPage(browser, { bypassCSP: true })
  const account = await setUp(page, hub)
  const { call, conversation, visitors } = await seed(page, hub, account)
  const c = conversation('孙悦')
  const { v } = visitors.find((x) => x.name === '孙悦')
  await call('POST', `/conversations/${c.id}/steps`, { kind: 'assign' })
  await call('POST', `/conversations/${c.id}/steps`, { kind: 'complete' })

  await page.goto(`${hub.agents}/contacts/${c.contact.id}`)
  await opener(page).click()
  const dialog = page.getByRole('dialog', { name: '给孙悦发消息' })
  await until('the only way is chosen', () => dialog.getByRole('radio').isChecked())
  await dialog.getByLabel('内容').fill('您好，换货已经寄出。')
  await dialog.getByRole('button', { name: '发送' }).click()
  await page.waitForURL('**/inbox/mine/**')
  await page.locator('.message.out', { hasText: '换货已经寄出' }).waitFor()
  assert.ok(!page.url().includes(c.id), 'the one that has ended goes on')
  await until('the visitor has it', async () => (await v.messages()).items.some((i) => i.message?.text === '您好，换货已经寄出。'))

  // Blocked, and paused.
  const other = conversation('周杰').contact.id
  await call('PUT', `/contacts/${other}/block`)
  await page.goto(`${hub.agents}/contacts/${other}`)
  await opener(page).click()
  await page.getByRole('dialog').getByText('已拉黑，请先解除').waitFor()
  assert.equal(await page.getByRole('dialog').getByRole('button', { name: '发送' }).count(), 0)
  await call('POST', `/accounts/${account}/pause`)
  await page.goto(`${hub.agents}/contacts/${c.contact.id}`)
  await opener(page).click()
  await page.getByRole('dialog').getByText('渠道账号已暂停').waitFor()
  await call('POST', `/accounts/${account}/resume`)

  const looks = await colleague(browser, hub, call, { name: '看看', email: 'look@example.com', role: 'viewer' })
  await looks.page.goto(`${hub.agents}/contacts/${c.contact.id}`)
  await looks.page.getByText('颜色不对').first().waitFor()
  assert.equal(await opener(looks.page).count(), 0, 'who may not start is offered it')

  const found = await everyLook({ page, call, out }, 'start', async (_, locale) => {
    await page.goto(`${hub.agents}/contacts/${c.contact.id}`)
    await page.getByRole('button', { name: locale === 'en' ? 'Write' : '发起会话', exact: true }).click()
    await page.getByRole('dialog').getByRole('textbox').waitFor()
  })
  assert.deepEqual(found, [])
  assert.deepEqual(unexpected([...faults, ...looks.faults]), [])
}
