import { keep, kept } from './keep'

export type Theme = 'system' | 'light' | 'dark'

export function currentTheme(): Theme {
  const theme = kept('theme')
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

/** Follows the system unless one theme was chosen. */
export function setTheme(theme: Theme): void {
  keep('theme', theme === 'system' ? undefined : theme)
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}
