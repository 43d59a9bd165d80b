import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// All apps, one after the other: each of them builds, serves and drives a browser.
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    reporters: ['verbose', './scripts/closing-line-reporter.mjs'],
    include: ['test/apps/*.test.ts'],
    fileParallelism: false,
    // As in `npm test`: what takes a second on an idle machine takes many on a busy one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
})
