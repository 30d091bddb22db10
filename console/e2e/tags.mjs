// Tags: made, coloured and renamed in the settings with the rules that name them, put on by choice, merged and taken away.
import assert from 'node:assert/strict'
import { everyLook } from './access.mjs'
import { openPage } from './browser.mjs'
import { seed, setUp } from './seed.mjs'
import { unexpected, until } from './wait.mjs'

const row = (page, scope, name) => page.getByRole('region', { name: scope }).locator('li', { has: page.getByText(name, { exact: true }) })

async function make(page, hub) {
  await page.goto(`${hub.agents}/settings/tags`)
  await row(page, '会话标签', '物流').getByText('1 个会话').waitFor()
  await page.getByRole('button', { name: '新建客户标签' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill('VIP')
  await dialog.getByRole('radio', { name: '橙' }).check()
  await dialog.getByRole('button', { name: '保存' }).click()
  await row(page, '客户标签', 'VIP').getByText('未使用').waitFor()
  // A name twice is refused in the form.
  await page.getByRole('button', { name: '新建客户标签' }).click()
  await dialog.getByLabel('名称').fill('VIP')
  await dialog.getByRole('button', { name: '保存' }).click()
  await dialog.getByText('已有同名的标签').waitFor()
  await page.keyboard.press('Escape')
}

/** Those that there are are offered beside the thread, by keys too. */
async function put(page, hub, call, c) {
  await page.goto(`${hub.agents}/inbox/all/${c.id}`)
  const panel = page.getByRole('complementary', { name: '客户资料' })
  await panel.getByRole('button', { name: '添加标签' }).nth(1).click()
  const field = panel.getByRole('combobox', { name: '客户标签' })
  await field.fill('vi')
  await panel.getByRole('option', { name: 'VIP' }).waitFor()
  await field.press('ArrowDown')
  await field.press('Enter')
  await until('it is on', async () => (await call('GET', `/contacts/${c.contact.id}`)).tags.join() === 'VIP')
  await field.press('Escape')
  await panel.getByRole('button', { name: '添加标签' }).first().click()
  await panel.getByRole('combobox', { name: '会话标签' }).fill('退')
  await panel.getByRole('option', { name: '退款' }).click()
  await until('it is on', async () => (await call('GET', `/conversations/${c.id}`)).tags.includes('退款'))
}

async function rename(page, hub, call) {
  const rule = await call('POST', '/routing/rules', { name: '贵宾优先', when: { tags: { any: ['VIP'] } }, then: { priority: 2 } })
  await page.goto(`${hub.agents}/settings/tags`)
  await row(page, '客户标签', 'VIP').getByText('分流规则：贵宾优先').waitFor()
  await row(page, '客户标签', 'VIP').getByText('1 位客户').waitFor()
  // While a rule names it, it stays.
  await page.getByRole('button', { name: '删除标签“VIP”' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('以下分流规则使用此标签').waitFor()
  assert.ok(await dialog.getByRole('button', { name: '删除' }).isDisabled())
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '修改标签“VIP”' }).click()
  await dialog.getByText('有 1 条分流规则使用此标签').waitFor()
  await dialog.getByLabel('名称').fill('金卡')
  await dialog.getByRole('button', { name: '保存' }).click()
  await row(page, '客户标签', '金卡').waitFor()
  const now = (await call('GET', '/routing/rules')).items.find((r) => r.id === rule.id)
  assert.deepEqual(now.when.tags.any, ['金卡'])
  return rule
}

async function remove(page, call, c, rule) {
  const dialog = page.getByRole('dialog')
  // Merged, the rule follows.
  await call('POST', '/tags', { scope: 'contact', name: '会员' })
  await page.reload()
  await page.getByRole('button', { name: '删除标签“金卡”' }).click()
  await dialog.getByLabel('合并到').selectOption({ label: '会员' })
  await dialog.getByRole('button', { name: '合并' }).click()
  await row(page, '客户标签', '会员').getByText('1 位客户').waitFor()
  assert.deepEqual((await call('GET', '/routing/rules')).items.find((r) => r.id === rule.id).when.tags.any, ['会员'])
  await call('DELETE', `/routing/rules/${rule.id}`)
  await page.reload()
  await page.getByRole('button', { name: '删除标签“会员”' }).click()
  await dialog.getByText('将从 1 位客户上移除').waitFor()
  await dialog.getByRole('button', { name: '删除' }).click()
  await page.getByText('标签已删除').waitFor()
  assert.deepEqual((await call('GET', `/contacts/${c.contact.id}`)).tags, [])
}

export default async function tags({ hub, browser, out }) {
  const { page, faults } = await openPage(browser, { bypassCSP: true })
  const account = await setUp(page, hub)
  const { call, conversation } = await seed(page, hub, account)
  const c = conversation('王芳')
  await make(page, hub)
  await put(page, hub, call, c)
  const rule = await rename(page, hub, call)
  await remove(page, call, c, rule)

  await call('POST', '/tags', { scope: 'contact', name: '金卡会员', color: '#c99a06' })
  await call('POST', '/tags', { scope: 'contact', name: '易流失' })
  await call('POST', '/routing/rules', { name: '金卡会员先接', when: { tags: { any: ['金卡会员'] } }, then: { priority: 2, tags: ['重要'] } })
  await call('PUT', `/contacts/${c.contact.id}/tags/${encodeURIComponent('金卡会员')}`)
  const desk = { page, call, out }
  const found = await everyLook(desk, 'tags', async () => {
    await page.goto(`${hub.agents}/settings/tags`)
    await page.locator('.name').nth(3).waitFor()
  }, [1440, 1024, 390])
  found.push(...await everyLook(desk, 'tags-remove', async (_, locale) => {
    await page.goto(`${hub.agents}/settings/tags`)
    await page.getByRole('button', { name: locale === 'en' ? 'Delete tag “金卡会员”' : '删除标签“金卡会员”' }).click()
    await page.getByRole('dialog').getByRole('listitem').waitFor()
  }))
  found.push(...await everyLook(desk, 'tags-edit', async (_, locale) => {
    await page.goto(`${hub.agents}/settings/tags`)
    await page.getByRole('button', { name: locale === 'en' ? 'Edit tag “金卡会员”' : '修改标签“金卡会员”' }).click()
    await page.getByRole('dialog').getByRole('radio').first().waitFor()
  }))
  found.push(...await everyLook(desk, 'tags-pick', async (_, locale) => {
    await page.goto(`${hub.agents}/contacts/${c.contact.id}`)
    await page.getByRole('button', { name: locale === 'en' ? 'Add tag' : '添加标签' }).click()
    await page.getByRole('option').first().waitFor()
  }))
  assert.deepEqual(found, [])
  assert.deepEqual(unexpected(faults), [])
}
