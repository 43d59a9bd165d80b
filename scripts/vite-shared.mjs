import { fileURLToPath } from 'node:url'

const source = (path) => fileURLToPath(new URL(`../src/${path}`, import.meta.url))

/** The settings that the demo, the worker bundle and the tests share. */
export const sharedConfig = {
  worker: { format: 'es' },
  // The generator's worker holds a whole inference library in one file, which only a page that generates loads.
  build: { target: 'es2023', assetsInlineLimit: 0, chunkSizeWarningLimit: 2000 },
  resolve: {
    // The published names resolve to the sources here, so that the demo and the tests import what users import.
    alias: [
      { find: /^tacet$/, replacement: source('index.ts') },
      {
        find: /^tacet\/(documents|engines|feedback|guard|langchain|observe|polyfill|react|redact|release|store|evaluate|ai-sdk)$/,
        replacement: source('$1/index.ts'),
      },
      { find: /^tacet\/(store\/postgres|evaluate\/metrics)$/, replacement: source('$1.ts') },
      { find: /^tacet\/testing$/, replacement: source('testing.ts') },
    ],
    // Two copies of the runtime would each have their own settings.
    dedupe: ['onnxruntime-web', 'onnxruntime-common'],
    // Without it the runtime's bundle drags in a second, 27 MB binary that is never used.
    conditions: ['onnxruntime-web-use-extern-wasm', 'module', 'browser', 'development|production'],
  },
  // Pre-bundling these in development moves their files away from the binaries beside them.
  optimizeDeps: { exclude: ['@huggingface/transformers', '@huggingface/tokenizers', 'onnxruntime-web'] },
}
