// Mails as the hub's own normalizer reads them, shown in the thread of a conversation.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const fixtures = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'testdata', 'email')

/** The names of the mails of a folder of testdata/email. */
export const mailsIn = (folder) => readdirSync(join(fixtures, folder)).filter((n) => n.endsWith('.eml')).map((n) => join(folder, n.slice(0, -4)))

/** Runs a mail through `switchboard normalize email`: its first envelope. */
export function envelopeOf(hub, name) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.env.SWITCHBOARD_NORMALIZE ?? hub.bin, ['normalize', 'email'], { stdio: ['pipe', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.on('data', (b) => (out += b))
    child.stderr.on('data', (b) => (err += b))
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(out)[0]) : reject(new Error(`normalize ${name}: ${err}`))))
    child.stdin.end(readFileSync(join(fixtures, `${name}.eml`)))
  })
}

/** The same for many of them, some at a time. */
export async function envelopesOf(hub, names) {
  const envelopes = []
  const left = names.entries()
  const work = async () => {
    for (const [i, name] of left) envelopes[i] = await envelopeOf(hub, name)
  }
  await Promise.all([work(), work(), work(), work()])
  return envelopes
}

const id = (n, of = 0) => `0190d8e6-${String(of).padStart(4, '0')}-7000-8000-${String(n).padStart(12, '0')}`

/** A message as the agents' API shows it, made of an envelope. */
export function messageOf(conversation, envelope, n) {
  const { text = '', html, subject, participants, media = [], extra, kind } = envelope.content
  return {
    id: id(n), conversation: conversation.id, seq: n, rev: n, direction: 'in', visibility: 'public', kind, text,
    content: { html, subject, participants, extra },
    attachments: media.map((m, i) => ({ ...m, cid: m.part, id: id(i, n), state: 'ready', url: `/api/v1/attachments/${id(i, n)}` })),
    author: { kind: 'contact', id: conversation.contact.id }, sent_at: envelope.sent_at, received_at: envelope.sent_at,
  }
}

const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

/** Answers for the hub what a thread of these messages asks for. Give it new messages and open the page anew. */
export async function showMails(page, conversation) {
  const shown = { messages: [] }
  const json = (route, body) => route.fulfill({ status: 200, contentType: 'application/json', body: JSON.stringify(body) })
  const path = `**/api/v1/conversations/${conversation.id}`
  await page.route(`${path}/messages?*`, (route) => json(route, { items: shown.messages, next: null }))
  await page.route(`${path}/changes?*`, (route) => json(route, { items: [], next: null }))
  await page.route(`${path}/read`, (route) => route.fulfill({ status: 204 }))
  await page.route('**/api/v1/attachments/*', (route) => route.fulfill({ status: 200, contentType: 'image/png', body: pixel }))
  return shown
}
