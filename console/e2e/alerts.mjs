// Who does not look at the page is told: by sound, by the system and in the title, as the profile says; what was given
// rings until it is taken up.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { looks, resize } from './access.mjs'
import { axe } from './axe.mjs'
import { openPage } from './browser.mjs'
import { colleague } from './colleague.mjs'
import { seed, setUp } from './seed.mjs'
import { connected, unexpected, until } from './wait.mjs'

/** Counts what would be heard and shown. A tune of two notes is a message's, one of four rings. */
function listen() {
  const heard = (globalThis.heard = { message: 0, ring: 0, told: [] })
  let notes = 0
  const param = { value: 0, setValueAtTime() {}, exponentialRampToValueAtTime() {} }
  globalThis.AudioContext = class {
    state = 'running'
    currentTime = 0
    createGain() {
      return { gain: param, connect: (x) => x }
    }
    createOscillator() {
      if (notes++ === 0) queueMicrotask(() => (heard[notes === 2 ? 'message' : 'ring']++, (notes = 0)))
      return { frequency: param, connect: (x) => x, start() {}, stop() {} }
    }
  }
  globalThis.Notification = class {
    static permission = 'granted'
    constructor(title, { body }) {
      heard.told.push(`${title}: ${body}`)
    }
    close() {}
  }
}

const heard = (page) => page.evaluate(() => globalThis.heard)
const look = (page, on) => page.evaluate((on) => ((document.hasFocus = () => on), dispatchEvent(new Event(on ? 'focus' : 'blur'))), on)
const cell = (page, name) => page.getByRole('checkbox', { name, exact: true })

export default async function alerts({ hub, browser, out }) {
  const { page, faults } = await openPage(browser)
  const account = await setUp(page, hub)
  const { call, conversation, visitors } = await seed(page, hub, account)
  await call('PUT', '/queue', { policy: 'manual', dedicated: false, last: false })
  const team = (await call('GET', '/teams')).items[0].id
  const other = await colleague(browser, hub, call, { name: '周周', email: 'zhou@example.com', teams: [team] }, { bypassCSP: true })
  const zhou = (await call('GET', '/agents')).items.find((a) => a.name === '周周').id
  const visitor = (name) => visitors.find((x) => x.name === name).v
  const mine = conversation('王芳')
  const give = (c, agent_id) => call('POST', `/conversations/${c.id}/steps`, { kind: 'assign', agent_id })
  await give(mine, zhou)

  await other.page.addInitScript(listen)
  await Promise.all([connected(other.page), other.page.goto(`${hub.agents}/settings/profile`)])
  await other.page.getByRole('region', { name: '提醒' }).waitFor()
  await until('the first counts', async () => (await other.page.title()).startsWith('('))

  // While one looks there is silence.
  await visitor('王芳').say('有人吗？')
  await other.page.getByText('有人吗？').waitFor({ state: 'attached' }) // in the live region
  assert.deepEqual(await heard(other.page), { message: 0, ring: 0, told: [] })

  // One's own, told in all ways.
  await look(other.page, false)
  await visitor('王芳').say('请回复我')
  await until('a sound and a notification', async () => ((h) => h.message === 1 && h.told.includes('王芳: 请回复我'))(await heard(other.page)))

  // A team's is silent at first.
  const theirs = conversation('陈志远')
  await call('POST', `/conversations/${theirs.id}/steps`, { kind: 'queue', team_id: team })
  await give(theirs)
  await visitor('陈志远').say('报价单收到了')
  await visitor('王芳').say('还在吗')
  await until('what came after it', async () => (await heard(other.page)).told.includes('王芳: 还在吗'))
  assert.ok(!(await heard(other.page)).told.some((x) => x.startsWith('陈志远')), 'a colleague\'s conversation is told')

  // The choice is the agent's, on every browser.
  const chosen = (act) => Promise.all([other.page.waitForResponse((r) => r.request().method() === 'PATCH' && r.url().endsWith('/api/v1/me')), act])
  await chosen(cell(other.page, '同组的会话：桌面通知').check())
  await chosen(cell(other.page, '同组的会话：标题计数').check())
  await chosen(cell(other.page, '我的会话：标题计数').uncheck())
  await until('the title counts nothing', async () => !(await other.page.title()).startsWith('('))
  await Promise.all([connected(other.page), other.page.reload()])
  await cell(other.page, '同组的会话：桌面通知').waitFor()
  assert.ok(await cell(other.page, '同组的会话：桌面通知').isChecked())
  assert.ok(!(await cell(other.page, '我的会话：标题计数').isChecked()))
  await look(other.page, false)
  await visitor('陈志远').say('可以便宜点吗')
  await until('the team\'s is told', async () => (await heard(other.page)).told.includes('陈志远: 可以便宜点吗'))
  await until('and counted', async () => (await other.page.title()).startsWith('(1)'))
  await look(other.page, true)
  await until('who looks has seen it', async () => !(await other.page.title()).startsWith('('))

  // What is given rings, again and again, until it is opened.
  await look(other.page, false)
  const given = conversation('Emma Wilson')
  await give(given, zhou)
  await until('it rings', async () => (await heard(other.page)).ring === 1)
  assert.ok((await heard(other.page)).told.some((x) => x.startsWith('新会话：Emma Wilson')))
  await until('it rings again', async () => (await heard(other.page)).ring === 2)
  await other.page.evaluate((path) => (history.pushState({}, '', path), dispatchEvent(new PopStateEvent('popstate', { state: {} }))), `/inbox/mine/${given.id}`)
  await other.page.locator('.head').getByText('Emma Wilson').waitFor()
  await look(other.page, true)
  await until('it is read', async () => (await call('GET', `/conversations/${given.id}`)).agent === zhou)
  await look(other.page, false)
  const rings = (await heard(other.page)).ring
  await visitor('Emma Wilson').say('Thanks')
  await until('a message of it', async () => (await heard(other.page)).told.some((x) => x.endsWith('Thanks')))
  await other.page.waitForFunction((at) => performance.now() - at > 11_000, await other.page.evaluate(() => performance.now()))
  assert.equal((await heard(other.page)).ring, rings, 'it rings on')

  // Answered by somebody else, it is silent too.
  const taken = conversation('赵敏')
  await give(taken, zhou)
  await until('it rings', async () => (await heard(other.page)).ring === rings + 1)
  await give(taken)
  await other.page.getByRole('option', { name: /赵敏/ }).waitFor({ state: 'detached' })
  await other.page.waitForFunction((at) => performance.now() - at > 11_000, await other.page.evaluate(() => performance.now()))
  assert.equal((await heard(other.page)).ring, rings + 1, 'it rings for what is gone')

  await look(other.page, true)
  await other.page.emulateMedia({ reducedMotion: 'reduce' })
  for (const { theme, width } of looks([1440, 1024, 390])) {
    await other.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await resize(other.page, width)
    await other.page.goto(`${hub.agents}/settings/profile`)
    await other.page.getByRole('region', { name: '提醒' }).scrollIntoViewIfNeeded()
    await axe(other.page, `alerts ${theme} ${width}`)
    await other.page.getByRole('region', { name: '提醒' }).screenshot({ path: join(out, `alerts-${theme}-${width}.png`) })
  }
  assert.deepEqual(unexpected([...faults, ...other.faults]), [])
}
