// One person on two channels: one line of all that was said, two contacts made one and parted again, and a block.
import assert from 'node:assert/strict'
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
  assert.equal((await call('GET', `/contacts/${ids.from}`)).merged_into, undefined)
  assert.equal((await call('GET', `/contacts/${ids.from}/conversations?limit=10`)).items.length, 1)
  // Merged again, and undone by the toast.
  await merge(page)
  await page.getByRole('status').getByRole('button', { name: '撤销' }).last().click()
  await until('undone', async () => !(await call('GET', `/contacts/${ids.from}`)).merged_into)
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
  await page.getByRole('button', { name: '拉黑' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '拉黑此客户' }).click()
  await page.getByRole('button', { name: '解除拉黑' }).waitFor()
  assert.ok((await call('GET', `/contacts/${id}`)).blocked)
  await page.getByRole('button', { name: '解除拉黑' }).click()
  await page.getByRole('button', { name: '拉黑' }).waitFor()
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
    for (const name of ['合并…', '拉黑', '添加标签', '添加资料']) assert.equal(await looks.page.getByRole('button', { name }).count(), 0, name)

    const found = await everyLook({ page, call, out }, 'contact', async () => {
      await page.goto(`${hub.agents}/contacts/${conversation('孙悦').contact.id}`)
      await page.locator('.said').nth(1).waitFor()
    }, [1440, 1024, 390])
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
    assert.deepEqual(unexpected([...faults, ...looks.faults, ...blind]), [])
  } finally {
    bot.stop()
  }
}
