import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { isolationHeaders } from './cli/pages/isolation-headers.js'
import { tacet } from './cli/vite.js'
import { sharedConfig } from './scripts/vite-shared.mjs'

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Lists the files of the page for the service worker. */
function shellFiles(): Plugin {
  return {
    name: 'shell-files',
    generateBundle(_, bundle) {
      const files = Object.keys(bundle).filter((name) => name.startsWith('assets/'))
      const list = { files: ['icon.svg', 'app.webmanifest', ...files] }
      this.emitFile({ type: 'asset', fileName: 'files.json', source: JSON.stringify(list) })
    },
  }
}

export default defineConfig({
  ...sharedConfig,
  root: 'demo',
  base: process.env['BASE'] ?? './',
  server: { headers: isolationHeaders, fs: { allow: ['..'] } },
  plugins: [tacet({ models: 'all' }), shellFiles()],
  build: {
    ...sharedConfig.build,
    outDir: '../dist/demo',
    emptyOutDir: true,
    rolldownOptions: {
      input: { page: source('demo/index.html'), 'service-worker': source('demo/offline/service-worker.ts') },
      output: {
        entryFileNames: ({ name }) => (name === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
})
