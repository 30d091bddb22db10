// Accounts, failures, people, keys and the profile, against a real hub.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { looks, overflows, resize } from './access.mjs'
import { faultsOf } from './axe.mjs'
import { startBotAPI } from './botapi.mjs'
import { openPage } from './browser.mjs'
import { caller, owner, setUp } from './seed.mjs'
import { until } from './wait.mjs'

const token = '123456789:AAgood'

async function linkAccount({ page, hub, bot }) {
  await page.goto(`${hub.agents}/settings/accounts`)
  await page.getByRole('button', { name: '接入账号' }).click()
  await page.getByRole('link', { name: /Telegram/ }).click()
  await page.getByLabel('名称').fill('茶叶店')
  const secret = page.getByLabel('机器人令牌')
  assert.equal(await secret.getAttribute('type'), 'password')
  await page.getByText('更多设置').click()
  await page.getByLabel(/Bot API 地址/).fill(bot.url)

  await secret.fill('not a token')
  await page.getByRole('button', { name: '检查并接入' }).click()
  await page.getByText('格式不符').waitFor()
  assert.equal(await secret.getAttribute('aria-invalid'), 'true')

  await secret.fill('123456789:BAD')
  await page.getByRole('button', { name: '检查并接入' }).click()
  await page.getByText('Telegram 拒绝此令牌').waitFor()

  await secret.fill(token)
  await page.getByRole('button', { name: '检查并接入' }).click()
  await page.locator('#main').getByText('平台已确认此账号').waitFor()
  await page.locator('#main').getByText('等待第一条消息').waitFor()
  assert.equal(await page.getByLabel('机器人令牌').inputValue(), '', 'a secret is shown again')
  assert.ok(!(await page.content()).includes(token), 'the secret is in the page')
  const id = new URL(page.url()).pathname.split('/').pop()
  assert.equal(await page.getByLabel('回调地址').inputValue(), `${hub.public}/hooks/telegram/${id}`)

  bot.say('你好')
  await page.locator('[data-leg=first_message]').getByText('已收到消息', { exact: true }).waitFor()
  return id
}

async function changeAccount({ page }) {
  await page.getByLabel('名称').fill('茶叶店二号')
  await page.getByLabel('机器人令牌').fill('123456789:BAD')
  await page.getByRole('region', { name: '设置', exact: true }).getByRole('button', { name: '保存' }).click()
  await page.getByText('Telegram 拒绝此令牌').waitFor()
  await page.getByLabel('机器人令牌').fill('123456789:AAfresh')
  await page.getByRole('region', { name: '设置', exact: true }).getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { name: '茶叶店二号' }).waitFor()
  await page.getByText('已保存', { exact: true }).waitFor()
  assert.equal(await page.getByLabel('机器人令牌').inputValue(), '', 'the new secret stays in the field')

  await page.getByRole('button', { name: '暂停' }).click()
  await page.getByText('已暂停', { exact: true }).waitFor()
  await page.getByRole('button', { name: '撤销' }).click()
  await page.getByRole('button', { name: '立即检查' }).waitFor()
}

async function webAccount({ page, hub, web }) {
  await page.goto(`${hub.agents}/settings/accounts/${web}`)
  assert.equal(await page.getByLabel('HTML 代码').inputValue(), `<script async src="${hub.public}/widget/v1/loader.js" data-account="${web}"></script>`)
  const preview = await page.getByRole('link', { name: '实时预览' }).getAttribute('href')
  assert.equal((await fetch(preview)).status, 200)
  const origins = page.getByLabel(/允许的页面/)
  await origins.fill('shop.example.com/path')
  await page.getByRole('region', { name: '设置', exact: true }).getByRole('button', { name: '保存' }).click()
  await page.getByText('请填写形如').waitFor()
  await origins.fill('https://shop.example.com')
  await page.getByRole('region', { name: '设置', exact: true }).getByRole('button', { name: '保存' }).click()
  await page.locator('#main').getByText('以下页面可以显示聊天窗口').waitFor()
}

async function failedPayloads({ page, hub, bot, account }) {
  bot.garble()
  bot.say('坏的之后')
  const call = caller(page)
  await until('the payload fails', async () => (await call('GET', '/raws')).items.length > 0)
  const title = await page.title()
  await page.goto(`${hub.agents}/settings/failures/raws`)
  await page.locator('summary').first().click()
  const body = await page.locator('pre').first().textContent()
  assert.ok(body.includes('<script>alert(1)</script>') && body.includes('\n  '), 'the body is not shown as indented text')
  await page.getByRole('button', { name: '重新解析' }).click()
  await page.locator('.act').getByText('仍然无法解析').waitFor()
  assert.notEqual(await page.title(), '1', `a payload ran in the page (${title})`)
  await page.getByRole('link', { name: '任务' }).click()
  await page.getByText('没有被放弃的任务').waitFor()
  assert.ok(account)
}

async function people({ page, hub, browser }) {
  await page.goto(`${hub.agents}/settings/teams`)
  await page.getByRole('button', { name: '新建技能组' }).click()
  await page.getByLabel('名称').fill('售前')
  await page.getByRole('dialog').getByRole('button', { name: '新建技能组' }).click()
  await page.getByText('技能组已创建').waitFor()

  await page.goto(`${hub.agents}/settings/people`)
  await page.getByRole('button', { name: '邀请' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('邮箱（可选）').fill('zhou@example.com')
  await dialog.getByLabel('售前').check()
  await dialog.getByRole('button', { name: '生成链接' }).click()
  const link = await dialog.getByLabel('链接').inputValue()
  assert.match(link, /\/invitation#token=sbi_/)
  await dialog.getByRole('button', { name: '完成' }).click()
  await page.getByText('未使用的邀请').waitFor()

  const other = await openPage(browser)
  await other.page.goto(hub.agents + new URL(link).pathname + new URL(link).hash)
  await other.page.getByLabel('姓名').fill('周周')
  await other.page.getByLabel('密码', { exact: true }).fill('一个很长的密码 2026')
  await other.page.locator('button[type=submit]').click()
  await other.page.waitForURL('**/inbox/**')
  await other.page.goto(`${hub.agents}/settings/failures/raws`)
  await other.page.getByText('查看与重放原始数据').waitFor() // the right that is missing
  await other.page.goto(`${hub.agents}/settings/accounts/new`)
  await other.page.getByText('管理渠道账号').first().waitFor()

  await page.reload()
  const row = page.getByRole('listitem').filter({ hasText: 'zhou@example.com' })
  await row.getByText('售前').waitFor()
  await row.getByRole('button', { name: '周周 的操作' }).click()
  await page.getByRole('menuitem', { name: '修改…' }).click()
  await page.getByRole('dialog').getByLabel('角色').selectOption('supervisor')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await row.getByText('主管').waitFor()
  await page.getByRole('button', { name: '撤销' }).click()
  await row.getByText('坐席').waitFor()

  await row.getByRole('button', { name: '周周 的操作' }).click()
  await page.getByRole('menuitem', { name: '停用' }).click()
  await page.getByRole('alertdialog').getByText('没有未结束的会话').waitFor()
  await page.getByRole('alertdialog').getByRole('button', { name: '停用' }).click()
  await row.getByText('已停用').waitFor()
  await other.page.waitForURL('**/signin**')
  await other.context.close()
}

async function keys({ page, hub }) {
  await page.goto(`${hub.agents}/settings/keys`)
  await page.getByRole('button', { name: '新建密钥' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('名称').fill('CRM')
  await dialog.getByRole('button', { name: '新建密钥' }).click()
  await dialog.getByText('请至少选择一项权限').waitFor()
  await dialog.getByLabel(/查看会话/).check()
  await dialog.getByRole('button', { name: '新建密钥' }).click()
  const key = await dialog.getByLabel('API 密钥', { exact: true }).inputValue()
  const asked = () => fetch(`${hub.agents}/api/v1/conversations`, { headers: { Authorization: `Bearer ${key}` } })
  assert.equal((await asked()).status, 200)
  await dialog.getByRole('button', { name: '我已保存' }).click()
  assert.ok(!(await page.content()).includes(key), 'the key is shown again')
  await page.getByRole('button', { name: '吊销' }).first().click()
  await page.getByRole('alertdialog').getByRole('button', { name: '吊销' }).click()
  await page.getByText('已吊销', { exact: true }).waitFor()
  assert.equal((await asked()).status, 401)
}

async function profile({ page, hub, browser }) {
  const second = await openPage(browser)
  await second.page.goto(`${hub.agents}/signin`)
  await second.page.getByLabel('邮箱').fill(owner.email)
  await second.page.getByLabel('密码', { exact: true }).fill(owner.password)
  await second.page.getByRole('button', { name: '登录' }).click()
  await second.page.waitForURL('**/inbox/**')

  await page.goto(`${hub.agents}/settings/profile`)
  await page.getByText('忙碌').click()
  await page.getByLabel('原因（可选）').fill('开会')
  await page.getByLabel('原因（可选）').blur()
  await page.getByText('深色').click()
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark')
  await page.getByLabel('当前密码').fill('wrong')
  await page.getByLabel('新密码').fill('另一个很长的密码 2027')
  await page.getByRole('button', { name: '修改密码' }).click()
  await page.getByText('当前密码不正确').waitFor()

  const others = page.getByRole('region', { name: '已登录的设备' }).getByRole('listitem').filter({ hasNotText: '当前浏览器' })
  await others.first().getByRole('button', { name: '结束' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: '结束' }).click()
  await page.getByText('已结束 1 个登录').waitFor()
  await second.page.waitForURL('**/signin**')
  await second.context.close()

  await page.getByLabel('当前密码').fill(owner.password)
  await page.getByRole('button', { name: '修改密码' }).click()
  await page.getByText('密码已修改').waitFor()
  const me = await caller(page)('GET', '/me')
  assert.deepEqual([me.availability, me.reason, me.preferences.theme], ['busy', '开会', 'dark'])
  await page.getByLabel('语言').selectOption('en')
  await page.getByRole('region', { name: '基本资料' }).getByRole('button', { name: '保存' }).click()
  await page.getByRole('heading', { name: 'Password' }).waitFor()
}

/** Every page as it looks: no serious fault of access, nothing beyond the edge. */
async function look({ page, hub, web, account, shots }) {
  const call = caller(page)
  const paths = {
    profile: 'profile', accounts: 'accounts', channels: 'accounts/new', link: 'accounts/new/telegram', telegram: `accounts/${account}`, web: `accounts/${web}`,
    people: 'people', teams: 'teams', keys: 'keys', raws: 'failures/raws', jobs: 'failures/jobs',
  }
  const found = []
  for (const { theme, locale, width } of looks([1440, 1024, 390])) {
    await call('PATCH', '/me', { locale, preferences: { theme } })
    await resize(page, width)
    for (const [name, path] of Object.entries(paths)) {
      await page.goto(`${hub.agents}/settings/${path}`)
      await page.locator('article.page h2').waitFor()
      await page.locator('[role=status][aria-label]').waitFor({ state: 'detached' })
      const at = `${name} ${width} ${theme} ${locale}`
      if (await overflows(page)) found.push(`${at}: wider than the window`)
      const every = {} // good practice too
      found.push(...(await faultsOf(page, every)).map((f) => `${at}: ${f}`))
      await page.screenshot({ path: join(shots, `settings-${name}-${width}-${theme}-${locale}.png`) })
    }
  }
  assert.deepEqual(found, [])
}

export default async function run({ hub, browser, out }) {
  const bot = await startBotAPI()
  try {
    const { page, faults } = await openPage(browser)
    const web = await setUp(page, hub)
    const desk = { page, hub, bot, browser, web, shots: process.env.SCREENSHOTS ?? out }
    desk.account = await linkAccount(desk)
    for (const step of [changeAccount, webAccount, failedPayloads, people, keys, profile, look]) await step(desk)
    // A refusal is an answer; the browser tells of it in its console all the same.
    assert.deepEqual(faults.filter((f) => !/status of (401|409|422)/.test(f)), [])
  } finally {
    bot.stop()
  }
}
