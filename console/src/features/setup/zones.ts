export function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}

/** All time zones the browser knows; its own always among them. */
export const zones: string[] = [...new Set([zoneHere(), 'UTC', ...Intl.supportedValuesOf('timeZone')])].sort()
