import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { noticesOf } from './notices.mjs'
import { applyEdits, portableEdits, shiftMap } from './portable-worker.mjs'
import { sharedConfig } from './vite-shared.mjs'

const file = process.env.TACET_WORKER

/** The maps that the runtime's files point to are not shipped, and development servers would complain of each. */
const withoutMaps = {
  name: 'without-maps',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'asset' || !file.fileName.endsWith('.mjs')) continue
      file.source = Buffer.from(file.source)
        .toString()
        .replace(/^\/\/# sourceMappingURL=.*$/m, '')
    }
  },
}

/** After minifying, which drops the comments that bundlers look for. */
const portable = {
  name: 'portable-worker',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue
      const edits = portableEdits(file.code, (name) => name.replace(/^\.\//, '') in bundle)
      const map = bundle[`${file.fileName}.map`]
      map.source = JSON.stringify(shiftMap(JSON.parse(map.source), file.code, edits))
      file.code = applyEdits(file.code, edits)
    }
  },
}

/** Bundled code keeps its licence, and the licence goes where the bundle goes. */
const notices = {
  name: 'notices',
  generateBundle(_, bundle) {
    const modules = Object.values(bundle).flatMap((each) => (each.type === 'chunk' ? each.moduleIds : []))
    this.emitFile({ type: 'asset', fileName: `${basename(file, '.ts')}.LICENSES.txt`, source: noticesOf(modules) })
  },
}

/**
 * One worker as one self-contained file: a consumer's bundler may turn workers into classic scripts, which cannot be
 * split. The runtime's binaries lie beside it, and are named in the form that bundlers look for and copy.
 */
export default defineConfig({
  ...sharedConfig,
  logLevel: 'warn',
  publicDir: false,
  plugins: [withoutMaps, portable, notices],
  build: {
    ...sharedConfig.build,
    sourcemap: true,
    outDir: fileURLToPath(new URL('../dist/workers', import.meta.url)),
    emptyOutDir: false,
    copyPublicDir: false,
    rolldownOptions: {
      // Reading a whole inference library once more takes its second.
      checks: { bundlerTimings: false },
      input: fileURLToPath(new URL(`../workers/${file}`, import.meta.url)),
      preserveEntrySignatures: false,
      output: {
        format: 'es',
        codeSplitting: false,
        entryFileNames: `${basename(file, '.ts')}.js`,
        assetFileNames: 'runtime/[name][extname]',
      },
    },
  },
  experimental: {
    renderBuiltUrl: (name) => ({ runtime: `new URL(${JSON.stringify(`./${name}`)}, import.meta.url).href` }),
  },
})
