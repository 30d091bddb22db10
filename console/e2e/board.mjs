// The live board, for who supervises: queues and agents follow by themselves; a click shows whose conversations.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { axe } from './axe.mjs'
import { openPage } from './browser.mjs'
import { colleague } from './colleague.mjs'
import { seed, setUp } from './seed.mjs'
import { unexpected } from './wait.mjs'

export default async function board({ hub, browser, out }) {
  const { page, faults } = await openPage(browser, { bypassCSP: true })
  const account = await setUp(page, hub)
  const { call, conversation } = await seed(page, hub, account)
  const team = (await call('GET', '/teams')).items.find((t) => t.name === '售后组').id
  const agent = await colleague(browser, hub, call, { name: '周周', email: 'zhou@example.com', teams: [team] })
  const zhou = (await call('GET', '/agents')).items.find((a) => a.name === '周周').id
  await call('PATCH', `/agents/${zhou}/seat`, { capacity: 4 })
  await call('PUT', `/teams/${team}/queue`, { policy: 'manual', dedicated: false, last: false })

  // Who may not supervise has no way there.
  assert.equal(await agent.page.getByRole('link', { name: '看板' }).count(), 0)
  await agent.page.goto(`${hub.agents}/board`)
  await agent.page.getByText('您没有查看此页的权限').waitFor()

  await page.goto(`${hub.agents}/inbox/all`)
  await page.getByRole('link', { name: '看板' }).click()
  const queue = (name) => page.getByRole('button', { name: new RegExp(`^${name}`) })
  await queue('未分组').getByText('12', { exact: true }).waitFor()
  await queue('售后组').getByText('无人排队').waitFor()

  // Both follow while one looks.
  const c = conversation('孙悦')
  await call('POST', `/conversations/${c.id}/steps`, { kind: 'queue', team_id: team })
  await queue('售后组').getByText('1', { exact: true }).waitFor()
  await queue('未分组').getByText('11', { exact: true }).waitFor()
  const row = page.getByRole('row', { name: /周周/ })
  await row.getByText('0/4').waitFor()
  await call('POST', `/conversations/${c.id}/steps`, { kind: 'assign', agent_id: zhou })
  await row.getByText('1/4').waitFor()
  await queue('售后组').getByText('无人排队').waitFor()
  await agent.page.evaluate(async () => {
    const { csrf } = await (await fetch('/api/v1/session')).json()
    await fetch('/api/v1/me/availability', { method: 'PUT', headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf }, body: '{"availability":"away","reason":"用餐"}' })
  })
  await row.getByText('用餐').waitFor({ timeout: 15_000 })
  await axe(page, 'board')

  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    for (const [width, height] of [[1440, 900], [390, 844]]) {
      await page.setViewportSize({ width, height })
      await axe(page, `board ${theme} ${width}`)
      await page.screenshot({ path: join(out, `board-${theme}-${width}.png`) })
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 })

  // To a conversation of that agent, and of that queue.
  await page.getByRole('button', { name: '周周' }).click()
  await page.getByRole('dialog', { name: '周周的会话' }).getByRole('button', { name: /孙悦/ }).waitFor()
  await axe(page, 'board list')
  await page.keyboard.press('Escape')
  await queue('未分组').click()
  await page.getByRole('dialog').getByRole('button', { name: /陈志远/ }).click()
  await page.locator('.head').getByText('陈志远').waitFor()

  await call('PATCH', '/me', { locale: 'en' })
  await page.goto(`${hub.agents}/board`)
  await page.getByRole('heading', { name: 'Live board' }).waitFor()
  await axe(page, 'board en')
  assert.deepEqual(unexpected([...faults, ...agent.faults]), [])
}
