// Files: their names, what is too large, a pasted picture, and what is not what it says.
import assert from 'node:assert/strict'
import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openPage } from './browser.mjs'
import { seed, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'

const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const page1 = Buffer.from('<!doctype html><title>x</title><script>top.document.title="owned"</script><h1>owned</h1>')

/** What the visitor has of a file, by the address that the visitor was given. */
async function fetched(hub, v, name) {
  const found = await until(`${name} is with the visitor`, async () =>
    (await v.messages()).items.flatMap((i) => i.message?.attachments ?? []).find((a) => a.name === name && a.url),
  )
  const answer = await fetch(new URL(found.url, `${hub.public}/`))
  return { found, answer, bytes: Buffer.from(await answer.arrayBuffer()) }
}

const pick = (page, files) => page.locator('form.composer input[type=file]').setInputFiles(files)
const send = (page) => page.getByRole('button', { name: '发送', exact: true }).click()
const trayed = (page, name) => page.locator('.tray li.done', { hasText: name }).waitFor()

async function named(page, hub, v) {
  const words = Buffer.from('合同正文')
  await pick(page, { name: '采购合同（终稿）.txt', mimeType: 'text/plain', buffer: words })
  await trayed(page, '采购合同（终稿）.txt')
  await page.getByRole('textbox', { name: '回复' }).fill('合同请查收')
  await send(page)
  const { answer, bytes } = await fetched(hub, v, '采购合同（终稿）.txt')
  assert.equal(answer.status, 200)
  assert.deepEqual(bytes, words)
  assert.match(answer.headers.get('content-disposition') ?? '', /filename\*=utf-8''%E9%87%87/i)
  const link = page.locator('.message.out a.file', { hasText: '采购合同（终稿）.txt' })
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  assert.equal(download.suggestedFilename(), '采购合同（终稿）.txt')
}

/** Holds what an act asks of an address; what it returns lets it go. */
async function held(page, asks, act) {
  let go
  const gone = new Promise((resolve) => (go = resolve))
  await page.route(asks, async (route) => {
    await gone
    await route.continue()
  })
  await Promise.all([page.waitForRequest((r) => asks(new URL(r.url()))), act()])
  return go
}

/** A hand that is quicker than the draft's answer, and that goes to another chat while a file is on its way. */
async function underWay(page, hub, here) {
  const giveDraft = await held(page, (url) => url.pathname.endsWith(`${here}/draft`), () => page.goto(`${hub.agents}/inbox/all/${here}`))
  await page.getByRole('textbox', { name: '回复' }).waitFor()
  const drawing = { name: '图纸.txt', mimeType: 'text/plain', buffer: Buffer.from('图纸') }
  const takeUpload = await held(page, (url) => url.pathname === '/api/v1/uploads', () => pick(page, drawing))
  const [read] = await Promise.all([page.waitForResponse((r) => r.url().endsWith('/draft')), giveDraft()])
  await read.finished()
  await page.locator('.tray li.uploading', { hasText: '图纸.txt' }).waitFor()
  await page.getByRole('option', { name: /赵敏/ }).click()
  await page.getByRole('heading', { name: '赵敏' }).waitFor()
  assert.equal(await page.locator('.tray li').count(), 0)
  const [came] = await Promise.all([page.waitForResponse((r) => r.url().includes('/uploads')), takeUpload()])
  assert.equal(came.status(), 201)
  assert.equal(await page.locator('.tray li').count(), 0, 'it is in the wrong chat')
  await page.getByRole('option', { name: /王芳/ }).click()
  await trayed(page, '图纸.txt')
  await page.getByRole('button', { name: '移除 图纸.txt' }).click()
}

/** Refused before a byte has left, with the limit in the sentence. */
async function tooLarge(page, hub) {
  const path = join(hub.folder, '演示录像.mp4')
  writeFileSync(path, '')
  truncateSync(path, 100 * 1024 ** 2 + 1)
  let asked = 0
  const count = (request) => request.url().includes('/uploads') && asked++
  page.on('request', count)
  await pick(page, path)
  await page.getByText('演示录像.mp4 超过此渠道上限 100 MB').waitFor()
  assert.equal(await page.locator('.tray li').count(), 0)
  assert.equal(asked, 0, 'it was sent all the same')
  page.off('request', count)
}

async function pasted(page, hub, v) {
  await page.getByRole('textbox', { name: '回复' }).focus()
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
    const data = new DataTransfer()
    data.items.add(new File([bytes], 'image.png', { type: 'image/png' }))
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, pixel.toString('base64'))
  await trayed(page, 'image.png')
  await send(page)
  await page.locator('.message.out .picture img').first().waitFor()
  const { bytes, found } = await fetched(hub, v, 'image.png')
  assert.equal(found.kind, 'image')
  assert.equal(bytes.subarray(1, 4).toString(), 'PNG')
}

/** HTML that calls itself a picture: neither of the two ever draws it as a page. */
async function disguised(page, hub, v) {
  await pick(page, { name: '截图.png', mimeType: 'image/png', buffer: page1 })
  await trayed(page, '截图.png')
  await send(page)
  await page.locator('.message.out', { hasText: '截图.png' }).locator('a.file').waitFor()
  const { answer } = await fetched(hub, v, '截图.png')
  safe(answer.headers)
  const own = await page.locator('.message.out a.file', { hasText: '截图.png' }).getAttribute('href')
  const opened = await page.context().newPage()
  const [download] = await Promise.all([opened.waitForEvent('download'), opened.goto(new URL(own, hub.agents).href).catch(() => {})])
  assert.ok(download.suggestedFilename())
  await opened.close()
  assert.notEqual(await page.title(), 'owned')
}

function safe(headers) {
  const type = headers.get('content-type') ?? ''
  const attached = (headers.get('content-disposition') ?? '').startsWith('attachment')
  assert.ok(attached || /^(image\/(?!svg)|application\/octet-stream|text\/plain)/.test(type), `served as ${type}`)
  assert.equal(headers.get('x-content-type-options'), 'nosniff')
}

/** The visitor's picture is drawn, and opened large by its button. */
async function fromVisitor(page, v) {
  const sent = await v.upload('现场照片.png', 'image/png', pixel)
  await v.say('照片在这里', { attachments: [{ upload: sent.id }] })
  const picture = page.getByRole('button', { name: '查看 现场照片.png' })
  await picture.click()
  await page.getByRole('dialog').locator('img').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

export default async function files({ hub, browser }) {
  const { page, faults } = await openPage(browser, { acceptDownloads: true })
  const account = await setUp(page, hub)
  const { conversation, visitors } = await seed(page, hub, account)
  const { v } = visitors.find((x) => x.name === '王芳')
  await page.goto(`${hub.agents}/inbox/all/${conversation('王芳').id}`)
  await page.getByRole('textbox', { name: '回复' }).waitFor()
  await named(page, hub, v)
  await underWay(page, hub, conversation('王芳').id)
  await tooLarge(page, hub)
  await pasted(page, hub, v)
  await disguised(page, hub, v)
  await fromVisitor(page, v)
  assert.deepEqual(unexpected(faults), [])
}
