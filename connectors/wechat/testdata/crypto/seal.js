// Seals what it is asked to with two public implementations, and opens what we
// sealed. Stdin: one JSON object, {token, key, id, timestamp, nonce, messages,
// sealed}; stdout: {seals: [[{by, encrypt, signature}]], opened: [[{by, message, id}]]}.
import { readFileSync } from 'node:fs'
import wecom from '@wecom/crypto'
import WXBizMsgCrypt from 'wechat-crypto'

const q = JSON.parse(readFileSync(0, 'utf8'))
const other = new WXBizMsgCrypt(q.token, q.key, q.id)

const sign = {
  wecom: (encrypt) => wecom.getSignature(q.token, q.timestamp, q.nonce, encrypt),
  'wechat-crypto': (encrypt) => other.getSignature(q.timestamp, q.nonce, encrypt),
}
const seal = {
  wecom: (message) => wecom.encrypt(q.key, message, q.id),
  'wechat-crypto': (message) => other.encrypt(message),
}
const open = {
  wecom: (encrypt) => wecom.decrypt(q.key, encrypt),
  'wechat-crypto': (encrypt) => other.decrypt(encrypt),
}

const each = (list, make) => list.map((x) => Object.keys(seal).map((by) => ({ by, ...make(by, x) })))
console.log(
  JSON.stringify({
    seals: each(q.messages, (by, message) => {
      const encrypt = seal[by](message)
      return { encrypt, signature: sign[by](encrypt) }
    }),
    opened: each(q.sealed, (by, encrypt) => open[by](encrypt)),
  }),
)
