/** The time zones that the browser knows, and the one that is set even where it does not know it. */
export function zones(current?: string): string[] {
  const list = Intl.supportedValuesOf('timeZone')
  return [...new Set([...list, 'UTC', ...(current ? [current] : [])])].sort()
}

/** Browser and system of a user agent, in words; what is not known is left out. */
export function device(userAgent: string | undefined): string {
  const ua = userAgent ?? ''
  const browser = [['Edg/', 'Edge'], ['OPR/', 'Opera'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari'], ['curl/', 'curl']].find(([mark]) => ua.includes(mark!))?.[1]
  const system = [['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Android', 'Android'], ['Windows', 'Windows'], ['Mac OS X', 'macOS'], ['Linux', 'Linux']].find(([mark]) => ua.includes(mark!))?.[1]
  return [browser, system].filter(Boolean).join(' · ') || ua.slice(0, 60)
}
