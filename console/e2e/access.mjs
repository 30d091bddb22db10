// What axe says of a page as it stands, and a picture of it, in both languages, themes and the widths that are asked for.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Serious faults of what is shown. */
export async function faultsOf(page) {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] }))
  return violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 140)).join(' ; ')}`)
}

/**
 * Goes through the looks of one place. `show` brings it about anew, with the
 * texts of the language at hand; it is told the width.
 */
export async function everyLook({ page, call, out }, name, show, widths = [1440, 390]) {
  const found = []
  for (const [theme, locale] of [['light', 'zh-CN'], ['dark', 'en']]) {
    await call('PATCH', '/me', { locale, preferences: { theme } })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    for (const width of widths) {
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
      await show(width, locale)
      const at = `${name}-${theme}-${width}`
      await page.screenshot({ path: join(out, `${at}.png`) })
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) found.push(`${at}: wider than the window`)
      found.push(...(await faultsOf(page)).map((f) => `${at}: ${f}`))
    }
  }
  await call('PATCH', '/me', { locale: 'zh-CN', preferences: { theme: 'light' } })
  await page.setViewportSize({ width: 1440, height: 900 })
  return found
}
