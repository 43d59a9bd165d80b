import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensureInstall } from './ensure-install.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const STAMP = `${root}.cache/build-stamp`
const SOURCES = ['src', 'workers', 'cli', 'demo', 'models', 'scripts', 'vite.config.ts', 'package-lock.json']

/** The sources of the documentation's pages, besides the declarations. */
const DOCUMENTS = [
  'docs',
  'models',
  'scripts',
  'examples',
  'golden',
  'README.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
]
const DOCUMENTS_STAMP = `${root}.cache/documents-stamp`

ensureInstall()
build()
await buildDocuments()

/** Compiles the package and the demo, unless nothing has changed since the last time. */
function build() {
  const stamp = fingerprint(SOURCES)
  if (existsSync(STAMP) && existsSync(`${root}dist/demo/index.html`) && readFileSync(STAMP, 'utf8') === stamp) return
  // The compiler leaves the output of files that have moved since, and the package would contain both.
  for (const folder of ['src', 'cli', 'workers']) rmSync(`${root}dist/${folder}`, { recursive: true, force: true })
  node('node_modules/typescript/bin/tsc', ['-b', '--force', 'src', 'cli'])
  for (const file of readdirSync(`${root}workers`)) {
    if (file.endsWith('.worker.ts')) vite(['build', '--config', 'scripts/worker.vite.mjs'], { TACET_WORKER: file })
  }
  vite(['build', '--logLevel', 'warn'])
  mkdirSync(`${root}.cache`, { recursive: true })
  writeFileSync(STAMP, stamp)
}

/** Makes the site of the documentation, which the demo links to: seconds, so a change of a sentence needs no other build. */
async function buildDocuments() {
  const stamp = `${readFileSync(STAMP, 'utf8')} ${fingerprint(DOCUMENTS)}`
  const folder = `${root}dist/demo/docs`
  if (existsSync(DOCUMENTS_STAMP) && existsSync(folder) && readFileSync(DOCUMENTS_STAMP, 'utf8') === stamp) return
  // Only after the install and the build: it reads the declarations with packages that were not there before.
  const { buildSite } = await import('./docs/site.mjs')
  buildSite(folder)
  writeFileSync(DOCUMENTS_STAMP, stamp)
}

function vite(parameters, environment = {}) {
  node('node_modules/vite/bin/vite.js', parameters, environment)
}

function node(script, parameters, environment = {}) {
  const { status } = spawnSync(process.execPath, [script, ...parameters], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  if (status !== 0) process.exit(status ?? 1)
}

/** Names, sizes and times of everything in these places. */
function fingerprint(sources) {
  const hash = createHash('sha256')
  const visit = (path) => {
    const stats = statSync(path)
    if (stats.isDirectory()) for (const name of readdirSync(path).sort()) visit(`${path}/${name}`)
    else hash.update(`${path} ${stats.size} ${stats.mtimeMs}\n`)
  }
  for (const source of sources) visit(`${root}${source}`)
  return hash.digest('hex')
}
