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
// The long ones first, so that none is left when all others are done.
const daily = ['routing', 'settings', 'wechat', 'contacts', 'desk', 'entry', 'roles', 'files', 'platform', 'transfer', 'hostile', 'windows', 'poll', 'canned', 'bulk', 'mentions', 'fields', 'rights', 'tags', 'board', 'alerts', 'suggestions', 'scheduled', 'ratings', 'start', 'regroup', 'mail', 'mailbox', 'mailxss', 'privacy', 'retention']
const asked = process.argv.slice(2).flatMap((name) => (name === 'daily' ? daily : name))
const names = asked.length > 0 ? asked : [...daily, 'long', 'pictures']
let failed = 0
// What a suite waits for no more, as it has failed, is no end of the others; the run has failed all the same.
process.on('unhandledRejection', (error) => {
  failed++
  console.error(`FAIL, and nobody waits for it: ${error?.stack ?? error}`)
})

// Suites wait more than they work, so that several run at a time, each with a hub and a browser of its own; long and
// pictures have the machine to themselves.
const workers = Number(process.env.SUITES ?? 4)
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
      const pages = browser.contexts().flatMap((c) => c.pages())
      await Promise.all(pages.map((page, i) => page.screenshot({ path: join(out, `failed-${name}-${i}.png`) }).catch(() => {})))
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
