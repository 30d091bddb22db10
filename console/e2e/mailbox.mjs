// A mailbox on real servers, from its link to a customer's second mail: what a person sees and does, and what arrives at the other end.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { everyLook } from './access.mjs'
import { openPage } from './browser.mjs'
import { startMailServers } from './mailservers.mjs'
import { caller, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'

const support = 'support@example.test'
const alice = 'alice@cust.test'
const bob = 'bob@cust.test'
const legs = ['imap_connect', 'imap_tls', 'imap_login', 'folder', 'idle', 'smtp_connect', 'smtp_tls', 'smtp_login']
const leg = (page, name, state) => page.locator(`li.${state}[data-leg="${name}"]`)
const writer = (page) => page.getByRole('textbox', { name: '回复' })
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Refused with a reason and a cure, then green leg by leg. */
async function link(page, hub, servers) {
  await page.goto(`${hub.agents}/settings/accounts/new`)
  await page.getByRole('link', { name: /邮件/ }).click()
  await page.getByLabel('名称', { exact: true }).fill('客服邮箱')
  await page.locator('input[name=address]').fill(support)
  await page.locator('input[name=password]').fill('wrong')
  await page.locator('summary', { hasText: '更多设置' }).click()
  await page.locator('input[name=imap_url]').fill(`imaps://${servers.imaps}`)
  await page.locator('input[name=smtp_url]').fill(`smtps://${servers.smtps}`)
  await page.locator('textarea[name=tls_ca]').fill(servers.ca)
  await page.locator('select[name=plus]').selectOption('+')
  const submit = page.getByRole('button', { name: '检查并接入' })
  await submit.click()
  await page.getByRole('alert').getByText('收信服务器拒绝登录').waitFor()
  await page.locator('input[name=password]').fill(servers.password)
  await submit.click()
  for (const name of legs) await leg(page, name, 'good').waitFor()
  await leg(page, 'first_message', 'waiting').waitFor()
}

let table
/** Text as GBK, which nothing here writes by itself. */
function gbk(text) {
  const decoder = new TextDecoder('gbk')
  table ??= new Map(Array.from({ length: 126 * 191 }, (_, i) => [0x81 + Math.floor(i / 191), 0x40 + (i % 191)]).map((pair) => [decoder.decode(Uint8Array.from(pair)), pair]))
  return Buffer.from([...text].flatMap((c) => (c < '\x80' ? c.charCodeAt(0) : table.get(c))))
}
const word = (text) => `=?gbk?B?${gbk(text).toString('base64')}?=`
const crlf = (text) => text.replace(/\r?\n/g, '\r\n')

/** As a mail program in China writes it: GBK in eight bits, a picture in the text, one from afar, and a file. */
const asked = () => gbk(crlf(`From: ${word('王爱丽')} <${alice}>
To: ${word('客服')} <${support}>
Subject: ${word('询价：春茶二十盒')}
Date: ${new Date().toUTCString().replace('GMT', '+0000')}
Message-ID: <first@cust.test>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=a

--a
Content-Type: multipart/related; boundary=b

--b
Content-Type: text/html; charset=gbk
Content-Transfer-Encoding: 8bit

<p>您好，请问春茶二十盒怎么卖？<b>月底前</b>要到货。</p>
<p><img src="cid:mark" width="48" height="48" alt="印章"> <img src="https://open.beacon.test/seen.gif" width="1" height="1"></p>
--b
Content-Type: image/png
Content-ID: <mark>
Content-Disposition: inline; filename=mark.png
Content-Transfer-Encoding: base64

${png}
--b--
--a
Content-Type: text/csv; charset=gbk
Content-Disposition: attachment; filename="${word('订单.csv')}"
Content-Transfer-Encoding: 8bit

品名,数量
春茶,20
--a--
`))

/** It is there without a reload, and read as it was written; nothing is asked of strangers. */
async function arrives(page, hub, servers) {
  const strange = []
  page.on('request', (r) => /^https?:/.test(r.url()) && !r.url().startsWith(hub.agents) && strange.push(r.url()))
  await page.goto(`${hub.agents}/inbox/queue`)
  await page.waitForLoadState('networkidle')
  await servers.deliver(alice, support, asked())
  await page.getByRole('option', { name: /王爱丽/ }).click()
  await page.getByRole('button', { name: '接起会话' }).click()
  const mail = page.locator('.message.in .mail').first()
  await mail.getByRole('heading', { name: '询价：春茶二十盒' }).waitFor()
  await mail.locator('.people button').click()
  await mail.getByText(`王爱丽 <${alice}>`).waitFor()
  await mail.getByText(`客服 <${support}>`).waitFor()
  const body = mail.frameLocator('iframe')
  await body.locator('b', { hasText: '月底前' }).waitFor()
  await until('the picture in the text', () => body.locator('img[src]').evaluate((i) => i.complete && i.naturalWidth > 0))
  await mail.getByText('远程图片已隐藏').waitFor()
  await mail.getByText('订单.csv').waitFor()
  assert.equal(await mail.locator('.attachments li').count(), 1, 'the picture in the text is shown below once more')
  assert.deepEqual(strange, [])
}

async function answers(page) {
  await writer(page).click()
  await page.keyboard.type('王女士您好，')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('二十盒九折')
  await page.keyboard.press('Control+b')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '项目列表' }).click()
  await page.keyboard.type('本周发货')
  await page.keyboard.press('Enter')
  await page.keyboard.type('包邮')
  await page.getByRole('button', { name: '抄送/密送' }).click()
  await page.getByLabel('抄送').fill(`鲍勃 <${bob}>`)
  await page.getByLabel('主题').focus()
  assert.equal(await page.getByLabel('收件人').inputValue(), `王爱丽 <${alice}>`)
  assert.equal(await page.getByLabel('主题').inputValue(), 'Re: 询价：春茶二十盒')
  await writer(page).click()
  await page.keyboard.press('Control+Enter')
  await page.locator('.message.out').last().getByRole('img', { name: '已发送' }).waitFor()
}

const decoded = (text) => text.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?(b|q)\?(.*?)\?=/gi, (_, how, what) =>
  (/b/i.test(how) ? Buffer.from(what, 'base64') : Buffer.from(what.replaceAll('_', ' ').replace(/=([0-9A-F]{2})/gi, (_, x) => String.fromCharCode(parseInt(x, 16))), 'latin1')).toString())

/** The fields of a mail's head, as its reader sees them. */
function headOf(mail) {
  const head = mail.toString('latin1').replaceAll('\r\n', '\n').split('\n\n')[0].replace(/\n[ \t]+/g, ' ')
  return (name) => decoded(new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1] ?? '')
}

/** What the customer has, and the colleague too. */
async function leaves(servers) {
  const mail = await servers.find(alice, 'In-Reply-To')
  const head = headOf(mail)
  assert.equal(head('Subject'), 'Re: 询价：春茶二十盒')
  assert.equal(head('In-Reply-To'), '<first@cust.test>')
  assert.match(head('Content-Type'), /^multipart\/alternative/)
  assert.match(head('To'), /王爱丽"? <alice@cust\.test>/)
  assert.match(head('Cc'), /鲍勃"? <bob@cust\.test>/)
  assert.equal(headOf(await servers.find(bob, 'In-Reply-To'))('Message-ID'), head('Message-ID'))
  return head
}

/** The answer to the answer lands in the same conversation, its quote folded. */
async function replies(page, servers, head) {
  const to = /<([^<>]+)>/.exec(head('Reply-To') || head('From'))?.[1] ?? head('Reply-To')
  assert.match(to, /^support\+.+@example\.test$/)
  await servers.deliver(alice, to, Buffer.from(crlf(`From: =?utf-8?B?${Buffer.from('王爱丽').toString('base64')}?= <${alice}>
To: <${to}>
Subject: =?utf-8?B?${Buffer.from('回复：Re: 询价：春茶二十盒').toString('base64')}?=
Date: ${new Date().toUTCString().replace('GMT', '+0000')}
Message-ID: <second@cust.test>
In-Reply-To: ${head('Message-ID')}
References: <first@cust.test> ${head('Message-ID')}
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

<div>好的，就这样定了。</div>
<div class="gmail_quote"><div class="gmail_attr">在 2026年11月22日，客服 &lt;${support}&gt; 写道：<br></div><blockquote class="gmail_quote"><p>王女士您好，<b>二十盒九折</b></p></blockquote></div>
`)))
  const mail = page.locator('.message.in .mail').nth(1)
  const body = mail.frameLocator('iframe')
  await body.getByText('好的，就这样定了。').waitFor()
  assert.equal(await body.locator('details').evaluate((d) => d.open), false)
  assert.equal(await body.getByText('二十盒九折').isVisible(), false)
  await mail.locator('.people', { hasText: `发给 ${support}` }).waitFor()
  assert.equal(await page.getByRole('button', { name: '回复全部' }).count(), 0, 'our own address counts as somebody else')
  assert.equal(await mail.locator('h3').count(), 0, 'the same subject is told once more')
  await body.locator('summary').click()
  await body.getByText('二十盒九折').waitFor()
}

/** What is downloaded is what Dovecot has, to the byte: what was sent, under what the servers put before it. */
async function original(page, servers) {
  const message = page.locator('.message.in').first()
  await message.hover()
  await message.getByRole('button', { name: '消息操作' }).click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: '下载原件' }).click()])
  const bytes = readFileSync(await download.path())
  const kept = await servers.find(support, 'first@cust.test')
  assert.equal(bytes.toString('latin1'), crlf(kept.toString('latin1')))
  assert.ok(bytes.subarray(-asked().length).includes('<first@cust.test>'))
}

async function talk({ hub, browser, out }, servers) {
  const { page, faults, context } = await openPage(browser)
  await setUp(page, hub)
  await link(page, hub, servers)
  const account = page.url()
  await arrives(page, hub, servers)
  await answers(page)
  await replies(page, servers, await leaves(servers))
  await original(page, servers)
  const conversation = page.url()
  const looking = await openPage(browser, { bypassCSP: true, storageState: await context.storageState() })
  const call = caller(looking.page)
  await looking.page.goto(account)
  const found = await everyLook({ page: looking.page, call, out }, 'mailbox', async () => {
    await looking.page.goto(conversation)
    await looking.page.locator('.prose').waitFor()
    await looking.page.locator('.message.in .mail').nth(1).frameLocator('iframe').locator('summary').waitFor()
    await until('the newest mail is in sight', async () => (await looking.page.locator('.latest').count()) === 0)
  }, [1440, 1024])
  found.push(...await everyLook({ page: looking.page, call, out }, 'mailbox-account', async () => {
    await looking.page.goto(account)
    await leg(looking.page, 'smtp_login', 'good').waitFor()
  }, [1440, 1024]))
  assert.deepEqual(found, [])
  // Looking into a frame from here is a script there, which its sandbox stops and tells.
  assert.deepEqual(unexpected(faults).filter((f) => !/Blocked script execution in '[^']*\/mail-frame/.test(f)), [])
}

export default async function mailbox(test) {
  const servers = await startMailServers(test.hub.folder)
  if (servers.missing) return console.log(`skip mailbox: ${servers.missing}`)
  try {
    await talk(test, servers)
  } finally {
    await servers.stop()
  }
}
