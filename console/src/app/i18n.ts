import { createI18n } from 'vue-i18n'
import { keep, kept } from './keep'

export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]

/** The names of the languages, each in itself. */
export const localeNames: Record<Locale, string> = { 'zh-CN': '简体中文', en: 'English' }

const messages: Record<Locale, () => Promise<{ default: Record<string, unknown> }>> = {
  'zh-CN': () => import('@/locales/zh-CN'),
  en: () => import('@/locales/en'),
}

/** What only the settings say, which is much: not part of the first load. */
const settingsTexts: Record<Locale, () => Promise<{ default: Record<string, unknown> }>> = {
  'zh-CN': () => import('@/locales/zh-CN/later'),
  en: () => import('@/locales/en/later'),
}

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN' as string,
  messages: {},
  missingWarn: import.meta.env.DEV,
  fallbackWarn: false,
})

/** A language for a wish such as "en-GB"; Chinese in any writing is served in zh-CN. */
export function localeFor(wish: string | undefined): Locale | undefined {
  const language = wish?.toLowerCase().split('-')[0]
  return language === 'zh' ? 'zh-CN' : language === 'en' ? 'en' : undefined
}

/** The language before anybody has signed in: the last one here, or the browser's. */
export function firstLocale(): Locale {
  return localeFor(kept('locale')) ?? navigator.languages.map(localeFor).find((l) => l !== undefined) ?? 'en'
}

let inSettings = false
const merged = new Set<Locale>()

/** Adds what the settings say, now and for languages chosen later. */
export async function needSettingsTexts(locale = currentLocale()): Promise<void> {
  inSettings = true
  if (merged.has(locale)) return
  i18n.global.mergeLocaleMessage(locale, (await settingsTexts[locale]()).default)
  merged.add(locale)
}

export async function setLocale(locale: Locale): Promise<void> {
  if (!i18n.global.availableLocales.includes(locale)) {
    i18n.global.setLocaleMessage(locale, (await messages[locale]()).default)
  }
  if (inSettings) await needSettingsTexts(locale)
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
  keep('locale', locale)
}

export function currentLocale(): Locale {
  return localeFor(i18n.global.locale.value) ?? 'en'
}
