// Availability and load, taking the next, why somebody got a conversation and why nobody has it, promises, and the settings of all that.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { axe } from './axe.mjs'
import { openPage } from './browser.mjs'
import { seed, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'

const button = (page, name) => page.getByRole('button', { name, exact: true })

async function availability({ page, hub, call, check }) {
  await call('PATCH', `/agents/${(await call('GET', '/me')).agent}/seat`, { capacity: 2 })
  await page.goto(`${hub.agents}/inbox/all`)
  const own = page.getByRole('button', { name: /我的状态/ })
  await own.getByText('0/2').waitFor()
  // By keyboard alone.
  await own.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitemradio', { name: '在线接待' }).waitFor()
  await check('availability')
  await page.getByRole('menuitemradio', { name: '忙碌' }).press('Enter')
  await page.getByRole('menuitemradio', { name: '开会' }).press('Enter')
  await until('the reason', async () => (await call('GET', '/me')).reason === '开会')
  await page.getByRole('button', { name: /我的状态：忙碌，开会/ }).press('Enter')
  await page.getByRole('menuitem', { name: '自己填写…' }).press('Enter')
  await page.getByRole('dialog').getByLabel('原因').fill('盘点库存')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: /我的状态：忙碌，盘点库存/ }).waitFor()
}

/** One after the other until there is no room, and then nobody left. */
async function next({ page, hub, call }) {
  await page.goto(`${hub.agents}/inbox/mine`)
  await button(page, '接起下一位').click()
  await page.locator('.head').getByText('我接待中').waitFor()
  await page.getByRole('button', { name: /我的状态/ }).getByText('1/2').waitFor()
  await page.goto(`${hub.agents}/inbox/queue`)
  await button(page, '接起下一位').click()
  await page.getByRole('button', { name: /我的状态/ }).getByText('2/2').waitFor()
  await page.goto(`${hub.agents}/inbox/queue`)
  await button(page, '接起下一位').click()
  await page.getByText('您手上的会话已达上限').waitFor()
  for (const c of (await call('GET', '/conversations?view=mine')).items) await call('POST', `/conversations/${c.id}/steps`, { kind: 'complete' })
  await page.getByRole('button', { name: /我的状态/ }).getByText('0/2').waitFor()
}

/** A team that gives out by load, and promises an answer within seconds. */
async function given({ page, hub, call, conversation, check, browser }) {
  const me = (await call('GET', '/me')).agent
  const team = (await call('GET', '/teams')).items.find((t) => t.name === '售后组').id
  await call('PUT', `/teams/${team}/members`, { agents: [me] })
  const queue = { policy: 'manual', dedicated: false, last: false, sla: { first_reply_seconds: 3, resolution_seconds: 7200 } }
  await call('PUT', `/teams/${team}/queue`, queue)
  const c = conversation('孙悦')
  await call('POST', `/conversations/${c.id}/steps`, { kind: 'queue', team_id: team })
  await page.goto(`${hub.agents}/inbox/queue/${c.id}`)
  await page.getByRole('tab', { name: '会话' }).click()
  const panel = page.getByRole('complementary', { name: '会话' })
  await panel.getByText('排在第一位').waitFor()
  await panel.getByText('此队列由坐席自行接起').waitFor()
  await page.locator('.system', { hasText: '放入“售后组”的队列' }).waitFor()

  // Nobody is ready: the panel says of whom and why.
  await call('PUT', '/me/availability', { availability: 'away', reason: '用餐' })
  await call('PUT', `/teams/${team}/queue`, { ...queue, policy: 'least_load' })
  await panel.getByText('目前没有坐席可以接待').waitFor({ timeout: 15_000 })
  await panel.getByText('不在接待状态').waitFor()
  await panel.getByLabel('优先级').selectOption({ label: '紧急' })
  await page.locator('.system', { hasText: '将优先级改为“紧急”' }).waitFor()

  // What is promised is warned of, broken, and shown in the row, in the head and between the messages.
  await page.locator('.system', { hasText: '首次回复已超时' }).waitFor({ timeout: 15_000 })
  await page.locator('.head .sla.bad').waitFor()
  await page.getByRole('option', { name: /孙悦.*首次回复/ }).waitFor()
  await panel.getByText('已超时').first().waitFor()
  await check('waiting')

  await call('PUT', '/me/availability', { availability: 'ready' })
  await page.locator('.system', { hasText: /分配给我：负载最低（0\/2），等了 .+，1 人可选/ }).waitFor()
  await page.locator('.head').getByText('我接待中').waitFor()
  await check('given')
  return { team, queue, c }
}

/** Closed for the day. */
async function closed({ page, hub, call, conversation, team, queue }) {
  const never = await call('POST', '/schedules', { name: '从不', schedule: { time_zone: 'Asia/Shanghai', weekly: {} } })
  await call('PUT', `/teams/${team}/queue`, { ...queue, policy: 'least_load', schedule: never.id })
  const c = conversation('林小雨')
  await call('POST', `/conversations/${c.id}/steps`, { kind: 'queue', team_id: team })
  await page.goto(`${hub.agents}/inbox/queue/${c.id}`)
  await page.getByRole('complementary', { name: '会话' }).getByText('现在不在工作时间').waitFor()
  await call('PUT', `/teams/${team}/queue`, queue)
  await call('DELETE', `/schedules/${never.id}`)
}

/** A pause after a conversation counts down in the rail. */
async function pause({ page, call, team, queue, c }) {
  await call('PUT', `/teams/${team}/queue`, { ...queue, wrap_up_seconds: 90 })
  await call('POST', `/conversations/${c.id}/steps`, { kind: 'complete' })
  const own = page.getByRole('button', { name: /我的状态：整理中/ })
  await own.getByText(/^1:[0-2]\d$/).waitFor()
  await own.click()
  await page.getByText(/还剩 1:\d\d 恢复接待/).waitFor()
  await page.getByRole('menuitemradio', { name: '在线接待' }).click()
  await page.getByRole('button', { name: /我的状态：在线接待/ }).waitFor()
}

export default async function routing({ hub, browser, out }) {
  const { page, faults } = await openPage(browser, { bypassCSP: true })
  const account = await setUp(page, hub)
  const seeded = await seed(page, hub, account)
  const check = (name) => axe(page, name).then(() => page.screenshot({ path: join(out, `routing-${name}.png`) }))
  const all = { page, hub, browser, account, check, ...seeded }
  await availability(all)
  await next(all)
  const team = await given(all)
  await closed({ ...all, ...team })
  await pause({ ...all, ...team })
  assert.deepEqual(unexpected(faults), [])
}
