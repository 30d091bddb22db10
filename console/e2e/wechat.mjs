// WeChat from the wizard to a rating, against its emulator: what is refused and how it is mended, a self-test that turns
// green, a chat both ways, the reply window as the agent sees it, and what customers do without writing.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { everyLook } from './access.mjs'
import { openPage } from './browser.mjs'
import { caller, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'
import { startWeChat } from './wechatapp.mjs'

const secret = '0123456789abcdef0123456789abcdef'
const leg = (page, name, state) => page.locator(`li.${state}[data-leg="${name}"]`)
const field = (page) => page.getByRole('textbox', { name: '回复' })
const sendButton = (page) => page.getByRole('button', { name: '发送', exact: true })
const meter = (page) => page.locator('.composer .window')

/** As far as the credentials of an Official Account, by the keyboard. */
async function begin(page, hub) {
  await page.goto(`${hub.agents}/settings/accounts/new`)
  await page.getByRole('link', { name: /微信/ }).click()
  await page.getByRole('radio', { name: /公众号/ }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.getByText('IP白名单').waitFor()
}

async function fill(page, wechat, app, name) {
  await page.locator('input[name=name]').fill(name)
  await page.locator('input[name=appid]').fill(app.appid)
  await page.locator('input[name=secret]').fill(app.secret)
  if (await page.locator('input[name=api_base]').isHidden()) await page.locator('details summary').last().click()
  await page.locator('input[name=api_base]').fill(wechat.url)
}

const submit = (page) => page.locator('form button[type=submit]').click()
/** What the page asks to be pasted on the platform's. */
async function pasted(page) {
  await page.locator('.paste').waitFor()
  const [url, token, key] = await page.locator('.paste input').evaluateAll((all) => all.map((i) => i.value))
  return { url, token, key }
}

/** Refused and mended, then green leg by leg. */
async function link(page, hub, wechat, app) {
  await begin(page, hub)
  assert.equal(await page.locator('input[name=corpid]').count(), 0, 'what another kind has is asked for')
  await fill(page, wechat, { ...app, secret: 'wrong' }, '茶叶店公众号')
  await submit(page)
  await page.getByRole('alert').getByText('微信拒绝此账号的 ID 或密钥').waitFor()
  await app.letIn(['203.0.113.9'])
  await fill(page, wechat, app, '茶叶店公众号')
  await submit(page)
  await page.getByText(/127\.0\.0\.1/).first().waitFor()
  await app.letIn(null)
  // The hub remembers for some seconds that it was not let in.
  await until('it is linked', async () => {
    const [answer] = await Promise.all([page.waitForResponse((r) => r.request().method() === 'POST' && r.url().endsWith('/api/v1/accounts')), submit(page)])
    return answer.ok()
  })

  const { url, token, key } = await pasted(page)
  assert.match(url, new RegExp(`^${hub.public}/hooks/wechat/`))
  assert.match(token, /^[A-Za-z0-9]{3,32}$/)
  assert.match(key, /^[A-Za-z0-9]{43}$/)
  assert.equal(Buffer.from(`${key}=`, 'base64').length, 32)
  await leg(page, 'credentials', 'good').waitFor()
  await leg(page, 'ip_whitelist', 'good').waitFor()
  await leg(page, 'callback', 'warn').waitFor()

  await assert.rejects(app.callback({ url, token: 'another', key }), /验证失败/)
  await leg(page, 'callback', 'bad').getByText('请核对平台上的 Token').waitFor()
  await app.callback({ url, token, key })
  await leg(page, 'callback', 'good').waitFor()
  await app.does('ann', 'follow')
  await app.does('ann', 'say', '你好，今年的龙井到了吗？')
  await leg(page, 'first_message', 'good').waitFor()
  await leg(page, 'first_reply', 'waiting').waitFor()
  return url.split('/').pop()
}

const phone = (app, text, user = 'ann') => until(`"${text}" on the phone`, async () => (await app.shown(user)).find((m) => m.text.includes(text)))

async function say(page, text) {
  await field(page).fill(text)
  await page.keyboard.press('Enter')
  await page.locator('.message.out', { hasText: text.slice(0, 40) }).last().getByRole('img', { name: '已发送' }).waitFor()
}

/** Five answers, told and counted, and what happens after the last. */
async function window(page, wizard, hub, call, app) {
  const c = await until('the conversation', async () => (await call('GET', '/conversations?view=all&limit=10')).items[0])
  await page.goto(`${hub.agents}/inbox/all/${c.id}`)
  await page.getByRole('button', { name: '接起会话' }).click()
  await meter(page).getByText(/还可回复 5 条 · 剩余 47:59:\d\d/).waitFor()
  await page.waitForLoadState('networkidle')
  // The clock is the page's own: nobody is asked what nothing has changed, and who listens hears no ticking.
  const asked = []
  const listen = (r) => r.url().endsWith(`/conversations/${c.id}`) && asked.push(r.url())
  page.on('request', listen)
  const told = await page.locator('[aria-live]').first().textContent()
  let quiet = 0 // seconds in a row; what the hub still had to say of the new conversation may come before
  for (let n = 0; quiet < 3 && n < 12; n++) {
    asked.length = 0
    const before = await meter(page).textContent()
    await until('the clock runs', async () => (await meter(page).textContent()) !== before)
    quiet = asked.length === 0 ? quiet + 1 : 0
  }
  page.off('request', listen)
  assert.equal(quiet, 3, `asked again and again: ${asked}`)
  assert.equal(await page.locator('[aria-live]').first().textContent(), told)

  await say(page, '到了，昨天刚到的明前茶。')
  await phone(app, '明前茶')
  await meter(page).getByText('还可回复 4 条').waitFor()
  await leg(wizard, 'first_reply', 'good').waitFor()
  await wizard.getByText('全部正常。').waitFor()

  await say(page, '二')
  await say(page, '三')
  await meter(page).getByText('还可回复 2 条').waitFor()
  // What does not fit is told before it is sent.
  await field(page).fill('这一段很长。'.repeat(300))
  await page.getByText('这条回复要分成 3 条发送，只剩 2 条').waitFor()
  assert.ok(await sendButton(page).isDisabled(), 'more than is left can be sent')
  await say(page, '四')
  await say(page, '五')
  await meter(page).getByText('已不能再回复（平台最多允许 5 条）').waitFor()
  await field(page).fill('六')
  assert.ok(await sendButton(page).isDisabled(), 'a sixth can be sent')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '备注', exact: true }).click()
  await page.getByRole('textbox', { name: '备注' }).fill('等客户回话')
  await page.keyboard.press('Enter')
  await page.locator('.message.note', { hasText: '等客户回话' }).waitFor()
  await page.getByRole('button', { name: '回复', exact: true }).click()
  await assert.rejects(call('POST', `/conversations/${c.id}/messages`, { client_message_id: 'six', text: '六' }), /message\.window_used_up/)
  assert.equal((await app.shown('ann')).length, 5)
  return c.id
}

/** What the customer does opens the window anew, and is a line of the thread. */
async function acts(page, app) {
  await app.does('ann', 'click', 'MENU_PRICE')
  await page.locator('.system', { hasText: '客户点击了菜单：MENU_PRICE' }).waitFor()
  await meter(page).getByText(/还可回复 3 条 · 剩余 \d+ 秒/).waitFor()
  await app.does('ann', 'scan', 'spring')
  await page.locator('.system', { hasText: '客户扫描了二维码：spring' }).waitFor()
  // The platform tells whole seconds: an answer of the second in which the customer writes counts in the new window.
  const second = () => Math.floor(Date.now() / 1000)
  const answered = second()
  await until('the next second', () => second() > answered)
  await app.does('ann', 'say', '多少钱一斤？')
  await meter(page).getByText('还可回复 5 条').waitFor()
  await field(page).fill('')
}

/** Another program has used up a part of the window: of a long answer it is said which messages went out. */
async function cutOff(page, wechat, app, out) {
  await wechat.advance(61) // what the click and the scan allowed is over
  const ask = async (path, body) => (await fetch(`${wechat.url}/cgi-bin/${path}`, { method: 'POST', body: JSON.stringify(body) })).json()
  const { access_token: token } = await ask('stable_token', { grant_type: 'client_credential', appid: app.appid, secret: app.secret })
  for (const content of ['甲', '乙', '丙']) {
    const { errcode } = await ask(`message/custom/send?access_token=${token}`, { touser: await app.openid('ann'), msgtype: 'text', text: { content } })
    assert.equal(errcode, 0)
  }
  await field(page).fill('一段很长的说明。'.repeat(220))
  await page.getByText('将分成 3 条发送').waitFor()
  await sendButton(page).click()
  const verdict = page.locator('.verdict')
  await verdict.getByText('分 3 条发送，2 条已发出。').waitFor()
  const states = await verdict.getByRole('list').getByRole('img').evaluateAll((all) => all.map((x) => x.getAttribute('aria-label')))
  assert.deepEqual(states, ['已发送', '已发送', '发送失败'])
  await meter(page).getByText('平台已不再接受对此会话的回复').waitFor()
  await page.screenshot({ path: join(out, 'wechat-parts.png') })
}

/** Asked for by a menu message, answered by pressing it. */
async function rating(page, call, app, conversation, account) {
  await call('PATCH', `/accounts/${account}`, { settings: { rating: 'on', rating_question: '您满意吗？' } })
  await call('POST', `/conversations/${conversation}/steps`, { kind: 'complete' })
  const question = await phone(app, '您满意吗？')
  assert.equal(question.type, 'msgmenu')
  const best = question.body.list.find((x) => x.id.includes('5'))
  await app.does('ann', 'choose', best.content, best.id)
  await page.locator('.system', { hasText: '客户评价：5 分' }).waitFor()
}

/** A Mini Program or WeChat KF, linked by the wizard, and a word each way. */
async function both(page, hub, wechat, call, kind, app, ids) {
  await page.goto(`${hub.agents}/settings/accounts/new/wechat`)
  await page.locator(`input[value=${kind}]`).check()
  await submit(page)
  await page.locator('input[name=name]').fill(kind)
  for (const [key, value] of Object.entries({ ...ids, secret: app.secret })) await page.locator(`input[name=${key}]`).fill(value)
  if (await page.locator('input[name=api_base]').isHidden()) await page.locator('details summary').last().click()
  await page.locator('input[name=api_base]').fill(wechat.url)
  await submit(page)
  const { url, token, key } = await pasted(page)
  await app.callback({ url, token, key })
  await leg(page, 'callback', 'good').waitFor()
  await app.does('carl', 'say', `用${kind}问一句`)
  await leg(page, 'first_message', 'good').waitFor()

  const account = url.split('/').pop()
  const find = async () => (await call('GET', '/conversations?view=all&limit=50')).items.find((c) => c.account === account)
  const c = await until('the conversation', find)
  await page.goto(`${hub.agents}/inbox/all/${c.id}`)
  await page.locator('.message.in', { hasText: `用${kind}问一句` }).waitFor()
  await page.getByRole('button', { name: '接起会话' }).click()
  await meter(page).getByText(/还可回复 5 条 · 剩余 47:59:\d\d/).waitFor()
  await say(page, `用${kind}答一句`)
  await phone(app, `用${kind}答一句`, 'carl')
  await meter(page).getByText('还可回复 4 条').waitFor()
}

/** A rule begins a conversation with a scan; what the platform closes meanwhile is told. */
async function scanned(page, hub, wechat, call, app) {
  await page.goto(`${hub.agents}/settings/rules`)
  await page.getByRole('button', { name: '新建规则' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill('春茶海报')
  await dialog.getByLabel('关键词').fill('spring')
  await dialog.getByText('更多条件').click()
  await dialog.getByRole('checkbox', { name: /扫码/ }).check()
  await dialog.getByLabel('会话标签').fill('春茶')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByLabel('消息类型').selectOption({ label: '扫码' })
  await page.getByLabel('场景值或菜单 key').fill('spring')
  await page.getByRole('button', { name: '看结果' }).click()
  await page.locator('.answer .matched').getByText('春茶海报').waitFor()
  await app.does('bob', 'follow')
  await app.does('bob', 'scan', 'other')
  await app.does('bob', 'scan', 'spring')
  await page.goto(`${hub.agents}/inbox/queue`)
  const row = page.getByRole('option', { name: /\[扫码\] spring/ })
  await row.click()
  await page.locator('.message.in .act', { hasText: '客户扫描了二维码：spring' }).waitFor()
  await page.getByRole('button', { name: '接起会话' }).click()
  await meter(page).getByText(/还可回复 3 条 · 剩余 \d+ 秒/).waitFor()
  await wechat.advance(90) // the platform's clock is ahead of ours
  await field(page).fill('欢迎光临')
  await page.keyboard.press('Enter')
  await page.locator('.verdict').getByText('已超出微信允许回复的时间').waitFor()
  await meter(page).getByText('平台已不再接受对此会话的回复').waitFor()
  return new URL(page.url()).pathname
}

export default async function wechat({ hub, browser, out }) {
  const platform = await startWeChat(hub.folder)
  try {
    const { page: wizard, context, faults } = await openPage(browser, { bypassCSP: true })
    await setUp(wizard, hub)
    const call = caller(wizard)
    const app = await platform.app('wx1', secret)
    const account = await link(wizard, hub, platform, app)
    const page = await context.newPage()
    const conversation = await window(page, wizard, hub, call, app)
    await acts(page, app)
    await cutOff(page, platform, app, out)
    await app.does('ann', 'say', '收到')
    await rating(page, call, app, conversation, account)
    const mini = await platform.app('wxmini1', secret, { kind: 'miniprogram' })
    await both(page, hub, platform, call, 'miniprogram', mini, { appid: mini.appid })
    const kf = await platform.app('ww1', secret, { kind: 'kf', desk: 'wk1' })
    await both(page, hub, platform, call, 'kf', kf, { corpid: kf.appid, open_kfid: 'wk1' })
    const begun = await scanned(page, hub, platform, call, app)

    let n = 1
    const found = await everyLook({ page, call, out }, 'wechat-kinds', async () => {
      await page.goto(`${hub.agents}/settings/accounts/new/wechat`)
      await page.locator('input[type=radio]').first().check()
    })
    for (const kind of ['miniprogram', 'kf']) {
      found.push(...await everyLook({ page, call, out }, `wechat-${kind}`, async () => {
        await page.goto(`${hub.agents}/settings/accounts/new/wechat`)
        await page.locator(`input[value=${kind}]`).check()
        await submit(page)
        await page.locator('input[name=secret]').waitFor()
      }))
    }
    found.push(...await everyLook({ page, call, out }, 'wechat-callback', async () => {
      await page.goto(`${hub.agents}/settings/accounts/new/wechat`)
      await page.locator('input[value=official]').check()
      await submit(page)
      const next = await platform.app(`wx${++n}`, secret)
      await fill(page, platform, next, '第二个')
      await submit(page)
      const { url, key } = await pasted(page)
      await assert.rejects(next.callback({ url, token: 'another', key }))
      await leg(page, 'callback', 'bad').waitFor()
    }))
    found.push(...await everyLook({ page, call, out }, 'wechat-account', async () => {
      await page.goto(`${hub.agents}/settings/accounts/${account}`)
      await leg(page, 'first_reply', 'good').waitFor()
    }))
    found.push(...await everyLook({ page, call, out }, 'wechat-shut', async () => {
      await page.goto(hub.agents + begun)
      await meter(page).waitFor()
    }))
    await app.does('bob', 'say', '在吗')
    found.push(...await everyLook({ page, call, out }, 'wechat-open', async () => {
      await page.goto(hub.agents + begun)
      await meter(page).waitFor()
      await page.locator('.composer textarea').fill('很长的一段话。'.repeat(700))
      await page.locator('.plan .bad').waitFor()
    }))
    assert.deepEqual(found, [])
    assert.deepEqual(unexpected(faults), [])
  } finally {
    platform.stop()
  }
}
