import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { isolationHeaders } from '../../cli/pages/isolation-headers.js'
import { sharedConfig } from '../../scripts/vite-shared.mjs'
import { headlessChromium } from '../browsers/chromium.js'
import { rows } from './rows.js'
import { TableReporter } from './table-reporter.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const made = rows.filter(({ id }) => existsSync(`${root}.models/compatibility/${id}/config.json`)).map(({ id }) => id)

// All rows of the suite, in one browser.
export default defineConfig({
  ...sharedConfig,
  root,
  server: { headers: isolationHeaders },
  optimizeDeps: {
    ...sharedConfig.optimizeDeps,
    include: ['comlink', 'idb', '@huggingface/transformers-structured-output'],
  },
  test: {
    reporters: ['verbose', './scripts/closing-line-reporter.mjs', new TableReporter(`${root}docs/compatibility.md`)],
    include: ['test/browser/compatibility.test.ts'],
    provide: { madeModels: made },
    testTimeout: 120_000,
    browser: headlessChromium(),
  },
})
