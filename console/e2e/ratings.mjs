// Customers are asked when a conversation is completed; what they say is in the thread, beside it, and on a page of figures.
import assert from 'node:assert/strict'
import { everyLook } from './access.mjs'
import { openPage } from './browser.mjs'
import { colleague } from './colleague.mjs'
import { seed, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'

/** Where an account's conversations wait, and when somebody is there. */
async function routed(page, hub, call, account) {
  const team = (await call('GET', '/teams')).items.find((x) => x.name === '售后组').id
  const { id } = await call('POST', '/schedules', { name: '客服时间', schedule: { time_zone: 'Asia/Shanghai', weekly: { monday: [{ from: 0, to: 1440 }] } } })
  await page.goto(`${hub.agents}/settings/accounts/${account}`)
  const card = page.getByRole('region', { name: '排队与工作时间' })
  await card.getByLabel('默认技能组').selectOption({ label: '售后组' })
  await card.getByLabel('工作时间', { exact: true }).selectOption({ label: '客服时间' })
  const [saved] = await Promise.all([
    page.waitForResponse((r) => r.request().method() === 'PUT' && r.url().endsWith('/routing')),
    card.getByRole('button', { name: '保存' }).click(),
  ])
  assert.equal(saved.status(), 200)
  await page.getByText('已保存').first().waitFor()
  const a = await call('GET', `/accounts/${account}`)
  assert.deepEqual([a.team, a.schedule], [team, id])
  await call('PUT', `/accounts/${account}/routing`, {})
  await call('DELETE', `/schedules/${id}`)
}

/** Set with its texts on the account's page. */
async function switchedOn(page, hub, call, account) {
  await page.goto(`${hub.agents}/ratings`)
  await page.getByText('这段时间没有评价').waitFor()
  await page.getByRole('link', { name: '前往渠道账号' }).waitFor()
  await page.goto(`${hub.agents}/settings/accounts/${account}`)
  await page.getByText('满意度评价', { exact: true }).click()
  await page.getByLabel(/邀请评价/).selectOption({ label: '会话完成后邀请' })
  await page.getByLabel(/邀请内容/).fill('您对这次服务满意吗？')
  await page.getByLabel(/评价有效/).fill('48')
  await page.getByRole('region', { name: '设置', exact: true }).getByRole('button', { name: '保存' }).click()
  await page.getByText('已保存').last().waitFor()
  const settings = await until('the settings', async () => { const a = await call('GET', `/accounts/${account}`); return a.settings.rating === 'on' && a.settings })
  assert.deepEqual([settings.rating, settings.rating_question, settings.rating_hours], ['on', '您对这次服务满意吗？', '48'])
}

async function rated({ call, conversation, visitors }, name, score, comment) {
  const { id } = conversation(name)
  const { v } = visitors.find((x) => x.name === name)
  await call('POST', `/conversations/${id}/steps`, { kind: 'assign' })
  await call('POST', `/conversations/${id}/steps`, { kind: 'complete' })
  const question = await until(`${name} is asked`, async () => (await v.messages()).items.find((i) => i.message?.text === '您对这次服务满意吗？')?.message)
  if (!score) return id
  await v.say(comment ?? '★'.repeat(score) + '☆'.repeat(5 - score), { choice: { message: question.id, id: `rating:${score}` } })
  await until(`${name} has rated`, async () => (await call('GET', `/conversations/${id}/rating`)).score === score)
  return id
}

async function beside(page, hub, id, silent) {
  await page.goto(`${hub.agents}/inbox/ended/${id}`)
  await page.getByRole('tab', { name: '会话' }).click()
  const card = page.getByRole('region', { name: '客户评价' })
  await card.getByText('不满意', { exact: true }).waitFor()
  await card.getByText('等了太久才有人回复').waitFor()
  await card.getByRole('img', { name: '2 分，满分 5 分' }).waitFor()
  await page.locator('.system', { hasText: '客户评价：2 分' }).first().waitFor()
  await page.goto(`${hub.agents}/inbox/ended/${silent}`)
  await card.getByText(/已于.+邀请客户评价，尚未收到/).waitFor()
}

async function figures(page, hub) {
  await page.goto(`${hub.agents}/inbox/all`)
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '评价' }).click()
  const sums = page.getByRole('region', { name: '汇总' })
  await sums.locator('dd', { hasText: '3.8' }).waitFor()
  await sums.locator('dd', { hasText: '50%' }).waitFor()
  const list = page.getByRole('region', { name: '评价', exact: true })
  await list.getByRole('link', { name: '王芳' }).waitFor()
  await list.getByRole('listitem').nth(3).waitFor()
  assert.equal(await list.getByRole('listitem').count(), 4)
  // The same figures for who cannot see the lines.
  assert.equal(await page.getByRole('table', { name: '每日平均分' }).getByRole('row').count(), 2)
  // One score alone, by its bar and back.
  await page.getByRole('button', { name: /^5 分/ }).click()
  await page.getByText('5 分的评价').waitFor()
  await until('the two of them', async () => (await list.getByRole('listitem').count()) === 2)
  await page.getByRole('button', { name: '显示全部' }).click()
  await page.getByLabel('坐席').selectOption({ label: '张伟' })
  await page.getByText('没有符合条件的评价').waitFor()
  await page.getByRole('button', { name: '清除条件' }).click()
  await list.getByRole('link', { name: '王芳' }).click()
  await page.waitForURL('**/inbox/all/**')
}

export default async function ratings({ hub, browser, out }) {
  const { page, faults } = await openPage(browser, { bypassCSP: true })
  const account = await setUp(page, hub)
  const seeded = await seed(page, hub, account)
  const { call } = seeded
  await routed(page, hub, call, account)
  await switchedOn(page, hub, call, account)
  const bad = await rated(seeded, '王芳', 2, '等了太久才有人回复')
  await rated(seeded, '陈志远', 5)
  await rated(seeded, '孙悦', 5)
  await rated(seeded, '周杰', 3)
  const silent = await rated(seeded, '林小雨')
  await beside(page, hub, bad, silent)
  await figures(page, hub)

  // It is a page of those who lead.
  const agent = await colleague(browser, hub, call, { name: '赵云', email: 'zhao@example.com' })
  assert.equal(await agent.page.getByRole('link', { name: '评价' }).count(), 0)
  await agent.page.goto(`${hub.agents}/ratings`)
  await agent.page.getByText('您没有查看此页的权限').first().waitFor()

  const found = await everyLook({ page, call, out }, 'ratings', async () => {
    await page.goto(`${hub.agents}/ratings`)
    await page.locator('.figures').waitFor()
    await page.waitForLoadState('networkidle')
  }, [1440, 1024, 390])
  found.push(...await everyLook({ page, call, out }, 'rating', async (width) => {
    await page.goto(`${hub.agents}/inbox/ended/${bad}`)
    await page.locator('.system').first().waitFor()
    if (width >= 900) await page.locator('blockquote, .score').first().waitFor()
  }))
  found.push(...await everyLook({ page, call, out }, 'rating-settings', async (_, locale) => {
    await page.goto(`${hub.agents}/settings/accounts/${account}`)
    await page.getByText(locale === 'en' ? 'Ratings by customers' : '满意度评价', { exact: true }).click()
  }))
  assert.deepEqual(found, [])
  assert.deepEqual(unexpected([...faults, ...agent.faults]), [])
}
