/** Where visitors reach the hub, as the document says; empty where it says nothing. */
export function publicURL(): string {
  const said = document.querySelector<HTMLMetaElement>('meta[name=switchboard-public-url]')?.content ?? ''
  return said.replace(/\/+$/, '')
}

const escape = (s: string) => s.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** The line that puts the widget on a page. */
export function embedLine(base: string, account: string): string {
  return `<script async src="${escape(base)}/widget/v1/loader.js" data-account="${escape(account)}"></script>`
}

/** The chat by its own address, to try it. */
export function previewURL(base: string, account: string): string {
  return `${base}/widget/v1/frame/${encodeURIComponent(account)}`
}
