// WeChat's emulator as a process of its own, and what a test does to it.
import { spawn, spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export async function startWeChat(folder) {
  const bin = join(folder, 'wechat-emulator')
  const built = spawnSync('go', ['build', '-o', bin, './connectors/wechat/wechattest/emulator'], { cwd: root, stdio: 'inherit' })
  if (built.status !== 0) throw new Error('the emulator does not build')
  const child = spawn(bin, { stdio: ['pipe', 'pipe', 'inherit'] })
  const { url, control } = JSON.parse((await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next()).value)

  async function order(path, body) {
    const answer = await fetch(control + path, { method: 'POST', body: JSON.stringify(body) })
    const said = await answer.json()
    if (!answer.ok) throw new Error(said.error)
    return said
  }
  return {
    url,
    /** Registers an account, and says what its owner and its people do. */
    async app(appid, secret, more = {}) {
      await order('/app', { appid, secret, kind: 'service', ...more })
      return {
        appid, secret,
        letIn: (whitelist) => order('/whitelist', { appid, whitelist }),
        /** Saves the callback on the platform's page; rejects with what the page says. */
        callback: (c) => order('/callback', { appid, mode: 'safe', ...c }),
        does: (user, act, text = '', id = '') => order('/do', { appid, user, act, text, id }),
        openid: async (user) => (await order('/shown', { appid, user })).openid,
        shown: async (user) => (await order('/shown', { appid, user })).items,
      }
    },
    advance: (seconds) => order('/advance', { seconds }),
    stop: () => child.stdin.end(),
  }
}
