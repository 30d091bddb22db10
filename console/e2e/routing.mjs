// Availability and load, taking the next, why somebody got a conversation and why nobody has it, promises, and the settings of all that.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { looks, resize } from './access.mjs'
import { axe } from './axe.mjs'
import { openPage } from './browser.mjs'
import { colleague } from './colleague.mjs'
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
  await panel.getByText('目前没有坐席可以接待').waitFor()
  await panel.getByText('不在接待状态').waitFor()
  await panel.getByLabel('优先级').selectOption({ label: '紧急' })
  await page.locator('.system', { hasText: '将优先级改为“紧急”' }).waitFor()

  // What is promised is warned of, broken, and shown in the row, in the head and between the messages.
  await page.locator('.system', { hasText: '首次回复已超时' }).waitFor()
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

const saved = (page) => page.getByText('已保存').first().waitFor()

/** How a team's queue is given out, by its page, and back again. */
async function queues({ page, hub, call, team, check }) {
  await page.goto(`${hub.agents}/settings/queues`)
  await page.getByRole('link', { name: /售后组/ }).click()
  await page.getByRole('radio', { name: /轮流/ }).check()
  await page.getByLabel('优先分给上次接待的坐席').check()
  await page.getByLabel('坐席未回复', { exact: true }).fill('5')
  await page.getByLabel('首次回复', { exact: true }).fill('90')
  await page.getByLabel('首次回复的单位').selectOption('s')
  await page.getByLabel('提前提醒（%）').fill('70')
  await check('queue')
  await button(page, '保存').click()
  await saved(page)
  const q = await call('GET', `/teams/${team}/queue`)
  assert.deepEqual([q.policy, q.last, q.agent_silent_seconds, q.sla.first_reply_seconds, q.sla.warn_percent], ['round_robin', true, 300, 90, 70])
  await page.reload()
  assert.equal(await page.getByLabel('坐席未回复', { exact: true }).inputValue(), '5')
}

/** Who leads sees the seats, and who manages people changes them. */
async function seatsLookedAt({ browser, hub, call }) {
  const { page, faults } = await colleague(browser, hub, call, { name: '周组长', email: 'lead@example.com', role: 'supervisor' })
  await page.goto(`${hub.agents}/settings/seats`)
  await page.locator('li', { hasText: '张伟' }).getByText('同时 6 个会话').waitFor()
  assert.equal(await page.getByRole('button', { name: /修改 / }).count(), 0)
  await page.getByText('您可以查看。').waitFor()
  assert.deepEqual(unexpected(faults), [])
}

/** Who manages people sees and changes the seats without leading anybody. */
async function seatsKept({ browser, hub, call }) {
  await call('POST', '/roles', { name: '人事', scope: 'own', permissions: ['conversations.read', 'agents.manage'] })
  const { page, faults } = await colleague(browser, hub, call, { name: '吴人事', email: 'personnel@example.com', role: '人事' })
  await page.goto(`${hub.agents}/settings/seats`)
  await page.getByRole('button', { name: '修改 张伟 的容量与技能' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('容量').fill('7')
  await button(dialog, '保存').click()
  await page.locator('li', { hasText: '张伟' }).getByText('同时 7 个会话').waitFor()
  assert.deepEqual(unexpected(faults), [])
}

async function seats({ page, hub, call, check }) {
  await page.goto(`${hub.agents}/settings/seats`)
  await page.getByRole('button', { name: '修改 张伟 的容量与技能' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('容量').fill('6')
  await dialog.getByLabel('技能').fill('退款，发票')
  await dialog.getByLabel('语言').fill('zh, en')
  await dialog.getByText('中文、英语').waitFor()
  await check('seat')
  await button(dialog, '保存').click()
  await page.locator('li', { hasText: '张伟' }).getByText('同时 6 个会话').waitFor()
  await page.locator('li', { hasText: '张伟' }).getByText('发票').waitFor()
  await page.getByLabel('Telegram').fill('0.5')
  await button(page.locator('form', { has: page.getByLabel('Telegram') }), '保存').click()
  await until('the weight', async () => (await call('GET', '/routing/weights')).channels.telegram === 0.5)
  assert.deepEqual((await call('GET', '/routing/weights')).channels, { telegram: 0.5 })
  await page.getByLabel('页面断开多少分钟').fill('15')
  await button(page.locator('form', { has: page.getByLabel('页面断开多少分钟') }), '保存').click()
  await until('the absence', async () => (await call('GET', '/routing/absence')).minutes === 15)
}

async function hours({ page, hub, call, check }) {
  await page.goto(`${hub.agents}/settings/hours`)
  await button(page, '新建工作时间').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称', { exact: true }).fill('客服时间')
  await dialog.getByLabel('时区').selectOption('Asia/Shanghai')
  await dialog.getByLabel('周一结束').fill('12:00')
  await button(dialog, '为周一添加一段时间').click()
  await dialog.getByLabel('周一开始').last().fill('13:30')
  await dialog.getByLabel('周一结束').last().fill('01:00')
  await dialog.getByText('次日').waitFor()
  await button(dialog, '把周一复制到周二至周五').click()
  await button(dialog, '添加日期').click()
  await dialog.getByLabel('日期').fill('2026-10-01')
  await dialog.getByLabel('名称，例如：国庆节').fill('国庆节')
  await dialog.getByText(/按此设置：/).waitFor()
  await check('hours')
  await button(dialog, '保存').click()
  await page.locator('li', { hasText: '客服时间' }).getByText(/开放/).waitFor()
  const [{ schedule }] = (await call('GET', '/schedules')).items
  assert.deepEqual(schedule.weekly.tuesday, [{ from: 540, to: 720 }, { from: 810, to: 1500 }])
  assert.deepEqual(schedule.holidays, [{ date: '2026-10-01', name: '国庆节' }])
}

/** A rule to a bot, in hours of its own, and everything it may ask for; read back in words, and in the form. */
async function ownHours({ page, call, check, dialog }) {
  await button(page, '新建规则').click()
  await dialog.getByLabel('名称', { exact: true }).fill('夜间机器人')
  await dialog.getByLabel('时间', { exact: true }).selectOption('closed')
  await dialog.getByLabel('工作时间', { exact: true }).selectOption({ label: '此规则自己的时间' })
  await dialog.getByLabel('时区').selectOption('Asia/Shanghai')
  await dialog.getByLabel('周一结束').fill('20:00')
  await button(dialog, '把周一复制到周二至周五').click()
  await dialog.getByText('更多条件').click()
  await dialog.getByLabel('有全部标签').fill('老客户')
  await dialog.getByLabel('首次会话').selectOption({ label: '否' })
  await dialog.getByLabel('页面地址包含').fill('/cart')
  await dialog.getByRole('checkbox', { name: '名片' }).check()
  await dialog.getByText('更多动作').click()
  await dialog.getByLabel('交给机器人').selectOption('小助手')
  assert.ok(await dialog.getByLabel('交给坐席').isDisabled(), 'an agent and a bot')
  await check('rule-own')
  await button(dialog, '保存').click()
  const row = page.locator('.rule', { hasText: '夜间机器人' })
  await row.getByText('在“周一至周五 09:00–20:00（Asia/Shanghai）”之外').waitFor()
  await row.getByText('交给机器人 小助手').waitFor()
  const rule = (await call('GET', '/routing/rules')).items.find((r) => r.name === '夜间机器人')
  assert.deepEqual(rule.when.hours.window.weekly.friday, [{ from: 540, to: 1200 }])
  assert.deepEqual([rule.when.new, rule.when.tags, rule.when.page, rule.when.kinds, rule.then.bot], [false, { all: ['老客户'] }, { contains: ['/cart'] }, ['contact'], '小助手'])
  // As it was made, so the form shows it.
  await row.getByRole('button', { name: '修改“夜间机器人”' }).click()
  assert.equal(await dialog.getByLabel('周五结束').inputValue(), '20:00')
  assert.equal(await dialog.getByLabel('交给机器人').inputValue(), '小助手')
  await button(dialog, '保存').click()
  await dialog.waitFor({ state: 'detached' })
  assert.deepEqual((await call('GET', '/routing/rules')).items.find((r) => r.name === '夜间机器人'), rule)
  await call('DELETE', `/routing/rules/${rule.id}`)
  await page.reload()
}

async function rules({ page, hub, call, check }) {
  // This hub has no bot: one is made up for the list.
  await page.route('**/api/v1/bots', (r) => r.fulfill({ json: { items: [{ name: '小助手' }] } }))
  await page.goto(`${hub.agents}/settings/rules`)
  await page.getByText('还没有规则').waitFor()
  await button(page, '新建词表').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill('辱骂')
  await dialog.getByLabel('词语').fill('笨蛋\n傻瓜\n笨蛋')
  await dialog.getByText('共 2 个').waitFor()
  await button(dialog, '保存').click()
  await page.locator('li', { hasText: '辱骂' }).getByText('2 个词').waitFor()

  await button(page, '新建规则').click()
  await dialog.getByLabel('名称', { exact: true }).fill('退款')
  await dialog.getByLabel('关键词').fill('退款, 退货')
  await dialog.getByLabel('分到技能组').selectOption({ label: '售后组' })
  await dialog.getByLabel('优先级').selectOption({ label: '高' })
  await dialog.getByLabel('自动回复').fill('您好，马上为您处理。')
  await dialog.getByText('更多条件').click()
  await check('rule')
  await button(dialog, '保存').click()
  await page.locator('.rule', { hasText: '含有“退款”、“退货”' }).getByText('分到“售后组”').waitFor()

  await button(page, '新建规则').click()
  await dialog.getByLabel('名称', { exact: true }).fill('辱骂')
  await dialog.getByLabel('用途').selectOption('screen')
  await dialog.getByRole('checkbox', { name: /辱骂/ }).check()
  await dialog.getByLabel('处理').selectOption('mask')
  await button(dialog, '保存').click()
  await page.locator('.rule', { hasText: '用 * 遮盖' }).waitFor()

  await ownHours({ page, call, check, dialog })

  // A step up by keys, and back by the mouse.
  const order = async () => (await call('GET', '/routing/rules')).items.map((r) => r.name).join()
  await page.getByRole('button', { name: /“辱骂”，第 2 条/ }).press('ArrowUp')
  await until('the new order', async () => (await order()) === '辱骂,退款')
  await page.locator('.rule').first().dragTo(page.locator('.rule').last())
  await until('the old order', async () => (await order()) === '退款,辱骂')

  await page.getByLabel('消息内容').fill('笨蛋，我要退款')
  await button(page, '看结果').click()
  await page.locator('.answer').getByText('消息会变成：**，我要退款').waitFor()
  assert.equal(await page.locator('.answer li.matched').count(), 2)
  await page.locator('.answer li.end').getByText('分到“售后组”').waitFor()
  await check('rules')
  await page.getByRole('switch', { name: '启用“退款”' }).click()
  await until('it is off', async () => !(await call('GET', '/routing/rules')).items.find((r) => r.name === '退款').enabled)
  await button(page, '看结果').click()
  await page.locator('.answer').getByText('不符合：未启用').waitFor()
}

/** All of it as it looks. */
async function look({ page, hub, out, c }) {
  for (const [name, path] of [['thread', `/inbox/all/${c.id}`], ['queues', '/settings/queues'], ['rules', '/settings/rules'], ['hours', '/settings/hours'], ['seats', '/settings/seats']]) {
    for (const { theme, width } of looks()) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await resize(page, width)
      await page.goto(`${hub.agents}${path}`)
      await page.waitForLoadState('networkidle')
      await axe(page, `${name} ${theme} ${width}`)
      await page.screenshot({ path: join(out, `routing-${name}-${theme}-${width}.png`) })
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

async function english({ page, hub, call, c }) {
  await call('PATCH', '/me', { locale: 'en' })
  for (const path of [`/inbox/all/${c.id}`, '/settings/queues', '/settings/queues/none', '/settings/rules', '/settings/hours', '/settings/seats']) {
    await page.goto(`${hub.agents}${path}`)
    await page.waitForLoadState('networkidle')
    await axe(page, `${path} in English`)
    const text = await page.locator('main').innerText()
    assert.ok(!/\w+\.\w+_\w+/.test(text.replaceAll(/\S+@\S+|https?:\S+/g, '')), `a key for a text on ${path}`)
  }
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
  await queues({ ...all, ...team })
  await seats(all)
  await seatsLookedAt(all)
  await seatsKept(all)
  await hours(all)
  await rules(all)
  await look({ ...all, ...team, out })
  await english({ ...all, ...team })
  assert.deepEqual(unexpected(faults), [])
}
