import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureInstall } from './ensure-install.mjs'

// Builds the demo and runs all its tests:
//
//   npm run test:demo [-- test/demo/write.test.ts …]

const root = fileURLToPath(new URL('..', import.meta.url))

ensureInstall()
await import('./build.mjs')
const { ensureBrowser } = await import('./ensure-browser.mjs')
const browser = ensureBrowser()
if (browser === undefined) {
  console.error('No Chromium found and none could be installed: the demo runs in a real browser. Set CHROMIUM_PATH.')
  process.exit(1)
}
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/demo/vitest.config.ts', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, CHROMIUM_PATH: browser } },
)
process.exit(status ?? 1)
