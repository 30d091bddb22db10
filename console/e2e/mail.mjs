// Mail as agents read and write it: what is folded, hidden and told of a mail, and an answer with formatting, copies and a picture.
import assert from 'node:assert/strict'
import { everyLook } from './access.mjs'
import { openPage } from './browser.mjs'
import { envelopeOf, messageOf, showMails } from './mails.mjs'
import { caller, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'
import { visitor } from './visitor.mjs'

const names = ['qq_web', 'outlook_zh', 'gmail_top_post', 'apple_iphone', 'list', 'invitation', 'broken_encoding', 'signed_pgp', 'netease_163']
const writer = (page) => page.getByRole('textbox', { name: '回复' })
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** The channel carries mail: what its capabilities say, and what is posted is kept here. */
async function asMail(page, conversation) {
  const posted = []
  const path = `**/api/v1/conversations/${conversation.id}`
  await page.route('**/api/v1/accounts/*/capabilities', async (route) => {
    const caps = await (await route.fetch()).json()
    await route.fulfill({ json: { ...caps, stream: false, html: true, copies: true, threads: true } })
  })
  await page.route(`${path}/plan`, (route) => route.fulfill({ json: { parts: [], problems: [] } }))
  await page.route(`${path}/messages`, (route) => {
    const body = route.request().postDataJSON()
    posted.push(body)
    return route.fulfill({ status: 422, json: { code: 'message.rejected', detail: 'kept by the test' } })
  })
  return posted
}

async function reading(page, messages) {
  const mail = (i) => page.locator(`#m-${messages[i].id}`)
  const frame = mail(0).frameLocator('iframe')
  await frame.getByText('还没有收到').waitFor()
  assert.equal(await frame.locator('details').evaluate((d) => d.open), false)
  assert.equal(await frame.getByText('您好，订单已经发出。').isVisible(), false)
  await frame.locator('summary').click()
  await frame.getByText('您好，订单已经发出。').waitFor()
  await mail(0).getByRole('button', { name: '显示纯文本' }).click()
  await mail(0).locator('.mail-text').getByText('还没有收到').waitFor()
  await mail(0).getByRole('button', { name: '显示原格式' }).click()
  await mail(0).locator('.people button').click()
  await mail(0).getByText('张三 <10001@qq.com>').waitFor()
  await mail(4).getByText('邮件列表').waitFor()
  await mail(6).getByText('这封邮件有损坏').waitFor()
  await mail(0).hover()
  await mail(0).getByRole('button', { name: '消息操作' }).click()
  assert.match(await page.getByRole('menuitem', { name: '下载原件' }).getAttribute('href'), /\/original$/)
  await page.keyboard.press('Escape')
}

async function writing(page, posted) {
  await writer(page).waitFor()
  assert.equal(await page.getByLabel('收件人').inputValue(), '李四 <lisi@163.com>')
  assert.equal(await page.getByLabel('主题').inputValue(), 'Re: 发票')
  await page.getByRole('button', { name: '抄送/密送' }).click()
  await page.getByLabel('密送').fill('赵六 <z@b.example>')
  await page.getByLabel('主题').fill('Re: 发票，尚未写正文')
  await until('it is kept', () => page.evaluate(() => Object.keys(localStorage).some((k) => k.includes('mail.'))))
  await page.reload() // copies and a subject are kept before a word is written
  await until('the copy', async () => (await page.getByLabel('密送').inputValue()) === '赵六 <z@b.example>')
  assert.equal(await page.getByLabel('主题').inputValue(), 'Re: 发票，尚未写正文')
  await page.getByLabel('密送').fill('')
  await page.getByLabel('主题').fill('Re: 发票')
  await writer(page).click()
  await page.keyboard.type('您好，')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('已经寄出')
  await page.keyboard.press('Control+b')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '项目列表' }).click()
  await page.keyboard.type('发票')
  await page.evaluate((png) => {
    const data = new DataTransfer()
    data.items.add(new File([Uint8Array.from(atob(png), (c) => c.charCodeAt(0))], '章.png', { type: 'image/png' }))
    document.querySelector('.prose').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, png)
  await page.locator('.prose img[data-cid]').waitFor()
  await page.getByLabel('抄送').fill('坏的')
  await page.getByLabel('主题').focus()
  await page.getByText('不是有效的邮箱地址：坏的').waitFor()
  await page.getByLabel('抄送').fill('王五 <w@b.example>')
  await page.getByLabel('主题').fill('Re: 发票抬头')
  await page.reload() // a draft is kept
  await page.locator('.prose strong', { hasText: '已经寄出' }).waitFor()
  assert.equal(await page.getByLabel('主题').inputValue(), 'Re: 发票抬头')
  await writer(page).click()
  await page.keyboard.press('Control+Enter')
  await until('the answer', () => posted.length > 0)
  const [m] = posted
  assert.match(m.html, /<p>您好，<strong>已经寄出<\/strong><\/p><ul><li><p>发票<img[^>]*src="cid:[0-9a-z:]+"/)
  assert.equal(m.html.includes(`cid:${m.attachments[0].blob}`), true)
  assert.equal(m.text, '您好，已经寄出\n\n- 发票')
  assert.deepEqual([m.subject, m.to, m.cc], ['Re: 发票抬头', [{ external_id: 'lisi@163.com', name: '李四' }], [{ external_id: 'w@b.example', name: '王五' }]])
}

export default async function mail({ hub, browser, out }) {
  const { page, faults } = await openPage(browser, { bypassCSP: true })
  const account = await setUp(page, hub)
  await (await visitor(hub, account, { name: '李四' })).say('hello')
  const call = caller(page)
  const [conversation] = (await call('GET', '/conversations?view=all&limit=5')).items
  await call('POST', `/conversations/${conversation.id}/steps`, { kind: 'assign' })
  const messages = []
  for (const name of names) messages.push(messageOf(conversation, await envelopeOf(hub, name), messages.length + 1))
  messages[3].content.outsider = true
  const shown = await showMails(page, conversation)
  shown.messages = messages
  const posted = await asMail(page, conversation)
  const open = () => page.goto(`${hub.agents}/inbox/all/${conversation.id}`)
  await open()
  await reading(page, messages)
  await writing(page, posted)
  const found = await everyLook({ page, call, out }, 'mail', async () => {
    await open()
    await page.locator('.prose').waitFor()
    await page.locator(`#m-${messages.at(-1).id} iframe`).waitFor()
    await page.waitForTimeout(300)
  })
  found.push(...await everyLook({ page, call, out }, 'mail-read', async () => {
    await open()
    await page.locator(`#m-${messages[0].id} .people button`).click()
    await page.locator(`#m-${messages[1].id}`).scrollIntoViewIfNeeded()
    await page.waitForTimeout(300)
  }))
  found.push(...await everyLook({ page, call, out }, 'mail-link', async () => {
    await page.goto(`${hub.agents}/settings/accounts/new/email`)
    await page.locator('select[name=provider]').waitFor()
  }))
  assert.deepEqual(found, [])
  // Looking into a frame from here is a script there, which its sandbox stops and tells.
  assert.deepEqual(unexpected(faults).filter((f) => !/Blocked script execution in '[^']*\/mail-frame/.test(f)), [])
}
