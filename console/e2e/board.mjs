// The live board, for who supervises: queues and agents follow by themselves; a click shows whose conversations, and
// from there they are monitored unseen, whispered into, joined, taken over, or moved to somebody else.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { looks, resize } from './access.mjs'
import { axe } from './axe.mjs'
import { openPage } from './browser.mjs'
import { colleague } from './colleague.mjs'
import { caller, seed, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'

const act = (page, name, whose) => page.getByRole('button', { name: `${name}：${whose}`, exact: true })

/** To look on changes nothing: neither what is read, nor what the agent sees. */
async function monitor({ page, agent, hub, call, c, v, out }) {
  await agent.page.goto(`${hub.agents}/inbox/mine/${c.id}`)
  await agent.page.locator('.message.in').first().waitFor()
  const marks = async (who) => ((x) => [x.read_seq, x.unread])(await caller(who)('GET', `/conversations/${c.id}`))
  await until('the agent has read it', async () => (await marks(agent.page))[1] === 0)
  const before = await marks(page)
  await page.goto(`${hub.agents}/board`)
  await act(page, '监听', '孙悦').click()
  const banner = page.getByRole('region', { name: '正在监听' })
  await banner.getByText('客户与坐席不会看到您').waitFor()
  await page.locator('.message.in').first().waitFor()
  await page.locator('.system', { hasText: '我监听了会话' }).waitFor()
  assert.equal(await page.getByRole('textbox', { name: '回复' }).count(), 0, 'a composer for one who looks on')
  assert.equal(await page.getByRole('button', { name: '结束', exact: true }).count(), 0)

  // What comes meanwhile is seen at once, and stays unread.
  await v.say('还在处理吗？')
  await page.locator('.message.in', { hasText: '还在处理吗？' }).waitFor()
  await agent.page.locator('.message.in', { hasText: '还在处理吗？' }).waitFor()
  await until('the agent has read that too', async () => (await marks(agent.page))[1] === 0)
  assert.deepEqual((await marks(page))[0], before[0], 'the read mark of who looks on has moved')
  assert.equal(await agent.page.locator('.viewers').count(), 0, 'the agent sees who looks on')
  assert.equal(await agent.page.locator('.system', { hasText: '监听' }).count(), 0, 'the agent is told')
  for (const { theme, width } of looks([1440, 1024, 390])) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await resize(page, width)
    await axe(page, `monitor ${theme} ${width}`)
    await page.screenshot({ path: join(out, `monitor-${theme}-${width}.png`) })
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  const { items } = await call('GET', '/audit?limit=20')
  assert.ok(items.some((r) => r.action === 'conversation.monitored' && r.target === c.id), 'nothing in the log')
  return banner
}

/** A note that only colleagues see, and of which the agent hears. */
async function whisper({ page, agent, banner, v, out }) {
  await banner.getByRole('button', { name: '悄悄话' }).click()
  const dialog = page.getByRole('dialog', { name: '给周周的悄悄话' })
  await dialog.getByLabel('内容').fill('可以给他免运费')
  await axe(page, 'whisper')
  await page.screenshot({ path: join(out, 'whisper.png') })
  await dialog.getByRole('button', { name: '发送悄悄话' }).click()
  await page.getByText('已悄悄告诉周周').waitFor()
  await agent.page.locator('.message.note', { hasText: '@周周 可以给他免运费' }).waitFor()
  assert.ok(!(await v.messages()).items.some((i) => i.message?.text?.includes('免运费')), 'the customer reads a whisper')
}

async function come({ page, agent, hub, banner, call, c }) {
  await banner.getByRole('button', { name: '加入' }).click()
  await banner.waitFor({ state: 'detached' })
  await page.getByRole('textbox', { name: '回复' }).waitFor()
  await agent.page.locator('.system', { hasText: '李小满加入了会话' }).waitFor()
  await agent.page.locator('.viewers', { hasText: '李小满' }).waitFor()
  await page.getByRole('button', { name: '更多操作' }).click()
  await page.getByRole('menuitem', { name: '退出会话' }).click()
  await page.locator('.system', { hasText: '我退出了会话' }).waitFor()

  await page.goto(`${hub.agents}/board`)
  await act(page, '接管', '孙悦').click()
  await page.locator('.head').getByText('我接待中').waitFor()
  await agent.page.locator('.head .chip').getByText('李小满').waitFor()
  // Who does not lead has no way to take it back.
  assert.equal(await agent.page.getByRole('button', { name: '接管', exact: true }).count(), 0)
  await agent.page.keyboard.press('Control+k')
  await agent.page.getByRole('combobox').fill('接管')
  assert.equal(await agent.page.getByRole('option', { name: '接管', exact: true }).count(), 0, 'the palette offers what is not allowed')
  await agent.page.keyboard.press('Escape')
  const lin = (await call('GET', '/agents')).items.find((a) => a.name === '张伟').id
  await call('POST', `/conversations/${c.id}/steps`, { kind: 'assign', agent_id: lin })
}

/** From one to another at once: nobody is asked, and both see it. */
async function force({ page, agent, hub, out }) {
  await page.goto(`${hub.agents}/board`)
  await act(page, '强制转接', '孙悦').click()
  const dialog = page.getByRole('dialog', { name: '强制转接' })
  await dialog.getByText('无需原坐席同意').waitFor()
  await page.screenshot({ path: join(out, 'force.png') })
  await dialog.getByRole('button', { name: /周周/ }).click()
  await page.getByText('孙悦的会话已转给周周').waitFor()
  await agent.page.locator('.head').getByText('我接待中').waitFor()
}

export default async function board({ hub, browser, out }) {
  const { page, faults } = await openPage(browser, { bypassCSP: true })
  const account = await setUp(page, hub)
  const { call, conversation, visitors } = await seed(page, hub, account)
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
  await row.getByText('用餐').waitFor()
  await axe(page, 'board')

  for (const { theme, width } of looks([1440, 1024, 390])) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await resize(page, width)
    await axe(page, `board ${theme} ${width}`)
    await page.screenshot({ path: join(out, `board-${theme}-${width}.png`) })
  }
  await page.setViewportSize({ width: 1440, height: 900 })

  const { v } = visitors.find((x) => x.name === '孙悦')
  const all = { page, agent, hub, call, c, v, out }
  const banner = await monitor(all)
  await whisper({ ...all, banner })
  await come({ ...all, banner })
  await force(all)
  await page.goto(`${hub.agents}/board`)

  // To a conversation of that agent, and of that queue.
  await page.getByRole('row').getByRole('button', { name: '周周' }).click()
  await page.getByRole('dialog', { name: '周周的会话' }).getByRole('button', { name: /^(?!对).*孙悦/ }).waitFor()
  await axe(page, 'board list')
  await page.keyboard.press('Escape')
  await queue('未分组').click()
  await page.getByRole('dialog').getByRole('button', { name: /^(?!对).*陈志远/ }).click()
  await page.locator('.head').getByText('陈志远').waitFor()

  await call('PATCH', '/me', { locale: 'en' })
  await page.goto(`${hub.agents}/board`)
  await page.getByRole('heading', { name: 'Live board' }).waitFor()
  await axe(page, 'board en')
  assert.deepEqual(unexpected([...faults, ...agent.faults]), [])
}
