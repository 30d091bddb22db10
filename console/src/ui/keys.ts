export const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

const mac: Record<string, string> = { mod: '⌘', alt: '⌥', shift: '⇧', ctrl: '⌃', enter: '↩', escape: 'Esc' }
const other: Record<string, string> = { mod: 'Ctrl', alt: 'Alt', shift: 'Shift', ctrl: 'Ctrl', enter: 'Enter', escape: 'Esc' }

/** The caps of a combination such as "mod+k", or of a sequence such as "g i". */
export function keyNames(keys: string): string[] {
  const names = isMac ? mac : other
  return keys.split(/[+ ]/).map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key))
}
