// The pictures of the channels' pages in docs: what is filled in, the self-test, the account that works, in both
// languages. They go to docs/images, or to GUIDE; scripts/pictures makes them small. Not among the daily suites.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startBotAPI } from './botapi.mjs'
import { openPage } from './browser.mjs'
import { startMailServers } from './mailservers.mjs'
import { caller, setUp } from './seed.mjs'
import { visitor } from './visitor.mjs'
import { until } from './wait.mjs'
import { startWeChat } from './wechatapp.mjs'

const folder = process.env.GUIDE ?? join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'docs', 'images')
const leg = (page, name, state = 'good') => page.locator(`li.${state}[data-leg="${name}"]`).waitFor()
const words = {
  zh: { web: '茶叶店网站', telegram: '客服机器人', wechat: '茶叶店公众号', email: '客服邮箱', hello: '你好，今年的龙井到了吗？', answer: '到了，昨天刚到的明前茶。' },
  en: { web: 'Tea shop website', telegram: 'Support bot', wechat: 'Tea shop', email: 'Support mailbox', hello: 'Hello, is this year’s Longjing there?', answer: 'It is, since yesterday.' },
}

/** Takes a picture of the page's main part in both languages; show brings it about anew. An account is called as the language would. */
function camera(page, call) {
  return async (name, show, account) => {
    for (const [lang, locale] of [['en', 'en'], ['zh', 'zh-CN']]) {
      await call('PATCH', '/me', { locale })
      if (account) await call('PATCH', `/accounts/${account}`, { name: words[lang][name.split('-')[0]] })
      await show(lang)
      await page.evaluate(() => document.fonts.ready)
      await page.waitForTimeout(400) // what fades in has
      await page.locator('*').evaluateAll((all) => all.forEach((e) => e.scrollTop > 0 && e.scrollTo(0, 0)))
      await page.evaluate(() => document.activeElement?.blur())
      await page.locator('#main').screenshot({ path: join(folder, `${name}.${lang}.png`), animations: 'disabled' })
    }
  }
}

/** Opens the form of a channel and fills it in, by the names of its fields. */
async function fill(page, hub, path, values) {
  await page.goto(`${hub.agents}/settings/accounts/new/${path}`)
  await page.locator('form [name=name]').first().waitFor()
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`form [name=${name}]`).first()
    if (await field.isHidden()) await page.locator('form details:not([open]) > summary').last().click()
    if ((await field.evaluate((f) => f.tagName)) === 'SELECT') await field.selectOption(value)
    else await field.fill(value)
  }
}

/** Folds what is for few, so that the picture shows what all fill in. */
const fold = (page) => page.locator('form details[open]').evaluateAll((all) => all.forEach((d) => (d.open = false)))

const idOf = (page) => new URL(page.url()).pathname.split('/').pop()

/** What a customer wrote is answered, so that each leg has been tried. */
async function answered(call, account, text) {
  const c = await until('the conversation', async () => (await call('GET', `/conversations?view=all&account=${account}`)).items[0])
  await call('POST', `/conversations/${c.id}/steps`, { kind: 'assign' })
  await call('POST', `/conversations/${c.id}/messages`, { client_message_id: 'guide', text })
}

async function telegram({ page, hub, call, take }) {
  const bot = await startBotAPI()
  try {
    const form = (lang) => fill(page, hub, 'telegram', { name: words[lang].telegram, token: '123456789:AAgood-token-of-the-support-bot', api_base: bot.url })
    await take('telegram-link', async (lang) => {
      await form(lang)
      await fold(page)
    })
    await form('zh')
    await page.locator('form button[type=submit]').click()
    await leg(page, 'first_message', 'waiting')
    const account = idOf(page)
    const there = () => page.goto(`${hub.agents}/settings/accounts/${account}`)
    await take('telegram-test', async () => {
      await there()
      await leg(page, 'first_message', 'waiting')
    }, account)
    bot.say(words.zh.hello)
    await answered(call, account, words.zh.answer)
    await take('telegram-done', async () => {
      await there()
      await leg(page, 'first_reply')
    }, account)
  } finally {
    bot.stop()
  }
}

async function wechat({ page, hub, call, take }) {
  const emulator = await startWeChat(hub.folder)
  try {
    const linked = {}
    for (const lang of ['en', 'zh']) linked[lang] = { app: await emulator.app(`wx0123456789abcde${lang === 'en' ? 'f' : '0'}`, '0123456789abcdef0123456789abcdef') }
    const form = async (lang) => {
      await page.goto(`${hub.agents}/settings/accounts/new/wechat`)
      await page.locator('input[type=radio]').first().check()
      await page.locator('form button[type=submit]').click()
      await page.locator('input[name=name]').fill(words[lang].wechat)
      await page.locator('input[name=appid]').fill(linked[lang].app.appid)
      await page.locator('input[name=secret]').fill(linked[lang].app.secret)
      await page.locator('details summary').last().click()
      await page.locator('input[name=api_base]').fill(emulator.url)
    }
    await take('wechat-link', async (lang) => {
      await form(lang)
      await fold(page)
    })
    await take('wechat-test', async (lang) => {
      await form(lang)
      await page.locator('form button[type=submit]').click()
      await page.locator('.paste').waitFor()
      const [url, token, key] = await page.locator('.paste input').evaluateAll((all) => all.map((i) => i.value))
      Object.assign(linked[lang], { url, token, key, account: url.split('/').pop() })
      await leg(page, 'callback', 'warn')
    })
    await take('wechat-done', async (lang) => {
      const { app, url, token, key, account } = linked[lang]
      await app.callback({ url, token, key })
      await app.does('ann', 'follow')
      await app.does('ann', 'say', words[lang].hello)
      await answered(call, account, words[lang].answer)
      await page.goto(`${hub.agents}/settings/accounts/${account}`)
      await leg(page, 'first_reply')
    })
  } finally {
    emulator.stop()
  }
}

async function email({ page, hub, call, take }) {
  const servers = await startMailServers(hub.folder)
  if (servers.missing) throw new Error(`no pictures of mail: ${servers.missing}`)
  try {
    const form = (lang) => fill(page, hub, 'email', {
      name: words[lang].email, address: 'support@example.test', password: servers.password,
      imap_url: `imaps://${servers.imaps}`, smtp_url: `smtps://${servers.smtps}`, tls_ca: servers.ca, plus: '+',
    })
    await take('email-link', async (lang) => {
      await form(lang)
      await fold(page)
    })
    await form('zh')
    await page.locator('form button[type=submit]').click()
    await leg(page, 'smtp_login')
    await leg(page, 'first_message', 'waiting')
    const account = idOf(page)
    const there = () => page.goto(`${hub.agents}/settings/accounts/${account}`)
    await take('email-test', async () => {
      await there()
      await leg(page, 'first_message', 'waiting')
    }, account)
    const head = 'From: Alice <alice@cust.test>\r\nTo: <support@example.test>\r\nSubject: Longjing\r\nMessage-ID: <guide@cust.test>\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
    await servers.deliver('alice@cust.test', 'support@example.test', Buffer.from(`${head}${words.en.hello}\r\n`))
    await answered(call, account, words.en.answer)
    await take('email-done', async () => {
      await there()
      await leg(page, 'first_reply')
    }, account)
  } finally {
    await servers.stop()
  }
}

async function web({ page, hub, call, take, account }) {
  await take('web-link', (lang) => fill(page, hub, 'web', { name: words[lang].web, origins: 'https://shop.example.com' }))
  const there = () => page.goto(`${hub.agents}/settings/accounts/${account}`)
  await take('web-test', async () => {
    await there()
    await page.locator('[data-leg]').first().waitFor()
  }, account)
  const v = await visitor(hub, account, { name: '王芳' })
  await v.say(words.zh.hello)
  await call('PATCH', `/accounts/${account}`, { settings: { origins: 'https://shop.example.com' } })
  await take('web-done', async () => {
    await there()
    await leg(page, 'first_message')
  }, account)
}

export default async function guide({ hub, browser }) {
  mkdirSync(folder, { recursive: true })
  const { page } = await openPage(browser, { viewport: { width: 1180, height: 940 }, reducedMotion: 'reduce' })
  const account = await setUp(page, hub)
  const call = caller(page)
  const set = { page, hub, call, account, take: camera(page, call) }
  const asked = process.env.CHANNEL ? [process.env.CHANNEL] : ['telegram', 'wechat', 'email', 'web']
  const all = { telegram, wechat, email, web }
  assert.ok(asked.every((name) => all[name]), `there is no channel ${asked}`)
  for (const name of asked) await all[name](set)
}
