import { readdirSync, readFileSync } from 'node:fs'
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

/** Puts the names of letters beside the page that old PDFs in Chinese, Japanese and Korean do not hold themselves. */
function pdfLetters(): Plugin {
  const folder = source('node_modules/pdfjs-dist/cmaps')
  return {
    name: 'pdf-letters',
    apply: 'build',
    generateBundle() {
      for (const name of readdirSync(folder).filter((each) => each.endsWith('.bcmap')))
        this.emitFile({ type: 'asset', fileName: `pdf-cmaps/${name}`, source: readFileSync(join(folder, name)) })
    },
  }
}

/** A library of the race looks for an optional package as Node does, and goes on where there is none. */
function withoutRequire(): Plugin {
  const id = '\0without-require'
  return {
    name: 'without-require',
    enforce: 'pre',
    resolveId: (name) => (name === 'node:module' ? id : undefined),
    load: (name) =>
      name === id ? "export const createRequire = () => () => { throw new Error('There is no package') }" : undefined,
  }
}

/** Other panels import the shared parts, so these hold no module that starts something: main.ts would wait for itself. */
const ENTRIES = /\/demo\/(index\.html|main\.ts|network\.ts|service-worker-client\.ts|offline\/service-worker\.ts)$/

/** The rules of every country that the first text needs. In one file, they cost the visitor one request. */
const RULES = /\/src\/redact\/(recognizers\/|vault\/known-values)|\/libphonenumber-js\//

/**
 * Lets the service worker start before the other files of the page have come, and lets the page fetch the worker of the
 * first panel together with its own files. That worker starts only once the service worker is there, and would be asked
 * for two round trips later.
 */
function earlyWorkers(): Plugin {
  let base = ''
  return {
    name: 'early-workers',
    apply: 'build',
    configResolved: (config) => {
      base = config.base
    },
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const worker = Object.values(bundle).find(({ fileName }) => fileName.includes('/redact.worker-'))
        if (worker?.type !== 'asset') throw new Error('The build has no worker of the panel Redact')
        const [rules] = /rules-[\w-]+\.js/.exec(String(worker.source)) ?? []
        if (rules === undefined) throw new Error('The worker of the panel Redact imports no file of rules')
        // The chunk with the module itself: the entry of this name only passes on what the module exports.
        const network = Object.values(bundle).find(
          (file) => file.type === 'chunk' && file.moduleIds.some((id) => id.endsWith('/demo/network.ts')),
        )
        if (network === undefined) throw new Error('The build has no file that starts the service worker')
        const preloaded = [worker.fileName, `assets/${rules}`].map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', href: `${base}${file}` },
          injectTo: 'head' as const,
        }))
        const attrs = { type: 'module', async: true, src: `${base}${network.fileName}` }
        return [{ tag: 'script', attrs, injectTo: 'head-prepend' }, ...preloaded]
      },
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
  worker: {
    ...sharedConfig.worker,
    plugins: () => [withoutRequire()],
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'rules', test: RULES }] } } },
  },
  optimizeDeps: { exclude: [...sharedConfig.optimizeDeps.exclude, '@openredaction/core'] },
  base: process.env['BASE'] ?? './',
  server: { headers: isolationHeaders, fs: { allow: ['..'] } },
  plugins: [tacet({ models: 'all' }), shellFiles(), withoutRequire(), pdfLetters(), earlyWorkers(), compressedFiles()],
  build: {
    ...sharedConfig.build,
    outDir: '../dist/demo',
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        page: source('demo/index.html'),
        network: source('demo/network.ts'),
        'service-worker': source('demo/offline/service-worker.ts'),
      },
      output: {
        // All that the page needs at once, in one file: a browser asks an HTTP/1 server for six files at a time.
        codeSplitting: { groups: [{ name: 'parts', test: (id) => !ENTRIES.test(id), tags: ['$initial'] }] },
        entryFileNames: ({ name }) => (name === 'service-worker' ? 'service-worker.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
})
