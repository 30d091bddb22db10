// Through a platform: what leaves in parts, what it refuses, what it never
// answered, and what is changed after it was sent.
import assert from 'node:assert/strict'
import { linkBot, startBotAPI } from './botapi.mjs'
import { openPage } from './browser.mjs'
import { caller, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'

const field = (page) => page.getByRole('textbox', { name: '回复' })
const bubble = (page, text) => page.locator('.message.out', { hasText: text }).last()

async function say(page, text) {
  await field(page).fill(text)
  await page.keyboard.press('Enter')
  await bubble(page, text).waitFor()
}

async function menu(page, text, item) {
  const b = bubble(page, text)
  await b.hover()
  await b.getByRole('button', { name: '消息操作' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

const sent = (page, text) => bubble(page, text).getByRole('img', { name: '已发送' }).waitFor()

/** The cut is shown before it is sent, and is the one that leaves. */
async function cut(page, bot) {
  const words = '第一段说明。'.repeat(900)
  await field(page).fill(words)
  const hint = page.getByRole('button', { name: '将分成 2 条发送' })
  await hint.click()
  assert.equal(await page.locator('.plan li').count(), 2)
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: '发送', exact: true }).click()
  const parts = await until('both parts', () => {
    const list = bot.calls('sendMessage').filter((c) => c.text.includes('第一段说明'))
    return list.length === 2 && list
  })
  assert.equal(parts.map((p) => p.text).join(''), words)
  assert.ok(parts.every((p) => p.text.length <= 4096))
  await field(page).fill('第'.repeat(4096 * 11))
  await page.locator('.plan .bad').waitFor()
  assert.ok(await page.getByRole('button', { name: '发送', exact: true }).isDisabled(), 'more than the channel takes can be sent')
  await field(page).fill('')
}

async function edited(page, bot) {
  await say(page, '原来的话')
  await sent(page, '原来的话')
  await menu(page, '原来的话', '修改')
  await page.getByRole('textbox', { name: '回复' }).fill('改过的话')
  await page.getByRole('button', { name: '保存' }).click()
  await bubble(page, '改过的话').getByText('已修改').waitFor()
  await until('the platform was asked', () => bot.calls('editMessageText').some((c) => c.text === '改过的话'))
  await until('it is done', async () => (await page.locator('.change').count()) === 0)

  // What the platform refuses is said: the customer sees the old words.
  await menu(page, '改过的话', '修改')
  await page.getByRole('textbox', { name: '回复' }).fill('refuse 这次修改')
  await page.getByRole('button', { name: '保存' }).click()
  await page.getByText('修改失败，客户看到的仍是原文').waitFor()

  await say(page, '说错了')
  await sent(page, '说错了')
  await menu(page, '说错了', '撤回')
  await bubble(page, '说错了').getByText('已撤回').waitFor()
  await until('the platform was asked', () => bot.calls('deleteMessage').length === 1)
}

async function refused(page) {
  await say(page, 'refuse 地址')
  const b = bubble(page, 'refuse 地址')
  await b.locator('.verdict').getByText('对方').waitFor()
  await b.getByRole('button', { name: '重试' }).waitFor()
}

/** Sent, and the answer never came: the agent looks into the chat and decides. */
async function inDoubt(page, bot) {
  const asked = (text) => bot.calls('sendMessage').filter((c) => c.text === text).length
  await say(page, 'silence 一')
  const first = bubble(page, 'silence 一')
  await first.getByText('可能已送达').first().waitFor()
  await first.getByRole('img', { name: '不确定是否送达' }).waitFor()
  await first.getByRole('button', { name: '已送达' }).click()
  await first.locator('.verdict').waitFor({ state: 'detached' })
  await sent(page, 'silence 一')
  assert.equal(asked('silence 一'), 1, 'it was sent twice')

  await say(page, 'silence 二')
  const second = bubble(page, 'silence 二')
  await second.getByRole('button', { name: '重新发送' }).click()
  await until('it is sent again', () => asked('silence 二') === 2)
  await second.getByRole('button', { name: '放弃' }).click()
  await second.getByRole('img', { name: '发送失败' }).waitFor()
  assert.equal(asked('silence 二'), 2)
}

/** What was asked of the platform and what it said, without the token. */
async function exchange(page) {
  await menu(page, 'refuse 地址', '与平台的往来')
  const sheet = page.getByRole('dialog')
  await sheet.getByText('sendMessage').first().waitFor()
  await sheet.locator('summary').first().click()
  await sheet.getByText('Bad Request: chat not found').waitFor()
  assert.ok(!(await page.content()).includes('AAgood'), 'the token is in the page')
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
}

export default async function platform({ hub, browser }) {
  const bot = await startBotAPI()
  try {
    const { page, faults } = await openPage(browser)
    await setUp(page, hub)
    const call = caller(page)
    await linkBot(call, bot)
    bot.say('在吗')
    await page.goto(`${hub.agents}/inbox/queue`)
    await page.getByRole('option', { name: /陈晨/ }).click()
    await page.getByRole('button', { name: '接起会话' }).click()
    await field(page).waitFor()
    await cut(page, bot)
    await edited(page, bot)
    await refused(page)
    await inDoubt(page, bot)
    await exchange(page)
    assert.deepEqual(unexpected(faults), [])
  } finally {
    bot.stop()
  }
}
