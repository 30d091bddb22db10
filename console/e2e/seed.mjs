// A desk with some life in it, made by the same calls as everything else.
import { visitor } from './visitor.mjs'

export const owner = { name: '李小满', email: 'owner@example.com', password: '春天的第一场雨 2026' }

/** Calls the agents' API as the page's own session does. */
export function caller(page) {
  return (method, path, body) =>
    page.evaluate(
      async ([method, path, body]) => {
        const { csrf } = await (await fetch('/api/v1/session')).json()
        const answer = await fetch(`/api/v1${path}`, {
          method, headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
        const text = await answer.text()
        if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
        return text ? JSON.parse(text) : undefined
      },
      [method, path, body],
    )
}

const people = [
  ['王芳', ['你好，我想问一下订单 20231121 的物流', '已经三天没有更新了，请帮我查一下：https://shop.example.com/orders/20231121'], ['物流']],
  ['陈志远', ['你们的企业版支持多少坐席？', '我们大概有 120 人。'], ['售前', '企业版', '重要']],
  ['Emma Wilson', ['Hi, my invoice shows the wrong company name. Could you correct it before Friday?'], ['billing']],
  ['赵敏', ['发票什么时候能开？'], []],
  ['', ['在吗'], []],
  ['孙悦', ['收到货了，但是颜色不对，可以换货吗？', '照片我等下发给您。'], ['售后']],
  ['Lucas Müller', ['The discount code SPRING does not work at checkout.'], []],
  ['周杰', ['请问周末有人值班吗？'], []],
  ['吴磊', ['谢谢，问题已经解决了！'], []],
  ['林小雨', ['我想取消昨天的订单'], ['退款']],
  ['Sofia Rossi', ['Do you ship to Italy?'], []],
  ['黄建国', ['客服电话是多少？打了好几次都占线，麻烦尽快回复我，我这边很着急，明天就要用了。'], []],
]

export async function setUp(page, hub) {
  await page.goto(`${hub.agents}/setup#token=${hub.setupToken()}`)
  await page.getByLabel('姓名').fill(owner.name)
  await page.getByLabel('邮箱').fill(owner.email)
  await page.getByLabel('密码', { exact: true }).fill(owner.password)
  await page.getByRole('button', { name: '创建所有者账号' }).click()
  await page.getByText('您的工作台').first().waitFor()
  const { web_account } = await (await fetch(`${hub.agents}/api/v1/setup`)).json()
  return web_account
}

export async function seed(page, hub, account) {
  const call = caller(page)
  await call('PATCH', `/accounts/${account}`, { settings: { sessions_per_minute: '10000', sessions_per_hour: '100000', messages_per_minute: '10000', messages_burst: '1000', uploads_per_minute: '1000' } })
  for (const [name, email] of [['张伟', 'zhangwei@example.com'], ['Anna Schmidt', 'anna@example.com']]) await call('POST', '/agents', { name, email, role: 'agent' })
  await call('POST', '/teams', { name: '售后组' })
  const visitors = []
  for (const [name, texts, tags] of people) {
    const v = await visitor(hub, account, name ? { name } : {})
    for (const text of texts) await v.say(text)
    visitors.push({ v, name, tags })
  }
  const { items } = await call('GET', '/conversations?view=all&limit=100')
  const byName = (name) => items.find((c) => c.contact.name === name)
  for (const { name, tags } of visitors) {
    const c = byName(name)
    for (const tag of c ? tags : []) await call('PUT', `/conversations/${c.id}/tags/${encodeURIComponent(tag)}`)
  }
  return { call, visitors, conversation: byName }
}
