// How a place looks, and what axe says of it, light and Chinese or dark and English, in the widths that are asked for:
// both in every width with LOOKS=all, and otherwise each width once.
import { join } from 'node:path'
import { faultsOf } from './axe.mjs'

const both = [{ theme: 'light', locale: 'zh-CN' }, { theme: 'dark', locale: 'en' }]

/** The looks of a place, the widths from wide to narrow: the narrowest is dark and English, whose words are the longest. */
export function looks(widths = [1440, 390]) {
  if (process.env.LOOKS === 'all') return both.flatMap((look) => widths.map((width) => ({ ...look, width })))
  return widths.map((width, i) => ({ ...both[i < widths.length - 1 ? 0 : 1], width }))
}

/** Makes the page as wide as that, and as high as what is so wide. */
export const resize = (page, width) => page.setViewportSize({ width, height: width === 390 ? 844 : 900 })

/** Whether the page is wider than its window. */
export const overflows = (page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth)

/**
 * Goes through the looks of one place. `show` brings it about anew, with the
 * texts of the language at hand; it is told the width.
 */
export async function everyLook({ page, call, out }, name, show, widths = [1440, 390]) {
  const found = []
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const { theme, locale, width } of looks(widths)) {
    await call('PATCH', '/me', { locale, preferences: { theme } })
    await resize(page, width)
    await show(width, locale)
    const at = `${name}-${theme}-${width}`
    await page.screenshot({ path: join(out, `${at}.png`) })
    if (await overflows(page)) found.push(`${at}: wider than the window`)
    found.push(...(await faultsOf(page)).map((f) => `${at}: ${f}`))
  }
  await call('PATCH', '/me', { locale: 'zh-CN', preferences: { theme: 'light' } })
  await resize(page, 1440)
  return found
}
