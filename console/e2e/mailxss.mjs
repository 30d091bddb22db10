// Hostile mails in the page that agents read them in: nothing of them runs, and nothing is asked of anybody but the hub before
// the reader wants it. Then each wall is taken away, to see that those behind it stand and that the test would notice.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { launch, openPage } from './browser.mjs'
import { envelopesOf, mailsIn, messageOf, showMails } from './mails.mjs'
import { caller, setUp } from './seed.mjs'
import { visitor } from './visitor.mjs'
import { until } from './wait.mjs'

const batch = 56 // a thread draws 60 at once

/** A browser of its own, whose log of the network has also what no page is told of: names looked up, connections opened early. */
async function watched(hub, name) {
  const log = join(hub.folder, `${name}.netlog.json`)
  const browser = await launch([`--log-net-log=${log}`])
  const { page, faults } = await openPage(browser)
  const seen = { dialogs: [], requests: [] }
  page.context().on('dialog', (d) => (seen.dialogs.push(d.message()), d.dismiss()))
  page.context().on('request', (r) => seen.requests.push(r.url()))
  // What the frame's policy stops is told as a request, and never leaves: the log of the network says so too.
  page.context().on('requestfailed', (r) => r.failure()?.errorText === 'csp' && seen.requests.splice(seen.requests.indexOf(r.url()), 1))
  return { browser, page, faults, seen, hosts: () => [...new Set(readFileSync(log, 'utf8').match(/[\w.-]+\.beacon\.test/g) ?? [])].sort() }
}

const strangers = (hub, seen) => seen.requests.filter((u) => !u.startsWith(`${hub.agents}/`) && !u.startsWith(`${hub.public}/`) && !/^(data|blob):/.test(u))

/** Brings messages into sight one after the other, as reading does, until each is drawn; where the last one's text is then. */
const draw = (page, messages) =>
  page.evaluate(async (wanted) => {
    const end = Date.now() + 30_000
    let middle
    for (const { id, html, subject } of wanted)
      for (;;) {
        const mail = document.getElementById(`m-${id}`)
        mail?.scrollIntoView({ block: 'center' })
        const frame = mail?.querySelector('iframe')
        const there = html ? frame?.contentDocument?.body?.childNodes.length > 0 : mail
        if (there && mail.querySelector('.people')) {
          const { x, y, width, height } = (frame ?? mail).getBoundingClientRect()
          middle = [x + width / 2, y + height / 2]
          break
        }
        if (Date.now() > end) throw new Error(`not in time: ${subject}`)
        await new Promise((r) => setTimeout(r, 5))
      }
    return middle
  }, messages.map((m) => ({ id: m.id, html: !!m.content.html, subject: m.content.subject })))

/** Opens the conversation with these messages, has each of them drawn, and with `hover` goes over each with the mouse. */
async function show(page, hub, conversation, shown, messages, hover = false) {
  shown.messages = messages
  await page.goto(`${hub.agents}/inbox/all/${conversation.id}`)
  if (hover) for (const m of messages) await page.mouse.move(...(await draw(page, [m])))
  else await draw(page, messages)
  await page.evaluate(() => document.querySelectorAll('iframe').forEach((f) => f.contentDocument?.querySelectorAll('details').forEach((d) => (d.open = true))))
  await page.waitForTimeout(120)
}

/** What of a mail is left in its frame that could do something. */
const leftovers = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('iframe')].flatMap((f) => {
      const all = [...f.contentDocument.querySelectorAll('body *')]
      const bad = all.filter((e) => /^(script|iframe|object|embed|applet|form|input|button|meta|base|link|style|svg|math|template|video|audio|frame|portal)$/i.test(e.localName))
      const on = all.filter((e) => [...e.attributes].some((a) => /^on|^(srcset|ping|background|poster|xlink:href|formaction)$/i.test(a.name)))
      const links = all.filter((e) => e.hasAttribute('href') && (!/^(https?|mailto|tel):/i.test(e.getAttribute('href')) || e.target !== '_blank' || !e.rel.includes('noopener')))
      const images = all.filter((e) => e.localName === 'img' && e.hasAttribute('src') && !/^(\/api\/v1\/attachments\/|data:image\/(png|jpeg|gif|webp|bmp);base64,)/.test(e.getAttribute('src')))
      const loud = all.filter((e) => /url|expression|import|position|behavior|\\/i.test(e.getAttribute('style') ?? ''))
      return [...bad, ...on, ...links, ...images, ...loud].map((e) => e.outerHTML.slice(0, 200))
    }),
  )

async function unharmed(page, hub, seen, at) {
  assert.deepEqual(seen.dialogs, [], `${at}: a dialog`)
  assert.equal(await page.evaluate(() => window.owned), undefined, `${at}: a script ran`)
  assert.deepEqual(strangers(hub, seen), [], `${at}: asked of strangers`)
  assert.ok(page.url().startsWith(hub.agents), `${at}: led away to ${page.url()}`)
}

/** A signed-in page that shows a conversation's messages as it is told. */
async function reader(hub, name, conversation, cookies) {
  const w = await watched(hub, name)
  await w.page.context().addCookies(cookies)
  return { ...w, shown: await showMails(w.page, conversation) }
}

async function everyMail(hub, conversation, cookies, messages) {
  const { browser, page, faults, seen, shown, hosts } = await reader(hub, 'safe', conversation, cookies)
  for (let i = 0; i < messages.length; i += batch) {
    const some = messages.slice(i, i + batch)
    const at = some.map((m) => m.content.subject).join(', ')
    await show(page, hub, conversation, shown, some)
    await unharmed(page, hub, seen, at)
    assert.deepEqual(await leftovers(page), [], at)
    await page.evaluate(() => document.querySelectorAll('.mail .toggle[aria-pressed=false]').forEach((b) => b.click()))
    await page.getByRole('button', { name: '显示纯文本' }).first().waitFor({ state: 'detached' })
    await unharmed(page, hub, seen, `${at} as text`)
  }
  assert.equal(await page.evaluate(() => [...document.querySelectorAll('[onerror], img[src=x]')].length), 0)
  assert.deepEqual(faults.filter((f) => !/Content Security Policy|Failed to load|WebSocket/.test(f)), [])
  await browser.close()
  assert.deepEqual(hosts(), [], 'hosts looked up')
}

/** The HTML as it came, as if the hub had cleaned nothing: sandbox and policy of the frame hold alone. */
async function withoutTheHubsWall(hub, conversation, cookies, messages, raws) {
  const { browser, page, seen, shown, hosts } = await reader(hub, 'uncleaned', conversation, cookies)
  for (let i = 0; i < messages.length; i += batch) {
    const some = messages.slice(i, i + batch).flatMap((m) => (raws.has(m.id) && !/^(frame|embed|object|portal)/.test(m.content.subject) ? [{ ...m, content: { ...m.content, html: raws.get(m.id) } }] : []))
    await show(page, hub, conversation, shown, some, true)
    seen.requests = [] // also those that the policy stopped: the log of the network tells them apart
    await unharmed(page, hub, seen, some.map((m) => m.content.subject).join(', '))
  }
  await browser.close()
  assert.deepEqual(hosts(), [], 'hosts looked up')
}

/** With all walls down what is hostile does happen, and is seen: so the test can fail. */
async function withoutWalls(hub, conversation, cookies, evil) {
  const { browser, page, seen, shown, hosts } = await reader(hub, 'open', conversation, cookies)
  const document = await (await fetch(`${hub.agents}/mail-frame`)).text()
  await page.route('**/mail-frame', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: document }))
  await page.addInitScript(() => {
    const set = Element.prototype.setAttribute
    Element.prototype.setAttribute = function (name, value) {
      set.call(this, name, name === 'sandbox' ? `${value} allow-scripts allow-modals` : value)
    }
  })
  const open = { ...evil, content: { ...evil.content, html: '<div onmouseover="top.hovered=1"><video src="x" poster="https://seen.beacon.test/x.png" onerror="top.owned=1;alert(1)"></video></div>' } }
  await show(page, hub, conversation, shown, [open])
  await until('the page is harmed', async () => {
    await page.mouse.move(...(await draw(page, [open]))) // a frame takes the height of its content, and may leave the mouse behind
    return (await page.evaluate(() => window.owned === 1 && window.hovered === 1)) && seen.dialogs.length > 0 && strangers(hub, seen).length > 0
  })
  await browser.close()
  assert.deepEqual(hosts(), ['seen.beacon.test'])
}

/** Images from elsewhere come when they are asked for, those of that mail alone, and are not told where they are shown. */
async function consent(hub, conversation, cookies, one, other) {
  const { browser, page, seen, shown } = await reader(hub, 'consent', conversation, cookies)
  const asked = []
  await page.route('https://*.beacon.test/**', (route) => {
    asked.push({ url: route.request().url(), type: route.request().resourceType(), referer: route.request().headers().referer })
    return route.fulfill({ status: 200, contentType: 'image/gif', body: Buffer.from('R0lGODlhAQABAAAAACw=', 'base64') })
  })
  await show(page, hub, conversation, shown, [one, other])
  assert.deepEqual(asked, [])
  const mail = page.locator(`#m-${one.id}`)
  await mail.getByRole('button', { name: '显示', exact: true }).click()
  await until('the image', () => asked.length > 0)
  await mail.getByText('远程图片已隐藏').waitFor({ state: 'detached' })
  assert.deepEqual(asked, [{ url: 'https://img-remote.beacon.test/open.gif', type: 'image', referer: undefined }])
  await page.reload()
  await page.getByText('远程图片已隐藏').first().waitFor()
  assert.equal(asked.length, 1, 'asked again after the page was opened anew')
  assert.equal(seen.dialogs.length, 0)
  await browser.close()
}

export default async function mailxss({ hub, browser }) {
  const { page, context } = await openPage(browser)
  const account = await setUp(page, hub)
  await (await visitor(hub, account, { name: 'Eve' })).say('hello')
  const [conversation] = (await caller(page)('GET', '/conversations?view=all&limit=5')).items
  const cookies = await context.cookies()
  const names = mailsIn('xss')
  assert.ok(names.length >= 60)
  const messages = (await envelopesOf(hub, names)).map((envelope, i) => messageOf(conversation, envelope, i + 1))
  const raws = new Map(messages.flatMap((m, i) => {
    const [head, ...body] = readFileSync(new URL(`../../testdata/email/${names[i]}.eml`, import.meta.url), 'utf8').split('\r\n\r\n')
    return /^Content-Type: text\/html/im.test(head) ? [[m.id, body.join('\r\n\r\n')]] : []
  }))
  const called = (name) => messages[names.indexOf(join('xss', name))]
  await Promise.all([everyMail(hub, conversation, cookies, messages), withoutTheHubsWall(hub, conversation, cookies, messages, raws)])
  await withoutWalls(hub, conversation, cookies, called('on_img_error'))
  await consent(hub, conversation, cookies, called('img_remote'), called('img_picture'))
}
