import type { Attachment } from '@/api'

// A mail's HTML, made ready for its frame. Three walls stand between a stranger's HTML and the page: the hub keeps what its
// policy allows and no more; the frame's sandbox runs no script; and the frame's own Content-Security-Policy loads nothing
// but images of the hub. What is done here is for readers: it moves nodes and never parses anything twice.

export interface Words {
  showQuote: string
  hideQuote: string
}

export interface Wish {
  html: string
  attachments: readonly Attachment[]
  /** The reader asked for images from elsewhere. */
  remote: boolean
  /** The text that is folded at the end, with what stands before it. */
  fold?: { before: string; end: string }
  words: Words
}

export interface Paper {
  body: DocumentFragment
  /** How many images from elsewhere it has. */
  remote: number
  /** The attachments that it shows. */
  inline: Set<string>
}

/** Reads HTML in a document that has no window: nothing of it runs or loads there. */
export function paperOf(w: Wish): Paper {
  const doc = new DOMParser().parseFromString(w.html, 'text/html')
  // What no policy of a frame governs: connections that a page opens early.
  for (const e of doc.querySelectorAll('link, meta, base')) e.remove()
  const inline = new Set<string>()
  let remote = 0
  for (const img of doc.querySelectorAll('img')) {
    if (img.dataset.remoteSrc) remote++
    picture(img, w, inline)
  }
  for (const link of doc.querySelectorAll<HTMLAnchorElement>('a[href], area[href]')) tellTrue(link)
  if (w.fold) foldEnd(doc, w.fold, w.words)
  const body = doc.createDocumentFragment()
  body.append(...doc.body.childNodes)
  return { body, remote, inline }
}

const embedded = /^data:image\/(?:png|jpeg|gif|webp|bmp);base64,/i
const elsewhere = /^https?:\/\//i

/** Gives an image its source: an attachment of the message, bytes in the mail, or an address elsewhere if that was asked for. */
function picture(img: HTMLImageElement, w: Wish, inline: Set<string>): void {
  const src = img.getAttribute('src') ?? ''
  const far = img.dataset.remoteSrc
  for (const name of ['src', 'srcset', 'data-remote-src']) img.removeAttribute(name)
  const attached = w.attachments.find((a) => a.state === 'ready' && (img.dataset.part ? a.cid === img.dataset.part : !!a.cid && src === `cid:${a.cid}`))
  if (attached) {
    inline.add(attached.id)
    img.src = attached.url
  } else if (embedded.test(src)) img.src = src
  else if (w.remote && far && elsewhere.test(far)) {
    img.referrerPolicy = 'no-referrer'
    img.src = far
  } else img.classList.add('absent')
}

const followed = /^(?:https?|mailto|tel):/i

/** A link opens elsewhere, and says where it leads; one that is written as another address says so in the text. */
function tellTrue(link: HTMLAnchorElement): void {
  const href = link.getAttribute('href') ?? ''
  if (!followed.test(href)) return link.removeAttribute('href')
  link.target = '_blank'
  link.rel = 'noopener noreferrer nofollow'
  link.title = href
  const said = /^\s*(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})(?:[/:?#\s]|$)/iu.exec(link.textContent ?? '')?.[1]?.toLowerCase()
  const host = hostOf(href)
  if (!said || !host || said === host || said === host.replace(/^www\./, '') || `www.${said}` === host) return
  const mark = link.ownerDocument.createElement('span')
  mark.className = 'host'
  mark.textContent = host
  link.append(mark)
}

function hostOf(href: string): string {
  try {
    return elsewhere.test(href) ? new URL(href).hostname.toLowerCase() : ''
  } catch {
    return ''
  }
}

const letters = (s: string) => s.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** Where a letter of the document stands: its node and its place there. */
interface Spot {
  node: Text
  first: boolean
}

/** Folds the end of a document that the hub folds in the mail's text: what was written before, or a signature. */
function foldEnd(doc: Document, fold: { before: string; end: string }, words: Words): void {
  const at = findEnd(doc, fold)
  if (!at) return
  const end = cutFrom(doc, at)
  const details = doc.createElement('details')
  const summary = doc.createElement('summary')
  for (const [name, text] of [['show', words.showQuote], ['hide', words.hideQuote]] as const) {
    const span = doc.createElement('span')
    span.className = name
    span.textContent = `··· ${text}`
    summary.append(span)
  }
  details.append(summary, ...end)
  doc.body.append(details)
}

/** Takes a node and all that follows it out of the body; elements that begin before it are on both sides. */
function cutFrom(doc: Document, at: Node): Node[] {
  let taken: Node[] = []
  for (let node: Node = at, first = true; node !== doc.body && node.parentNode; first = false) {
    const parent: Node = node.parentNode
    const behind = [...parent.childNodes].slice([...parent.childNodes].indexOf(node as ChildNode) + (first ? 0 : 1))
    taken.push(...behind)
    if (parent !== doc.body) {
      const twin = parent.cloneNode(false)
      for (const n of taken) twin.appendChild(n)
      taken = [twin]
    }
    node = parent
  }
  return taken
}

/** The node that the end begins with, found by its first letters: HTML and text of a mail differ in all else. */
function findEnd(doc: Document, fold: { before: string; end: string }): Node | undefined {
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
  const spots: Spot[] = []
  let all = ''
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const found = letters(node.data)
    all += found
    for (let i = 0; i < found.length; i++) spots.push({ node, first: i === 0 })
  }
  const wanted = letters(fold.end)
  const expected = letters(fold.before).length
  for (const length of [40, 24, 12, 6]) {
    const needle = wanted.slice(0, length)
    if (needle.length < Math.min(length, 6)) continue
    const spot = spots[nearest(all, needle, expected)]
    if (spot) return spot.first ? outermost(doc, spot.node) : undefined
  }
  return undefined
}

/** The index of a needle that is nearest to where it is expected; -1: it is not there. */
function nearest(all: string, needle: string, expected: number): number {
  let best = -1
  for (let at = all.indexOf(needle); at >= 0; at = all.indexOf(needle, at + 1)) {
    if (best < 0 || Math.abs(at - expected) < Math.abs(best - expected)) best = at
  }
  return best
}

/** The widest element that begins with a node, so that a quote is folded with its own frame. */
function outermost(doc: Document, node: Node): Node {
  let at = node
  while (at.parentNode && at.parentNode !== doc.body && !saysBefore(at)) at = at.parentNode
  for (let before = at.previousSibling; before && marksQuote(before); before = at.previousSibling) at = before
  return at
}

function saysBefore(node: Node): boolean {
  for (let s = node.previousSibling; s; s = s.previousSibling) if (letters(s.textContent ?? '') || (s instanceof Element && s.querySelector('img'))) return true
  return false
}

/** What parts a quote from the answer above it and says nothing itself. */
const marksQuote = (n: Node) => n.nodeName === 'HR' || (n.nodeType === 3 && !(n.textContent ?? '').trim())
