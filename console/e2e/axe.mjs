// What axe says of a page as it is. Where the page's policy is asked too, it has to be opened with bypassCSP: the policy
// forbids scripts from elsewhere.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const wcag = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] }

/** What is seriously wrong by the rules of WCAG, or by those asked for, a line each. */
export async function faultsOf(page, rules = wcag) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const { violations } = await page.evaluate((rules) => window.axe.run(document, { ...rules, resultTypes: ['violations'], preload: false }), rules)
  const serious = violations.filter((v) => ['serious', 'critical'].includes(v.impact))
  return serious.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.html.slice(0, 160)} ${n.any[0]?.message ?? ''}`).join(' ; ')}`)
}

export async function axe(page, name) {
  await page.evaluate(() => Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {}))))
  assert.deepEqual(await faultsOf(page), [], `axe: ${name}`)
}
