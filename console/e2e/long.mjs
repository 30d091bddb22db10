// Ten thousand open conversations: rows in the document, long tasks while
// scrolling, and how fast a conversation that is known is painted.
import assert from 'node:assert/strict'
import { openPage } from './browser.mjs'
import { caller, setUp } from './seed.mjs'
import { visitor } from './visitor.mjs'

const wanted = Number(process.env.CONVERSATIONS ?? 10_000)

export default async function long({ hub, browser }) {
  const { page } = await openPage(browser)
  const account = await setUp(page, hub)
  const call = caller(page)
  await call('PATCH', `/accounts/${account}`, { settings: { sessions_per_minute: '100000', sessions_per_hour: '1000000', messages_per_minute: '10000', messages_burst: '1000' } })
  let left = wanted
  await Promise.all(
    Array.from({ length: 24 }, async () => {
      while (left-- > 0) await (await visitor(hub, account)).say(`消息 ${left}`)
    }),
  )
  await page.goto(`${hub.agents}/inbox/all`)
  await page.locator('.slot').first().waitFor()
  await page.evaluate(() => {
    window.tasks = []
    new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((e) => e.duration))).observe({ type: 'longtask' })
  })
  const scroll = await page.evaluate(async (wanted) => {
    const el = document.querySelector('.list .scroller')
    let most = 0
    const end = Date.now() + 120_000
    while (Date.now() < end) {
      el.scrollTop += 900
      await new Promise((r) => requestAnimationFrame(r))
      most = Math.max(most, document.querySelectorAll('.slot').length)
      if (el.scrollHeight >= wanted * 68 && el.scrollTop + el.clientHeight >= el.scrollHeight - 2) break
    }
    // Back up through all that is loaded, as fast as a thumb can.
    const tasks = window.tasks.length
    let frames = 0
    for (let at = el.scrollHeight; at > 0; at -= 2000, frames++) {
      el.scrollTop = at
      await new Promise((r) => requestAnimationFrame(r))
      most = Math.max(most, document.querySelectorAll('.slot').length)
    }
    const [loading, scrolling] = [window.tasks.slice(0, tasks), window.tasks.slice(tasks)]
    return { rows: Math.round(el.scrollHeight / 68), most, frames, long: scrolling.length, whileLoading: Math.max(0, ...loading), whileScrolling: Math.max(0, ...scrolling) }
  }, wanted)
  console.log(`     ${scroll.rows} loaded, ${scroll.most} rows at most, longest task ${scroll.whileLoading.toFixed(0)} ms while loading`)
  console.log(`     ${scroll.long} tasks over 50 ms in ${scroll.frames} frames of scrolling, the longest ${scroll.whileScrolling.toFixed(0)} ms`)

  const slots = page.locator('.slot')
  for (const i of [1, 2, 1]) {
    await slots.nth(i).click()
    await page.locator('.timeline .message').first().waitFor()
  }
  const times = []
  for (let n = 0; n < 10; n++) {
    times.push(
      await page.evaluate(async (i) => {
        const slot = document.querySelectorAll('.slot')[i]
        const name = slot.querySelector('.name').textContent
        const begun = performance.now()
        slot.click()
        for (;;) {
          await new Promise((r) => requestAnimationFrame(r))
          if (document.querySelector('.head h2')?.textContent === name && document.querySelector('.timeline .message')) break
        }
        return performance.now() - begun
      }, n % 2 ? 1 : 2),
    )
  }
  times.sort((a, b) => a - b)
  console.log(`     cached conversation painted in ${times[5].toFixed(0)} ms, at worst ${times.at(-1).toFixed(0)} ms`)
  assert(scroll.rows >= wanted * 0.99, 'not all were loaded')
  assert(scroll.most <= 100, 'too many rows')
  // A machine that does something else for a moment makes one long task, a slow list makes many.
  assert(scroll.long <= scroll.frames / 100, 'long tasks while scrolling')
  assert(times.at(-1) <= 100, 'a cached conversation was slow')
}
