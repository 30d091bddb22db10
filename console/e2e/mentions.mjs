// A note that names a colleague: offered by "@", in that colleague's view and count, and told at once.
import assert from 'node:assert/strict'
import { everyLook } from './access.mjs'
import { openPage } from './browser.mjs'
import { colleague } from './colleague.mjs'
import { seed, setUp } from './seed.mjs'
import { connected, unexpected, until } from './wait.mjs'

const note = (page) => page.getByRole('textbox', { name: '备注' })

async function mention(page, query, name) {
  await note(page).pressSequentially(`请@${query}`)
  const options = page.getByRole('listbox', { name: '提及同事' }).getByRole('option')
  await until('one is left', async () => (await options.count()) === 1)
  await options.first().getByText(name).waitFor()
  await page.keyboard.press('Enter')
  assert.equal(await note(page).inputValue(), `请@${name} `)
  await note(page).pressSequentially('看一下')
  await page.keyboard.press('Enter')
  await page.locator('.message.note .mention', { hasText: `@${name}` }).waitFor()
}

export default async function mentions({ hub, browser, out }) {
  const { page, faults } = await openPage(browser, { bypassCSP: true })
  const account = await setUp(page, hub)
  const { call, conversation, visitors } = await seed(page, hub, account)
  const other = await colleague(browser, hub, call, { name: '周周', email: 'zhou@example.com' })
  await Promise.all([connected(other.page), other.page.goto(`${hub.agents}/settings/profile`)])
  await other.page.getByRole('heading', { name: '基本资料' }).waitFor()
  const c = conversation('王芳')
  await page.goto(`${hub.agents}/inbox/all/${c.id}`)
  await page.getByRole('button', { name: '备注', exact: true }).click()
  await mention(page, 'zhou', '周周')

  // Wherever they are, they are told, and one click leads there.
  const told = other.page.getByRole('status').filter({ hasText: '李小满提到了您：请@周周 看一下' })
  await told.waitFor()
  await told.getByRole('button', { name: '查看' }).click()
  await other.page.waitForURL(`**/inbox/mentions/${c.id}`)
  await other.page.locator('.message.note .mention.me', { hasText: '@周周' }).waitFor()
  await other.page.getByRole('option', { name: /王芳/ }).waitFor()
  await other.page.getByRole('link', { name: /提到我的/ }).waitFor()

  // Another one while the view is open comes into it by itself, and is counted until it is read.
  const d = conversation('赵敏')
  await page.goto(`${hub.agents}/inbox/all/${d.id}`)
  await page.getByRole('button', { name: '备注', exact: true }).click()
  await mention(page, '周', '周周')
  await other.page.getByRole('option', { name: /赵敏/ }).waitFor()
  await until('it is counted', async () => /1/.test((await other.page.getByRole('link', { name: /提到我的/ }).textContent()) ?? ''))
  // What the customer says there leaves it in the view.
  await visitors.find((x) => x.name === '赵敏').v.say('还在吗？')
  await other.page.getByRole('option', { name: /赵敏.*还在吗/ }).waitFor()

  // Who may not see the conversation is not called in vain: the author hears of it.
  const team = (await call('GET', '/teams')).items[0]
  await call('POST', `/conversations/${d.id}/steps`, { kind: 'queue', team_id: team.id })
  await other.page.getByRole('option', { name: /赵敏/ }).waitFor({ state: 'detached' })
  await note(page).pressSequentially('再@周周')
  await page.getByRole('listbox', { name: '提及同事' }).getByRole('option').first().click()
  await page.keyboard.press('Enter')
  await page.getByText('被提及的同事无权查看此会话').waitFor()

  const found = await everyLook({ page, call, out }, 'mention', async (_, locale) => {
    await page.goto(`${hub.agents}/inbox/all/${c.id}`)
    await page.getByRole('button', { name: locale === 'en' ? 'Note' : '备注', exact: true }).click()
    const area = page.getByRole('textbox', { name: locale === 'en' ? 'Note' : '备注' })
    await area.fill('.') // from now on the draft that the hub kept replaces nothing, however late it comes
    await area.fill('')
    await area.pressSequentially('@')
    await page.locator('.suggest [role=option]').first().waitFor()
  })
  assert.deepEqual(found, [])
  assert.deepEqual(unexpected([...faults, ...other.faults]), [])
}
