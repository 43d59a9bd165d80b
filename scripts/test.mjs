import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureInstall } from './ensure-install.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
ensureInstall()

const node = (script, parameters = []) =>
  spawnSync(process.execPath, [script, ...parameters], { cwd: root, stdio: 'inherit' }).status ?? 1

// Only after the install: this one imports a dependency.
const { ensureBrowser } = await import('./ensure-browser.mjs')
const browser = ensureBrowser()
if (browser === undefined) {
  console.error('No Chromium found and none could be installed: the tests run in a real browser. Set CHROMIUM_PATH.')
  process.exit(1)
}
process.env.CHROMIUM_PATH = browser
const { findOtherBrowser } = await import('./other-browsers.mjs')
if (findOtherBrowser('firefox') === undefined)
  console.log('No Firefox found: its tests are left out. `npm run test:browsers` installs one and runs them.')

for (const check of [
  ['node_modules/@biomejs/biome/bin/biome', ['check', '.']],
  // Everything, also what no build compiles: workers, demo, tests, measurements and scripts.
  ['node_modules/typescript/bin/tsc', ['-b']],
  // Files, exports and dependencies that nothing uses.
  ['node_modules/knip/bin/knip.js', []],
  ['scripts/build.mjs', []],
]) {
  const status = node(...check)
  if (status !== 0) process.exit(status)
}
process.exit(node('node_modules/vitest/vitest.mjs', ['run', ...process.argv.slice(2)]))
