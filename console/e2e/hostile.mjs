// Everything that somebody else can fill in, filled with markup: it is shown as text everywhere, and nothing of it runs.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { linkBot, startBotAPI } from './botapi.mjs'
import { openPage } from './browser.mjs'
import { caller, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'
import { visitor } from './visitor.mjs'

const evil = (where) => `${where}<img src=x onerror="window.owned='${where}'"><script>window.owned='${where}'</script>`

async function unharmed(page, at) {
  await page.waitForTimeout(150)
  const found = await page.evaluate(() => ({
    owned: window.owned, scripts: [...document.querySelectorAll('script')].filter((s) => !s.src).length, broken: document.querySelectorAll('img[src=x], [onerror]').length,
    bad: [...document.querySelectorAll('a[href]')].map((a) => a.href).filter((h) => /^(javascript|data|vbscript):/i.test(h)),
  }))
  assert.deepEqual(found, { owned: undefined, scripts: found.scripts, broken: 0, bad: [] }, at)
}

/** A visitor who fills every field with markup. */
async function attack(hub, account) {
  const v = await visitor(hub, account)
  const base = `${hub.public}/widget/v1/${account}`
  const post = (path, body) =>
    fetch(base + path, { method: 'POST', headers: { 'Content-Type': 'application/json', Origin: hub.public, Authorization: `Bearer ${v.session.token}` }, body: JSON.stringify(body) })
  await post('/contact', { name: evil('name') })
  await post('/contact', { email: '"<img/src=x>"@example.com' })
  await post('/contact', { phone: evil('phone') })
  await post('/page', { page: { url: 'javascript:window.owned=1', title: evil('title'), referrer: evil('referrer') } })
  await v.say(evil('message'), { page: { url: `https://shop.example.com/?q=${evil('url')}`, title: evil('title'), referrer: evil('referrer') } }).catch(() => v.say(evil('message')))
  await v.say('javascript:alert(1) data:text/html,<script>alert(1)</script> https://shop.example.com/"onmouseover="window.owned=1 http://x.example/<b>')
  const file = await v.upload(`${evil('file').replaceAll('/', '_')}.txt`, 'text/plain', Buffer.from('x')).catch(() => undefined)
  if (file) await v.say('', { attachments: [{ upload: file.id }] })
  return v
}

async function colleagues(call, c) {
  await call('PUT', `/conversations/${c.id}/tags/${encodeURIComponent('<img src=x onerror=owned=1>')}`)
  await call('PUT', `/contacts/${c.contact.id}/tags/${encodeURIComponent('<b onclick=owned=1>tag')}`)
  await call('PATCH', `/contacts/${c.contact.id}`, { fields: { [evil('key').slice(0, 60)]: evil('value') } }).catch(() => {})
  await call('POST', `/conversations/${c.id}/steps`, { kind: 'assign' })
  await call('POST', `/conversations/${c.id}/messages`, { client_message_id: randomUUID(), text: evil('note'), visibility: 'note' })
  const { items } = await call('GET', `/conversations/${c.id}/messages?after=0&limit=50`)
  await call('POST', `/conversations/${c.id}/messages`, { client_message_id: randomUUID(), text: evil('answer'), reply_to: items[0].id }).catch(() =>
    call('POST', `/conversations/${c.id}/messages`, { client_message_id: randomUUID(), text: evil('answer') }),
  )
  await call('PUT', `/conversations/${c.id}/draft`, { text: evil('draft') }).catch(() => {})
  await call('POST', '/teams', { name: evil('team') })
  await call('POST', '/agents', { name: evil('agent'), email: 'evil@example.com', role: 'agent' })
  await call('PATCH', `/accounts/${c.account}`, { name: evil('account') })
}

export default async function hostile({ hub, browser }) {
  const bot = await startBotAPI()
  try {
    const { page, faults } = await openPage(browser)
    const account = await setUp(page, hub)
    const call = caller(page)
    await attack(hub, account)
    await linkBot(call, bot, evil('bot'))
    bot.say(evil('telegram'), { from: { first_name: evil('first'), last_name: evil('last'), username: '<svg_onload>' } })
    const all = await until('both conversations', async () => {
      const { items } = await call('GET', '/conversations?view=all&limit=50')
      return items.length === 2 && items
    })
    await colleagues(call, all.find((c) => c.account === account))
    for (const c of all) {
      await page.goto(`${hub.agents}/inbox/all/${c.id}`)
      await page.locator('.message').first().waitFor()
      await page.getByText(c.account === account ? 'message<img src=x' : 'telegram<img src=x').first().waitFor()
      await unharmed(page, `thread ${c.contact.name}`)
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').waitFor()
      await page.getByRole('combobox').fill('<')
      await unharmed(page, 'palette')
      await page.keyboard.press('Escape')
      await page.keyboard.press('t')
      await unharmed(page, 'transfer')
      await page.keyboard.press('Escape')
    }
    for (const path of ['/inbox/queue', `/search?q=${encodeURIComponent('<img src=x onerror=owned=1>')}`, '/search?q=onerror', '/settings/accounts', '/settings/people', '/settings/teams', `/settings/accounts/${account}`, '/settings/failures/raws', '/settings/failures/jobs']) {
      await page.goto(`${hub.agents}${path}`)
      await page.waitForLoadState('networkidle')
      await unharmed(page, path)
    }
    assert.ok(!(await page.title()).includes('owned'))
    // The page's policy would have stopped a script too; it never had to.
    assert.deepEqual(unexpected(faults), [])
  } finally {
    bot.stop()
  }
}
