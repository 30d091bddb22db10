import { chromium } from 'playwright-core'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
// Pages live for seconds here: what the browser spends on making their scripts fast it never gets back. Nor does it on
// what moves, which make looks sees.
const still = process.env.LOOKS === 'all' ? [] : ['--force-prefers-reduced-motion']
const args = ['--no-sandbox', '--js-flags=--no-opt --no-maglev', ...still, '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync']

export const launch = (more = []) => chromium.launch({ executablePath, args: [...args, ...more] })

/** A page that keeps what its console and its network say is wrong. */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', ...options })
  const page = await context.newPage()
  const faults = []
  page.on('pageerror', (e) => faults.push(`error: ${e.message}`))
  page.on('console', (m) => m.type() === 'error' && faults.push(`console: ${m.text()}`))
  return { context, page, faults }
}
