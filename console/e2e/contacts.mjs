// One person on two channels: one line of all that was said, what is noted of them, two contacts made one and parted again, and a block.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { everyLook } from './access.mjs'
import { linkBot, startBotAPI } from './botapi.mjs'
import { openPage } from './browser.mjs'
import { colleague } from './colleague.mjs'
import { seed, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'

const said = (page) => page.getByRole('region', { name: '全部渠道的往来' }).locator('.said')

async function find(page, hub) {
  await page.goto(`${hub.agents}/inbox/all`)
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '客户' }).click()
  await page.getByText('选择一位客户').waitFor()
  // By the hub, among all: any part of a name, and not what is not there.
  const search = page.getByRole('searchbox')
  await search.fill('不在这里')
  await page.getByText('没有找到“不在这里”').waitFor()
  await search.fill('志远')
  await page.getByRole('button', { name: /陈志远/ }).click()
  assert.equal(await page.locator('section[aria-label=客户] li').count(), 1)
  await page.getByText('我们大概有 120 人。').waitFor()
}

async function merge(page) {
  await page.getByRole('button', { name: '合并…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /陈晨/ }).click()
  // Both are looked at before.
  await dialog.getByText('请核对两边确为同一人').waitFor()
  const cards = dialog.getByRole('radiogroup').locator('label')
  assert.equal(await cards.count(), 2)
  await cards.nth(0).getByText('网站').waitFor()
  await cards.nth(1).getByText('茶叶店').waitFor()
  await dialog.getByRole('button', { name: '合并', exact: true }).click()
  await page.getByText('已将陈晨并入陈志远').last().waitFor()
  await until('one line of both', async () => {
    const texts = (await said(page).allTextContents()).join()
    return texts.includes('茶叶还有货吗') && texts.includes('120 人')
  })
  assert.match(await said(page).first().textContent(), /茶叶还有货吗/, 'the newest is not first')
  await until('the notes of both', async () => {
    const texts = (await notesOf(page).allTextContents()).join()
    return texts.includes('只在茶叶店联系') && texts.includes('喜欢喝乌龙茶')
  })
}

async function part(page, call, ids) {
  const parts = page.locator('section', { has: page.getByRole('heading', { name: '已并入此客户' }) })
  await parts.getByText(/由李小满合并/).waitFor()
  await page.getByRole('button', { name: '拆分…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('将重新独立').waitFor()
  await dialog.locator('strong', { hasText: '陈晨' }).waitFor()
  await dialog.getByRole('button', { name: '拆分', exact: true }).click()
  await page.getByText('已拆分').waitFor()
  await until('apart', async () => !(await said(page).allTextContents()).join().includes('茶叶还有货吗'))
  await until('the notes are apart', async () => (await notesOf(page).count()) === 2 && !(await notesOf(page).allTextContents()).join().includes('只在茶叶店联系'))
  assert.equal((await call('GET', `/contacts/${ids.from}`)).merged_into, undefined)
  assert.equal((await call('GET', `/contacts/${ids.from}/conversations?limit=10`)).items.length, 1)
  // Merged again, and undone by the toast.
  await merge(page)
  await page.getByRole('status').getByRole('button', { name: '撤销' }).last().click()
  await until('undone', async () => !(await call('GET', `/contacts/${ids.from}`)).merged_into)
}

const notesOf = (page) => page.getByRole('list', { name: '备注' }).getByRole('listitem')
const menuOf = (page, text) => page.getByRole('button', { name: `备注操作：${text}` })

/** Written beside a thread by the keyboard, seen there by a colleague, edited and deleted by who may. */
async function notes({ page, browser, hub, call, conversation, out }) {
  const thread = `${hub.agents}/inbox/all/${conversation.id}`
  const wu = await colleague(browser, hub, call, { name: '小吴', email: 'wu@example.com', role: 'agent' })
  await Promise.all([page.goto(thread), wu.page.goto(thread)])
  await wu.page.getByRole('button', { name: '添加备注' }).waitFor()
  const write = async (text, keys) => {
    await page.getByRole('button', { name: '添加备注' }).press('Enter')
    await page.keyboard.type(text)
    await page.keyboard.press(keys)
  }
  await write('不留下的', 'Escape')
  assert.ok(await page.getByRole('button', { name: '添加备注' }).evaluate((e) => e === document.activeElement), 'the focus is lost')
  await write('喜欢喝绿茶', 'ControlOrMeta+Enter')
  await notesOf(page).filter({ hasText: '喜欢喝绿茶' }).waitFor()
  await write('周五之前要报价', 'ControlOrMeta+Enter')
  await until('the newest first', async () => (await notesOf(page).locator('.text').allTextContents()).join() === '周五之前要报价,喜欢喝绿茶')
  await notesOf(wu.page).nth(1).waitFor() // without being loaded anew

  await menuOf(page, '喜欢喝绿茶').press('Enter')
  await page.getByRole('menuitem', { name: '编辑' }).press('Enter')
  const field = page.getByRole('textbox', { name: '备注内容，仅同事可见' })
  assert.equal(await field.inputValue(), '喜欢喝绿茶')
  await field.fill('喜欢喝乌龙茶')
  await page.getByRole('button', { name: '保存' }).click()
  await notesOf(page).filter({ hasText: '喜欢喝乌龙茶' }).getByText('已修改').waitFor()

  // A colleague's is nothing that an agent could change; who supervises may take it away.
  assert.equal(await menuOf(wu.page, '').count(), 0)
  await wu.page.getByRole('button', { name: '添加备注' }).click()
  await wu.page.keyboard.type('说话比较急，请耐心')
  await wu.page.getByRole('button', { name: '保存' }).click()
  await menuOf(wu.page, '说话比较急').waitFor()
  await page.reload()
  await notesOf(page).filter({ hasText: '小吴' }).waitFor()
  await menuOf(page, '说话比较急').click()
  assert.equal(await page.getByRole('menuitem', { name: '编辑' }).count(), 0)
  await page.getByRole('menuitem', { name: '删除' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText('说话比较急').waitFor()
  await page.screenshot({ path: join(out, 'note-delete.png'), animations: 'disabled' })
  await dialog.getByRole('button', { name: '删除' }).click()
  await page.getByText('已删除备注').waitFor()
  await until('it is gone', async () => (await notesOf(page).count()) === 2)
  await wu.context.close()
  return wu.faults
}

/** People come above messages in the search, and are there in the palette. */
async function searched(page, hub, call) {
  const c = (await call('GET', '/contacts?q=%E7%8E%8B%E8%8A%B3')).items[0]
  await call('PATCH', `/contacts/${c.id}`, { fields: { phone: '13812345678' } })
  await until('the number is known', async () => (await call('GET', '/contacts?q=13812345678')).items.length === 1)
  await page.goto(`${hub.agents}/search?q=13812345678`)
  await page.getByRole('region', { name: '客户' }).getByRole('link', { name: /王芳/ }).waitFor()
  await page.getByText('没有匹配的消息').waitFor()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: '输入命令' }).fill('志远')
  await page.getByRole('option', { name: '客户：陈志远' }).waitFor()
  await page.getByRole('option', { name: '客户：陈志远' }).click()
  await page.getByText('我们大概有 120 人。').waitFor()
}

/** Who sees numbers masked finds nobody by what is hidden. */
async function masked(browser, hub, call) {
  const { page, context, faults } = await colleague(browser, hub, call, { name: '小周', email: 'zhou@example.com', role: 'agent' })
  await page.goto(`${hub.agents}/contacts`)
  await page.getByRole('searchbox').fill('13812345678')
  await page.getByText('被隐藏的电话和邮箱无法用于查找。').waitFor()
  await page.getByRole('searchbox').fill('王芳')
  await page.getByRole('button', { name: /138\*{4}5678/ }).waitFor()
  await context.close()
  return faults
}

async function block(page, call, id) {
  const blocked = async () => (await call('GET', `/contacts/${id}`)).blocked
  const button = page.getByRole('button', { name: '拉黑', exact: true })
  await button.click()
  await page.getByRole('dialog').getByRole('button', { name: '拉黑此客户' }).click()
  // The page shows it before the hub has it.
  await until('the hub has it', blocked)
  await page.getByRole('button', { name: '解除拉黑' }).click()
  await button.waitFor()
  await until('and has it no more', async () => !(await blocked()))
}

export default async function contacts({ hub, browser, out }) {
  const bot = await startBotAPI()
  try {
    const { page, faults } = await openPage(browser, { bypassCSP: true })
    const account = await setUp(page, hub)
    const { call, conversation } = await seed(page, hub, account)
    await linkBot(call, bot)
    bot.say('茶叶还有货吗？')
    const chen = await until('the other channel', async () => (await call('GET', '/contacts?limit=50')).items.find((x) => x.name === '陈晨'))
    const ids = { into: conversation('陈志远').contact.id, from: chen.id }
    await call('POST', `/contacts/${ids.from}/notes`, { text: '只在茶叶店联系' })
    const written = await notes({ page, browser, hub, call, conversation: conversation('陈志远'), out })
    await find(page, hub)
    await merge(page)
    // The link of the one that was merged leads on.
    const second = await openPage(browser, { storageState: await page.context().storageState() })
    await second.page.goto(`${hub.agents}/contacts/${ids.from}`)
    await second.page.getByText('此客户已并入陈志远').waitFor()
    await second.context.close()
    await part(page, call, ids)
    await block(page, call, ids.into)
    await searched(page, hub, call)
    const blind = await masked(browser, hub, call)

    // Who may only read is offered nothing else.
    const looks = await colleague(browser, hub, call, { name: '看看', email: 'look@example.com', role: 'viewer' })
    await looks.page.goto(`${hub.agents}/contacts/${ids.into}`)
    await looks.page.getByText('我们大概有 120 人。').waitFor()
    await notesOf(looks.page).nth(1).waitFor()
    assert.equal(await menuOf(looks.page, '').count(), 0)
    for (const name of ['合并…', '拉黑', '添加标签', '添加资料', '添加备注']) assert.equal(await looks.page.getByRole('button', { name }).count(), 0, name)

    const sun = conversation('孙悦')
    const long = Array.from({ length: 12 }, (_, i) => `${i + 1}. 换货：颜色不对，已请仓库核对批次，回访时请先问清收货地址。`).join('\n')
    for (const text of ['https://shop.example.com/orders/20231121-a-very-long-address-without-any-space-in-it', long, '回头客，优先处理。']) {
      await call('POST', `/contacts/${sun.contact.id}/notes`, { text })
    }
    const found = await everyLook({ page, call, out }, 'notes', async (width) => {
      await page.goto(`${hub.agents}/inbox/all/${sun.id}`)
      if (width < 1440) await page.locator('header.head').getByRole('button', { name: '孙悦', exact: true }).click()
      await page.locator('.note').nth(2).waitFor()
      await page.locator('.note .dots').nth(2).click()
      await page.getByRole('menuitem').first().click()
      await page.locator('.note textarea').scrollIntoViewIfNeeded()
    }, [1440, 1024, 390])
    found.push(...await everyLook({ page, call, out }, 'contact', async () => {
      await page.goto(`${hub.agents}/contacts/${sun.contact.id}`)
      await page.locator('.said').nth(1).waitFor()
      await page.locator('.note').nth(2).waitFor()
    }, [1440, 1024, 390]))
    found.push(...await everyLook({ page, call, out }, 'contacts', async () => {
      await page.goto(`${hub.agents}/contacts`)
      await page.locator('.lines').nth(3).waitFor()
    }))
    found.push(...await everyLook({ page, call, out }, 'found', async () => {
      await page.goto(`${hub.agents}/search?q=%E8%AE%A2%E5%8D%95%20`)
      await page.locator('.hit').first().waitFor()
      await page.goto(`${hub.agents}/search?q=%E5%BF%97%E8%BF%9C`)
      await page.locator('.person').first().waitFor()
    }))
    found.push(...await everyLook({ page, call, out }, 'merge', async (_, locale) => {
      await page.goto(`${hub.agents}/contacts/${ids.into}`)
      await page.getByRole('button', { name: locale === 'en' ? 'Merge…' : '合并…' }).click()
      await page.getByRole('dialog').getByRole('button', { name: /陈晨/ }).click()
      await page.getByRole('radiogroup').waitFor()
    }))
    await call('POST', `/contacts/${ids.from}/merge`, { into: ids.into })
    found.push(...await everyLook({ page, call, out }, 'contact-merged', async () => {
      await page.goto(`${hub.agents}/contacts/${ids.into}`)
      await page.locator('.part').waitFor()
      await page.locator('.said').nth(1).waitFor()
    }))
    assert.deepEqual(found, [])
    assert.deepEqual(unexpected([...faults, ...looks.faults, ...blind, ...written]), [])
  } finally {
    bot.stop()
  }
}
