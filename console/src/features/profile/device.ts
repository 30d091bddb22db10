/** Browser and system of a user agent, in words; what is not known is left out. */
export function device(userAgent: string | undefined): string {
  const ua = userAgent ?? ''
  const named = (marks: [string, string][]) => marks.find(([mark]) => ua.includes(mark))?.[1]
  const browser = named([['Edg/', 'Edge'], ['OPR/', 'Opera'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari'], ['curl/', 'curl']])
  const system = named([['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Android', 'Android'], ['Windows', 'Windows'], ['Mac OS X', 'macOS'], ['Linux', 'Linux']])
  return [browser, system].filter(Boolean).join(' · ') || ua.slice(0, 60)
}
