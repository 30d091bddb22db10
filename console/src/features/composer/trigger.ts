export type Mark = '/' | '@'

/** What is being typed behind a mark. */
export interface Trigger {
  mark: Mark
  /** Where the mark stands. */
  from: number
  query: string
}

// A mark within a word is part of it: an address, a path, "and/or". Behind
// Chinese text there is seldom a space, so that any such letter is an end.
const before = '(?:^|[\\s\\u0080-\\uffff])'
const patterns: Record<Mark, RegExp> = {
  // Chinese keyboards write "、" where "/" is meant; within a sentence it is a comma.
  '/': new RegExp(`(?:${before}\\/|(?:^|\\n)、)([^\\s/]{0,50})$`),
  '@': new RegExp(`${before}@([^\\s@]{0,50})$`),
}

/** Finds the mark that the caret stands behind. */
export function triggerAt(text: string, caret: number, mark: Mark): Trigger | undefined {
  const found = patterns[mark].exec(text.slice(0, caret))
  if (!found) return undefined
  const query = found[1] ?? ''
  return { mark, from: caret - query.length - 1, query }
}

/** A text with something else in place of the mark and what was typed behind it, and where the caret stands then. */
export function put(text: string, t: Trigger, insert: string): { text: string; caret: number } {
  const head = text.slice(0, t.from) + insert
  return { text: head + text.slice(t.from + 1 + t.query.length), caret: head.length }
}

/** Where names stand in a text behind "@", for the hub; of two that begin alike the longer one. */
export function mentionsIn(text: string, people: readonly { id: string; name: string }[]): { type: string; offset: number; length: number; ref: string }[] {
  const out: { type: string; offset: number; length: number; ref: string }[] = []
  const longest = [...people].sort((a, b) => b.name.length - a.name.length)
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const who = longest.find((p) => text.startsWith(p.name, at + 1))
    if (who) out.push({ type: 'mention', offset: at, length: who.name.length + 1, ref: who.id })
  }
  return out
}
