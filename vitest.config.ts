import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { isolationHeaders } from './cli/pages/isolation-headers.js'
import { findOtherBrowser } from './scripts/other-browsers.mjs'
import { sharedConfig } from './scripts/vite-shared.mjs'
import { CONNECT_TIMEOUT, headlessChromium } from './test/browsers/chromium.js'
import { installedBrowserProject } from './test/browsers/project.js'
import { runnableDocuments } from './test/docs/runnable-documents.js'
import { shownCodeModules } from './test/docs/shown-code-modules.js'

/** What `npm test` runs in Firefox where there is one; `npm run test:browsers` runs everything. */
const IN_FIREFOX = ['journeys', 'worker-faults', 'store'].map((name) => `test/browser/${name}.test.ts`)

/** A chat server that says back what it was told, in small pieces: enough to see what left the page. */
function echoServer(): Plugin {
  return {
    name: 'echo-server',
    configureServer({ middlewares }) {
      middlewares.use('/api/chat', async (request, response) => {
        let body = ''
        for await (const chunk of request) body += String(chunk)
        for (const character of `You wrote: ${body}`) response.write(character)
        response.end()
      })
    },
  }
}

/** The others stand for a kind each and are quick; `npm run test:apps` runs all. */
const SLOW_APPS = 'test/apps/!(webpack|esbuild|sveltekit).test.ts'

/** Models that fail or are slow, long files, races, and audits of all panels; `npm run test:demo` runs all. */
const SLOW_DEMO =
  'test/demo/{accessibility,code-tabs,failures,files,keyboard,keyboard-journeys,learn-samples,lighthouse,load,offline,pdf-long,race}.test.ts'

export default defineConfig({
  ...sharedConfig,
  plugins: [echoServer(), runnableDocuments(), shownCodeModules()],
  server: { headers: isolationHeaders },
  optimizeDeps: {
    ...sharedConfig.optimizeDeps,
    // Found only in the middle of a run, one of these would be bundled then and reload the page under a test.
    include: [
      'comlink',
      'idb',
      'fast-check',
      '@huggingface/transformers-structured-output',
      '@ai-sdk/react',
      'vue',
      ...[
        'documents',
        'embeddings',
        'language_models/chat_models',
        'language_models/structured_output',
        'messages',
        'outputs',
        'retrievers/document_compressors',
        'utils/function_calling',
        'utils/json_schema',
        'utils/math',
        'vectorstores',
      ].map((part) => `@langchain/core/${part}`),
    ],
  },
  test: {
    reporters: ['default', './scripts/closing-line-reporter.mjs'],
    // How long a condition is waited for is no claim about speed: a busy machine must not fail what an idle one passes.
    // A test that compared nothing, because a list was empty or a branch not taken, fails.
    expect: { requireAssertions: true, poll: { timeout: 45_000 } },
    // Vitest reads this limit here, and not in the settings of a project.
    browser: { connectTimeout: CONNECT_TIMEOUT },
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', '**/node_modules/**', SLOW_APPS, SLOW_DEMO],
          // On two cores vitest would run one file at a time, and half of the time a file waits: for npm, for a page, for a server.
          maxWorkers: 2,
          testTimeout: 60_000,
          // A page that a hook opens takes over ten seconds on a busy machine.
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          globalSetup: ['test/browser/servers/faulty-server.mjs'],
          // Each file loads real models: two at a time would fight for two cores.
          fileParallelism: false,
          browser: headlessChromium(),
        },
      },
      ...(findOtherBrowser('firefox') === undefined ? [] : [installedBrowserProject('firefox', IN_FIREFOX)]),
    ],
  },
})
