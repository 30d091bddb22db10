// Writes dist/sources.sha256: the hash of all that the page is built from.
// console_test.go computes it again, so that nobody commits sources without
// their page. Tests are left out: they change nothing of what is served.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const roots = ['src', 'public', 'index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts']

function files(path) {
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) => files(join(path, entry.name)))
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path]
    throw error
  }
}

const names = roots
  .flatMap((name) => files(join(root, name)))
  .map((path) => relative(root, path).split(sep).join('/'))
  .filter((name) => !name.endsWith('.test.ts') && !name.startsWith('src/testing/'))
  .sort((a, b) => (a < b ? -1 : 1))

const hash = createHash('sha256')
for (const name of names) {
  const content = createHash('sha256').update(readFileSync(join(root, name))).digest('hex')
  hash.update(`${content}  ${name}\n`)
}
const sum = hash.digest('hex')
writeFileSync(join(root, 'dist', 'sources.sha256'), sum + '\n')
console.log(`sources ${sum.slice(0, 12)}, ${names.length} files`)
