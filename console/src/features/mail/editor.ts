import { Editor, type Extensions } from '@tiptap/core'
import Image from '@tiptap/extension-image'
import StarterKit from '@tiptap/starter-kit'

/** The addresses of pictures that were put in here, by blob: what a draft had from elsewhere has none. */
export type Previews = Map<string, string>

function extensions(previews: Previews): Extensions {
  const picture = Image.extend({
    // An image is one of the answer's attachments: what is pasted from elsewhere would be loaded from there.
    parseHTML: () => [{ tag: 'img[src^="cid:"]' }],
    addAttributes: () => ({
      cid: {
        default: '',
        parseHTML: (e: HTMLElement) => (e.getAttribute('src') ?? '').slice('cid:'.length),
        renderHTML: ({ cid }: Record<string, unknown>) => ({ 'data-cid': cid, src: previews.get(String(cid)) }),
      },
      alt: { default: '' },
    }),
  }).configure({ inline: true })
  return [
    StarterKit.configure({
      heading: false, codeBlock: false, horizontalRule: false,
      link: { openOnClick: false, defaultProtocol: 'https', protocols: ['mailto', 'tel'], HTMLAttributes: { rel: null, target: null, class: null } },
    }),
    picture,
  ]
}

/** Makes the editor; its looks are the page's own, which allows no styles from scripts. */
export function newEditor(element: HTMLElement, previews: Previews, options: ConstructorParameters<typeof Editor>[0]): Editor {
  return new Editor({ element, extensions: extensions(previews), injectCSS: false, ...options })
}

/** What the editor holds as HTML; images by cid. Empty where nothing is written. */
export function htmlOf(editor: Editor): string {
  if (editor.isEmpty) return ''
  const doc = new DOMParser().parseFromString(editor.getHTML(), 'text/html')
  for (const img of doc.querySelectorAll('img')) {
    img.setAttribute('src', `cid:${img.dataset.cid ?? ''}`)
    img.removeAttribute('data-cid')
  }
  return doc.body.innerHTML
}

const escaped = (s: string) => s.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? c)

/** Plain text as paragraphs: of a draft that another program began, and of canned replies. */
export const htmlFrom = (text: string): string => text.split(/\n{2,}/).map((p) => `<p>${escaped(p).replaceAll('\n', '<br>')}</p>`).join('')
