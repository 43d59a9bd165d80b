import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ensureInstall } from './ensure-install.mjs'

// Installs the packed tacet into a fresh app for each bundler and framework, builds it, and runs the journeys of the documentation
// in its page:
//
//   npm run test:apps [-- webpack next …]

const root = fileURLToPath(new URL('..', import.meta.url))
const wanted = process.argv.slice(2)
const all = readdirSync(`${root}test/apps`)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => name.replace('.test.ts', ''))
const unknown = wanted.find((name) => !all.includes(name))
if (unknown !== undefined) {
  console.error(`There is no app ${unknown}; there are ${all.join(', ')}`)
  process.exit(2)
}

ensureInstall()
await import('./build.mjs')
const { ensureBrowser } = await import('./ensure-browser.mjs')
const browser = ensureBrowser()
if (browser === undefined) {
  console.error('No Chromium found and none could be installed: the apps run in a real browser. Set CHROMIUM_PATH.')
  process.exit(1)
}
const files = wanted.map((name) => `test/apps/${name}.test.ts`)
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/apps/vitest.config.ts', ...files],
  { cwd: root, stdio: 'inherit', env: { ...process.env, CHROMIUM_PATH: browser } },
)
process.exit(status ?? 1)
