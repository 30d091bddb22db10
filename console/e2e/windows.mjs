// Two windows: a shop's page with the chat, and the agents' page. Both ways, over reloads, away and back, and on a phone.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { openPage } from './browser.mjs'
import { setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'

/** A shop on this machine, with the line that the hub gives. */
async function shop(hub, account) {
  const html = `<!doctype html><html lang="zh-CN"><meta name="viewport" content="width=device-width, initial-scale=1"><title>茶叶店</title><h1>茶叶店</h1>
<script async src="${hub.public}/widget/v1/loader.js" data-account="${account}"></script></html>`
  const server = createServer((_, res) => (res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }), res.end(html)))
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => (server.closeAllConnections(), server.close()) }
}

async function frameOf(page) {
  const element = await page.locator('switchboard-widget iframe').elementHandle()
  const frame = await element.contentFrame()
  await frame.locator('.composer textarea').waitFor({ state: 'attached' })
  // On a phone, where the chat covers the page, it does not open by itself.
  const phone = page.viewportSize().width < 668
  if (phone && !(await page.locator('switchboard-widget .panel').isVisible())) await page.locator('switchboard-widget .launcher').click()
  await frame.locator('.composer textarea').waitFor()
  return frame
}

async function write(frame, text) {
  await frame.locator('.composer textarea').fill(text)
  await frame.locator('.composer textarea').press('Enter')
}

async function answer(page, text) {
  await page.getByRole('textbox', { name: '回复' }).fill(text)
  await page.keyboard.press('Enter')
}

const asks = (page, text) => page.locator('.message.in', { hasText: text }).waitFor()
const hears = (frame, text) => frame.locator('.other .text', { hasText: text }).waitFor()
const order = async (frame, prefix) => (await frame.locator('.log .bubble .text').allInnerTexts()).filter((t) => t.startsWith(prefix))

async function talk(hub, browser, shopURL, options) {
  const desk = await openPage(browser, options)
  await desk.page.goto(`${hub.agents}/signin`)
  await desk.page.getByLabel('邮箱').fill('owner@example.com')
  await desk.page.getByLabel('密码', { exact: true }).fill('春天的第一场雨 2026')
  await desk.page.getByRole('button', { name: '登录' }).click()
  await desk.page.waitForURL('**/inbox/**')
  const guest = await openPage(browser, options)
  await guest.page.goto(shopURL)
  await guest.page.locator('switchboard-widget .launcher').click()
  let frame = await frameOf(guest.page)
  const tag = options?.viewport ? '手机' : '桌面'

  await write(frame, `${tag}：你好`)
  await desk.page.goto(`${hub.agents}/inbox/queue`)
  await desk.page.getByRole('option', { name: new RegExp(`${tag}：你好`) }).click()
  await desk.page.getByRole('button', { name: '接起会话' }).click()
  await asks(desk.page, `${tag}：你好`)
  await answer(desk.page, `${tag}：您好`)
  await hears(frame, `${tag}：您好`)

  // Each sees the other write.
  await frame.locator('.composer textarea').pressSequentially('正在写', { delay: 30 })
  await desk.page.locator('.timeline .typing').waitFor()
  await frame.locator('.composer textarea').fill('')

  await Promise.all([desk.page.reload(), guest.page.reload()])
  await asks(desk.page, `${tag}：你好`)
  frame = await frameOf(guest.page)
  await hears(frame, `${tag}：您好`)
  await write(frame, `${tag}：刷新之后`)
  await asks(desk.page, `${tag}：刷新之后`)

  // Both away: what each writes waits, and arrives once and in order.
  await Promise.all([desk.context.setOffline(true), guest.context.setOffline(true)])
  await desk.page.getByText('与服务器的连接已断开').waitFor()
  for (const n of [1, 2]) {
    await answer(desk.page, `离线回复 ${n}`)
    await write(frame, `离线提问 ${n}`)
  }
  await Promise.all([desk.context.setOffline(false), guest.context.setOffline(false)])
  await until('answers in order', async () => (await order(frame, '离线回复')).join() === '离线回复 1,离线回复 2', 30_000)
  await until('questions in order', async () => (await desk.page.locator('.message.in').allInnerTexts()).filter((t) => t.includes('离线提问')).length === 2, 30_000)
  await until('none is shown twice', async () => (await desk.page.locator('.message.out', { hasText: '离线回复 1' }).count()) === 1)
  for (const { page } of [desk, guest]) assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'wider than the window')
  assert.deepEqual(unexpected([...desk.faults, ...guest.faults]), [])
  await Promise.all([desk.context.close(), guest.context.close()])
}

export default async function windows({ hub, browser }) {
  const first = await openPage(browser)
  const account = await setUp(first.page, hub)
  await first.context.close()
  const site = await shop(hub, account)
  try {
    await talk(hub, browser, site.url)
    await talk(hub, browser, site.url, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  } finally {
    site.stop()
  }
}
