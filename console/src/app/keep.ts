// Small choices that this browser remembers. A browser that refuses storage
// only forgets them.
const prefix = 'switchboard.'

export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(prefix + name) ?? undefined
  } catch {
    return undefined
  }
}

export function keep(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(prefix + name)
    else localStorage.setItem(prefix + name, value)
  } catch {
    // Full or refused.
  }
}

/** What is kept, by name. */
export function keptNames(): string[] {
  try {
    return Object.keys(localStorage).filter((k) => k.startsWith(prefix)).map((k) => k.slice(prefix.length))
  } catch {
    return []
  }
}

export function keptJSON<T>(name: string): T | undefined {
  const text = kept(name)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as T
  } catch {
    return undefined
  }
}
