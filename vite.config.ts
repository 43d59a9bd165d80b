import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
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

const compress = promisify(brotliCompress)

const COMPRESSED = /\.(js|mjs|css|wasm|json|svg|html)$/
/** The best quality takes half a minute for the runtime, and saves a twentieth of its bytes. */
const LARGE_BYTES = 200_000

/** Puts a Brotli file beside each file that it makes smaller, so that no server has to compress. */
function compressedFiles(): Plugin {
  return {
    name: 'compressed-files',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter((each) => COMPRESSED.test(each))
      // All at once: Node compresses on its own threads, and the build waits for the largest file alone.
      await Promise.all(
        names.map(async (name) => {
          const content = await readFile(join(dir, name))
          const quality = content.length > LARGE_BYTES ? 9 : constants.BROTLI_MAX_QUALITY
          const compressed = await compress(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })
          if (compressed.length < content.length) await writeFile(join(dir, `${name}.br`), compressed)
        }),
      )
    },
  }
}

export default defineConfig({
  ...sharedConfig,
  root: 'demo',
  base: process.env['BASE'] ?? './',
  server: { headers: isolationHeaders, fs: { allow: ['..'] } },
  plugins: [tacet({ models: 'all' }), shellFiles(), compressedFiles()],
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
