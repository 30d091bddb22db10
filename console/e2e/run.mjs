// The desk in a real browser against a real hub. Pictures go to e2e/out, which
// git ignores. Run: npm run browser, or node e2e/run.mjs [name…]; long and
// pictures are for when the lists or the looks have changed.
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { launch } from './browser.mjs'
import { startHub } from './hub.mjs'

const out = join(dirname(fileURLToPath(import.meta.url)), 'out')
mkdirSync(out, { recursive: true })
const daily = ['desk', 'settings', 'entry', 'roles', 'files', 'platform', 'transfer', 'hostile', 'windows', 'poll', 'canned', 'bulk', 'mentions', 'fields', 'rights', 'contacts', 'tags', 'routing', 'board', 'alerts', 'suggestions', 'scheduled', 'ratings', 'start', 'wechat', 'regroup', 'mail', 'mailbox', 'mailxss', 'privacy', 'retention']
const asked = process.argv.slice(2).flatMap((name) => (name === 'daily' ? daily : name))
const names = asked.length > 0 ? asked : [...daily, 'long', 'pictures']
let failed = 0

// Suites wait more than they work, so that several run at a time, each with a hub and a browser of its own; long and
// pictures have the machine to themselves.
const workers = Number(process.env.SUITES ?? 3)
const alone = ['long', 'pictures', 'guide']
async function work(list) {
  const browser = await launch()
  for (let name = list.shift(); name; name = list.shift()) {
    const hub = await startHub()
    const started = Date.now()
    try {
      const { default: run } = await import(`./${name}.mjs`)
      await run({ hub, browser, out })
      console.log(`ok   ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
    } catch (error) {
      failed++
      console.error(`FAIL ${name}: ${error.stack ?? error}`)
      const page = browser.contexts().at(-1)?.pages().at(-1)
      await page?.screenshot({ path: join(out, `failed-${name}.png`) }).catch(() => {})
    } finally {
      await Promise.all(browser.contexts().map((c) => c.close()))
      await hub.stop()
      hub.remove()
    }
  }
  await browser.close()
}
const together = names.filter((name) => !alone.includes(name))
await Promise.all(Array.from({ length: workers }, () => work(together)))
await work(names.filter((name) => alone.includes(name)))
process.exit(failed ? 1 : 0)
