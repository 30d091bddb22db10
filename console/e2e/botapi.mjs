// A Bot API that says what the self-test and the traces need. Its token decides: one with "BAD" in it is refused.
import { createServer } from 'node:http'

export async function startBotAPI() {
  const updates = []
  const server = createServer((req, res) => {
    const method = new URL(req.url, 'http://x').pathname.split('/').pop()
    let body = ''
    req.on('data', (b) => (body += b))
    req.on('end', () => {
      const say = (status, o) => (res.writeHead(status, { 'Content-Type': 'application/json' }), res.end(JSON.stringify(o)))
      const ok = (result) => say(200, { ok: true, result })
      const chat = { id: 42, type: 'private', first_name: '陈晨' }
      if (req.url.includes('BAD')) return say(401, { ok: false, error_code: 401, description: 'Unauthorized' })
      if (method === 'getMe') return ok({ id: 1, is_bot: true, first_name: 'Tea', username: 'tea_bot' })
      if (method === 'getUpdates') return updates.length > 0 ? ok(updates.splice(0)) : setTimeout(() => ok([]), 300)
      if (method !== 'sendMessage') return ok(true)
      if (body.includes('refuse')) return say(400, { ok: false, error_code: 400, description: 'Bad Request: chat not found' })
      ok({ message_id: Date.now() % 1e6, date: Math.floor(Date.now() / 1000), chat, text: 'x' })
    })
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  let last = 0
  const push = (message) => updates.push({ update_id: ++last, message })
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    say: (text) =>
      push({ message_id: last + 1, date: Math.floor(Date.now() / 1000), from: { id: 42, is_bot: false, first_name: '陈晨' }, chat: { id: 42, type: 'private', first_name: '陈晨' }, text }),
    /** Nothing that the hub can read. */
    garble: () => push({ message_id: '<img src=x onerror="document.title=1">', date: 'never', text: ['<script>alert(1)</script>'] }),
    stop: () => server.close(),
  }
}
