/** Where customers reach the hub, as the hub wrote it into the document. */
export function publicURL(): string {
  const written = document.querySelector<HTMLMetaElement>('meta[name=switchboard-public-url]')?.content
  return (written || location.origin).replace(/\/$/, '')
}

/** The line that puts the widget on a site. */
export function embedLine(account: string): string {
  return `<script async src="${publicURL()}/widget/v1/loader.js" data-account="${account}"></` + 'script>'
}
