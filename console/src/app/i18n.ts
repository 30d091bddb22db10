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

export async function setLocale(locale: Locale): Promise<void> {
  if (!i18n.global.availableLocales.includes(locale)) {
    i18n.global.setLocaleMessage(locale, (await messages[locale]()).default)
  }
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
  keep('locale', locale)
}

export function currentLocale(): Locale {
  return localeFor(i18n.global.locale.value) ?? 'en'
}
