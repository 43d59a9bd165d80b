import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { isolationHeaders } from '../../cli/pages/isolation-headers.js'
import { otherBrowsers } from '../../scripts/other-browsers.mjs'
import base from '../../vitest.config.js'
import { installedBrowserProject } from './project.js'

const { TEST_BROWSER, TEST_PAGE: page = 'isolated' } = process.env
const name = otherBrowsers.find((each) => each === TEST_BROWSER) ?? 'firefox'

export default defineConfig({
  ...base,
  root: fileURLToPath(new URL('../..', import.meta.url)),
  // WebKitGTK does not know `await using` yet, which the tests write; the package itself does without.
  oxc: { target: 'es2023' },
  server: { headers: page === 'isolated' ? isolationHeaders : {} },
  test: { ...base.test, projects: [installedBrowserProject(name, ['test/browser/**/*.test.ts'])] },
})
