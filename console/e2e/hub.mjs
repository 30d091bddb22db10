// A real hub for the browser tests: its own folder, free ports, stopped at the end.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

// A port that a hub may take again after a restart. It is below those that the system gives to outgoing
// connections (from 32768 on Linux), which could be on it by the time the hub listens.
function freePort() {
  return new Promise((resolve, reject) => {
    const s = createServer()
    s.once('error', (error) => (error.code === 'EADDRINUSE' ? freePort().then(resolve, reject) : reject(error)))
    s.listen(10_000 + Math.floor(Math.random() * 22_000), '127.0.0.1', () => {
      const { port } = s.address()
      s.close(() => resolve(port))
    })
  })
}

/** Builds the binary, unless SWITCHBOARD_BIN names one. */
export function binary(folder) {
  if (process.env.SWITCHBOARD_BIN) return process.env.SWITCHBOARD_BIN
  const out = join(folder, 'switchboard')
  const built = spawnSync('go', ['build', '-o', out, './cmd/switchboard'], { cwd: root, stdio: 'inherit' })
  if (built.status !== 0) throw new Error('the hub does not build')
  return out
}

export async function startHub(options = {}) {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'switchboard-e2e-'))
  const bin = options.bin ?? binary(folder)
  const ports = options.ports ?? { public: await freePort(), agents: await freePort() }
  const args = ['serve', '--data', join(folder, 'data'), '--public', `127.0.0.1:${ports.public}`, '--agents', `127.0.0.1:${ports.agents}`]
  const child = spawn(bin, [...args, '--allow-private', '127.0.0.0/8'], { stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  child.stdout.on('data', (b) => (text += b))
  child.stderr.on('data', (b) => (text += b))
  const agents = `http://127.0.0.1:${ports.agents}`
  const until = Date.now() + 60_000
  for (;;) {
    const ok = await fetch(`${agents}/readyz`).then((r) => r.ok, () => false)
    if (ok) break
    if (child.exitCode !== null || Date.now() > until) throw new Error(`the hub did not start:\n${text}`)
    await new Promise((r) => setTimeout(r, 50))
  }
  return {
    agents,
    public: `http://127.0.0.1:${ports.public}`,
    folder, bin, ports,
    log: () => text,
    setupToken: () => /#token=(\S+)/.exec(text)?.[1],
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve()
        child.once('exit', resolve)
        child.kill('SIGTERM')
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
