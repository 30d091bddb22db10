// A Bot API for the browser tests. Its token decides: one with "BAD" in it is
// refused. So does the text: "refuse" is no chat, "silence" is taken and has no answer.
import { createServer } from 'node:http'

export async function startBotAPI() {
  const updates = []
  const calls = []
  let last = 0
  const person = { id: 42, is_bot: false, first_name: '陈晨' }
  const chat = { id: 42, type: 'private', first_name: '陈晨' }
  const server = createServer((req, res) => {
    const method = new URL(req.url, 'http://x').pathname.split('/').pop()
    let body = ''
    req.on('data', (b) => (body += b))
    req.on('end', () => {
      const say = (status, o) => (res.writeHead(status, { 'Content-Type': 'application/json' }), res.end(JSON.stringify(o)))
      const ok = (result) => say(200, { ok: true, result })
      const form = Object.fromEntries(new URLSearchParams(body))
      if (req.url.includes('BAD')) return say(401, { ok: false, error_code: 401, description: 'Unauthorized' })
      if (method === 'getMe') return ok({ id: 1, is_bot: true, first_name: 'Tea', username: 'tea_bot' })
      if (method === 'getUpdates') {
        // An update is told until a later one is asked for: an answer may reach nobody.
        while (updates.length > 0 && updates[0].update_id < Number(form.offset ?? 0)) updates.shift()
        return updates.length > 0 ? ok(updates) : setTimeout(() => ok([]), 300)
      }
      calls.push({ method, form })
      if (method !== 'sendMessage' && method !== 'editMessageText') return ok(true)
      const text = form.text ?? body
      if (text.includes('refuse')) return say(400, { ok: false, error_code: 400, description: 'Bad Request: chat not found' })
      // Taken, and the connection gone before the answer: nobody can know.
      if (text.includes('silence')) return setTimeout(() => res.destroy(), 200)
      ok({ message_id: Number(form.message_id ?? 0) || 1000 + ++last, date: now(), chat, text })
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const now = () => Math.floor(Date.now() / 1000)
  let updated = 0
  const push = (message) => updates.push({ update_id: ++updated, message })
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    say: (text, more = {}) => push({ message_id: updated + 1, date: now(), from: { ...person, ...more.from }, chat, text, ...more.message }),
    /** Nothing that the hub can read. */
    garble: () => push({ message_id: '<img src=x onerror="document.title=1">', date: 'never', text: ['<script>alert(1)</script>'] }),
    /** What the hub has asked for, by method. */
    calls: (method) => calls.filter((c) => c.method === method).map((c) => c.form),
    stop: () => (server.closeAllConnections(), server.close()),
  }
}

/** Links a bot as an owner would, without the page. */
export const linkBot = (call, bot, name = '茶叶店') =>
  call('POST', '/accounts', { channel: 'telegram', name, settings: { token: '123456789:AAgood', api_base: bot.url, receive: 'poll' } })
