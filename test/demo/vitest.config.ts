import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// All tests of the demo, one file after the other: each drives a browser that loads models.
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    reporters: ['verbose', './scripts/closing-line-reporter.mjs'],
    include: ['test/demo/*.test.ts'],
    fileParallelism: false,
    // As in `npm test`: what takes a second on an idle machine takes many on a busy one.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { requireAssertions: true, poll: { timeout: 20_000 } },
  },
})
