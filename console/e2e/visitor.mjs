// A visitor of the web channel, by the visitors' HTTP API.
import { randomUUID } from 'node:crypto'

export async function visitor(hub, account, details = {}) {
  const base = `${hub.public}/widget/v1/${account}`
  const origin = hub.public
  async function call(path, body, token, tries = 0) {
    const headers = { 'Content-Type': 'application/json', Origin: origin, ...(token ? { Authorization: `Bearer ${token}` } : {}) }
    const answer = await fetch(`${base}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    const text = await answer.text()
    // A limit that was raised just now fills up within a moment.
    if (answer.status === 429 && tries > 0) return new Promise((r) => setTimeout(r, 200)).then(() => call(path, body, token, tries - 1))
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
    return text ? JSON.parse(text) : undefined
  }
  const session = await call('/session', { locale: 'zh-CN', page: { url: 'https://shop.example.com/', title: 'Shop', referrer: '' } }, undefined, 50)
  if (details.name) await call('/contact', details, session.token)
  return {
    session,
    say: (text, more = {}) => call('/messages', { client_message_id: randomUUID(), text, attachments: [], ...more }, session.token),
    typing: (on) => call('/typing', { on }, session.token),
    async upload(name, type, bytes) {
      const form = new FormData()
      form.append('file', new Blob([bytes], { type }), name)
      const answer = await fetch(`${base}/uploads`, { method: 'POST', headers: { Authorization: `Bearer ${session.token}`, Origin: origin }, body: form })
      if (!answer.ok) throw new Error(`upload: ${answer.status} ${await answer.text()}`)
      return answer.json()
    },
    async messages() {
      const answer = await fetch(`${base}/messages`, { headers: { Authorization: `Bearer ${session.token}`, Origin: origin } })
      return answer.json()
    },
  }
}
