import { i18n } from './i18n'

type Translate = (key: string) => string

export interface Reason {
  text: string
  /** The hub's or the platform's own words, where the sentence above is not theirs. */
  detail?: string | undefined
}

const { te } = i18n.global

/** Why something did not reach its platform, in the reader's language: by its code, else by its class, else as it was told. */
export function reasonOf(t: Translate, failure: { code?: string; class?: string; text: string }): Reason {
  const code = `reason.${failure.code?.replaceAll('.', '_')}`
  if (failure.code && te(code)) return { text: t(code), detail: failure.text || undefined }
  const known = `reason.class.${failure.class}`
  return failure.class && te(known) ? { text: t(known), detail: failure.text } : { text: failure.text }
}

/** A kept error such as "gone: the person has blocked the bot" begins with its class. */
export function reasonOfText(t: Translate, error: string): Reason {
  const [, name, text] = /^(retry|throttled|uncertain|auth|window_closed|gone|rejected): ([\s\S]+)$/.exec(error) ?? []
  return name && text ? reasonOf(t, { class: name, text }) : { text: error }
}
