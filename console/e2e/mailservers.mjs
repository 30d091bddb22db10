// Dovecot and Postfix as processes of their own, and what customers do with them: write a mail, and find one in their mailbox.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { until } from './wait.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Starts both. Where they cannot run the answer says why (missing), and has nothing else. */
export async function startMailServers(folder) {
  const bin = join(folder, 'mail-servers')
  const built = spawnSync('go', ['build', '-o', bin, './connectors/email/mailtest/servers'], { cwd: root, stdio: 'inherit' })
  if (built.status !== 0) throw new Error('the mail servers do not build')
  const child = spawn(bin, { stdio: ['pipe', 'pipe', 'inherit'] })
  const line = (await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next()).value
  if (!line) throw new Error('the mail servers do not start')
  const told = JSON.parse(line)
  return {
    ...told,
    deliver: (from, to, mail) => deliver(told.smtp, from, to, mail),
    /** The files of a mailbox's INBOX that say something. */
    find: (address, says) => until(`a mail of ${address}`, () => filesOf(join(told.mail, address, 'Maildir')).find((mail) => mail.includes(says))),
    stop: () => new Promise((resolve) => (child.once('exit', resolve), child.stdin.end())),
  }
}

const filesOf = (maildir) =>
  ['new', 'cur'].map((d) => join(maildir, d)).filter(existsSync).flatMap((d) => readdirSync(d).map((name) => readFileSync(join(d, name))))

/** Hands a mail over as a server of the internet does: bytes with CRLF, and no line that begins with a dot. */
async function deliver(smtp, from, to, mail) {
  const [host, port] = smtp.split(':')
  const socket = createConnection({ host, port: Number(port) })
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  try {
    for (const said of [undefined, 'EHLO cust.test\r\n', `MAIL FROM:<${from}>\r\n`, `RCPT TO:<${to}>\r\n`, 'DATA\r\n', Buffer.concat([mail, Buffer.from('.\r\n')]), 'QUIT\r\n']) {
      if (said !== undefined) socket.write(said)
      let answer
      do answer = (await lines.next()).value
      while (answer?.[3] === '-')
      if (!/^[23]/.test(answer ?? '')) throw new Error(`${said}: ${answer}`)
    }
  } finally {
    socket.destroy()
  }
}
