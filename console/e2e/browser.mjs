import { chromium } from 'playwright-core'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync']

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
