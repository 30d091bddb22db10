/** The hub's reason for somebody whose page was gone for long. */
export const leftReason = 'left'

/** The reason of an availability in the reader's language: the hub's own has words, the others are people's. */
export const reasonWords = (t: (key: string) => string, reason: string | undefined): string => (reason === leftReason ? t('availability.reason.left') : (reason ?? ''))
