// Runs the tests of the page in Firefox and in WebKitGTK, once with the headers that isolate a page and once without.
// `npm run test:browsers -- firefox test/browser/store.test.ts` names browsers and files.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureInstall } from './ensure-install.mjs'
import { ensureOtherBrowser, otherBrowsers } from './other-browsers.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const MODES = { isolated: 'with the isolation headers', plain: 'without the isolation headers' }

ensureInstall()
const parameters = process.argv.slice(2)
const named = otherBrowsers.filter((name) => parameters.includes(name))
const files = parameters.filter((each) => !named.some((name) => name === each))

const results = []
for (const browser of named.length > 0 ? named : otherBrowsers) {
  if (ensureOtherBrowser(browser) === undefined) {
    results.push({ line: `${browser}: not found, and it could not be installed`, failed: true })
    continue
  }
  for (const [mode, words] of Object.entries(MODES)) {
    console.log(`\n${browser}, ${words}`)
    const start = Date.now()
    const { status } = spawnSync(
      process.execPath,
      ['node_modules/vitest/vitest.mjs', 'run', '--config', 'test/browsers/vitest.config.ts', ...files],
      { cwd: root, stdio: 'inherit', env: { ...process.env, TEST_BROWSER: browser, TEST_PAGE: mode } },
    )
    const seconds = Math.round((Date.now() - start) / 1000)
    results.push({
      line: `${browser}, ${words}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s`,
      failed: status !== 0,
    })
  }
}

console.log(`\n${results.map(({ line }) => line).join('\n')}`)
process.exit(results.some(({ failed }) => failed) ? 1 : 0)
