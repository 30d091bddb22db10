import { inject, onMounted, onUnmounted, provide, shallowReactive, type Component, type InjectionKey } from 'vue'
import { isMac } from '@/ui/keys'

/** Something that can be done here and now, from the palette or by its keys. */
export interface Command {
  id: string
  label: string
  /** What the label speaks of, where it is not what was typed. */
  text?: string
  icon?: Component
  /** Such as "alt+j", "mod+k", "t" or the sequence "g i". */
  keys?: string
  group: 'go' | 'conversation' | 'app'
  /** Whether it can be done now. */
  when?: () => boolean
  run: () => void
}

interface Commands {
  all: Command[]
  help: () => void
  palette: () => void
}

const key: InjectionKey<Commands> = Symbol('commands')

/** What an event's keys are called: "alt+j". Letters by their place on the keyboard, since Alt writes others. */
export function comboOf(e: KeyboardEvent): string {
  const letter = /^Key[A-Z]$/.test(e.code) ? e.code.slice(3).toLowerCase() : e.key.toLowerCase()
  const mod = isMac ? e.metaKey : e.ctrlKey
  return [mod ? 'mod' : '', e.altKey ? 'alt' : '', e.shiftKey && letter.length > 1 ? 'shift' : '', letter].filter(Boolean).join('+')
}

export function inField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

/** Keeps the commands of what is shown, and listens for their keys. */
export function provideCommands(shell: { help: () => void; palette: () => void }, always: Command[]): void {
  const commands: Commands = { all: shallowReactive<Command[]>(always), ...shell }
  provide(key, commands)
  let first: { combo: string; at: number } | undefined

  function onKey(e: KeyboardEvent): void {
    if (e.isComposing || e.defaultPrevented) return
    const combo = comboOf(e)
    if (combo === 'mod+k') return (e.preventDefault(), shell.palette())
    // Single letters only when nobody is writing, and none while a dialog is open.
    const plain = !combo.includes('+')
    if (plain && inField(e.target)) return
    if (document.querySelector('[role=dialog],[role=alertdialog],[role=menu]')) return
    if (e.key === '?') return (e.preventDefault(), shell.help())
    const can = commands.all.filter((c) => c.when?.() ?? true)
    const sequence = first && Date.now() - first.at < 1200 ? `${first.combo} ${combo}` : ''
    const found = can.findLast((c) => c.keys === sequence) ?? can.findLast((c) => c.keys === combo)
    first = can.some((c) => c.keys?.startsWith(`${combo} `)) ? { combo, at: Date.now() } : undefined
    if (!found) return
    e.preventDefault()
    found.run()
  }
  onMounted(() => addEventListener('keydown', onKey))
  onUnmounted(() => removeEventListener('keydown', onKey))
}

export function useCommandList(): Commands {
  return inject(key) ?? { all: [], help: () => {}, palette: () => {} }
}

/** Offers commands for as long as the component is shown. It takes back its own: the one that follows it has commands of the same names. */
export function useCommands(mine: () => Command[]): void {
  const commands = useCommandList()
  let added: Command[] = []
  onMounted(() => {
    added = mine()
    commands.all.push(...added)
  })
  onUnmounted(() => {
    const gone = new Set(added)
    const rest = commands.all.filter((c) => !gone.has(c))
    commands.all.splice(0, commands.all.length, ...rest)
  })
}
