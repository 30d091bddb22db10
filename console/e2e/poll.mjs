// A network that breaks sockets: messages still come, without a reload, and the socket is taken again once it passes.
import assert from 'node:assert/strict'
import { openPage } from './browser.mjs'
import { seed, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'

/** What the network does to a socket: it passes, is shut at once, or is never answered. */
async function network(page) {
  const ways = { mode: 'pass', sockets: 0, heard: 0, polls: 0 }
  await page.routeWebSocket(/\/connection\/websocket/, (ws) => {
    ways.sockets++
    if (ways.mode === 'shut') return void ws.close({ code: 1011 })
    if (ways.mode !== 'pass') return
    const server = ws.connectToServer()
    server.onMessage((text) => {
      ways.heard++
      ws.send(text)
    })
  })
  page.on('request', (r) => r.url().endsWith('/connection/poll') && ways.polls++)
  return ways
}

async function talks(page, v, text) {
  await v.say(text)
  await page.locator('.message.in', { hasText: text }).last().waitFor()
  await page.locator('.list').getByText(text).first().waitFor()
}

export default async function poll({ hub, browser }) {
  const { page, faults } = await openPage(browser)
  const ways = await network(page)
  const account = await setUp(page, hub)
  const { conversation, visitors } = await seed(page, hub, account)
  const { v } = visitors.find((x) => x.name === '王芳')
  const other = visitors.find((x) => x.name === '赵敏')
  for (const mode of ['shut', 'silent']) {
    ways.mode = mode
    ways.polls = 0
    await page.goto(`${hub.agents}/inbox/all/${conversation('王芳').id}`)
    await until(`polls while sockets are ${mode}`, () => ways.polls > 1)
    await page.evaluate(() => (window.sameLoad = true))
    await talks(page, v, `轮询一 ${mode}`)
    await talks(page, v, `轮询二 ${mode}`)
    await other.v.say(`别的会话 ${mode}`)
    await page.getByRole('option', { name: /赵敏/ }).getByText(`别的会话 ${mode}`).waitFor()
    await page.getByRole('option', { name: /赵敏/ }).click()
    await page.locator('.message.in', { hasText: `别的会话 ${mode}` }).waitFor()
    await talks(page, other.v, `换了会话 ${mode}`)
    await page.getByRole('textbox', { name: '回复' }).fill(`回复 ${mode}`)
    await page.keyboard.press('Enter')
    await until('the visitor has it', async () => (await other.v.messages()).items.some((i) => i.message?.text === `回复 ${mode}`))
    assert.equal(await page.getByText('与服务器的连接已断开').count(), 0, 'it says that it is offline')
    assert.ok(await page.evaluate(() => window.sameLoad), 'it was loaded again')
  }
  // The socket is there again: the next try takes it, and the polls end.
  ways.mode = 'pass'
  ways.heard = 0
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await until('the socket is taken', () => ways.heard > 0)
  // What is said would answer a poll that waits, and another one would follow.
  let said = 0
  await until('the polls end', async () => {
    const before = ways.polls
    await talks(page, other.v, `又是套接字 ${++said}`)
    await page.waitForTimeout(500)
    return ways.polls === before
  })
  assert.equal(await page.locator('.message.in', { hasText: '换了会话 shut' }).count(), 1)
  assert.ok(ways.sockets > 3)
  assert.deepEqual(unexpected(faults), [])
}
