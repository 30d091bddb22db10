import { currentLocale } from '@/app/i18n'

/** A language in the reader's own; a tag that means none is shown as it is. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([currentLocale()], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
