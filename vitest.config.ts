import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { browserArguments, findBrowser } from './scripts/find-browser.mjs'
import { isolationHeaders, sharedConfig } from './scripts/vite-shared.mjs'

const executablePath = findBrowser()

export default defineConfig({
  ...sharedConfig,
  server: { headers: isolationHeaders },
  optimizeDeps: { ...sharedConfig.optimizeDeps, include: ['comlink', 'idb', 'fast-check'] },
  test: {
    reporters: ['default', './scripts/closing-line-reporter.mjs'],
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 60_000,
          globalSetup: ['test/browser/servers/faulty-server.mjs'],
          // Each file loads real models: two at a time would fight for two cores.
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...(executablePath === undefined ? {} : { executablePath }), args: browserArguments },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
