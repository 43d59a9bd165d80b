import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { tacet } from '../../cli/vite.js'

type Handler = Parameters<Parameters<ReturnType<typeof tacet>['configureServer']>[0]['middlewares']['use']>[0]

/** The build of a page. */
const context = { environment: { config: { consumer: 'client' } }, emitFile: () => 'reference' } as const

const BUNDLE = {
  'assets/index-a.js': { code: 'new Worker("/assets/inference.worker-b.js"); import("/assets/ort.own-f.mjs")' },
  'assets/inference.worker-b.js': { source: 'new URL("/assets/ort-wasm-simd-threaded-c.wasm")' },
  'assets/ort-wasm-simd-threaded-c.wasm': { source: new Uint8Array() },
  'assets/ort.wasm.min-d.mjs': { source: 'export default 1' },
  'assets/ort-wasm-simd-threaded-e.wasm': { source: new Uint8Array() },
  'assets/ort.own-f.mjs': { source: '' },
  'assets/report-e.js': { source: 'fetch("ort-wasm-simd-threaded-e.wasm")' },
}

test.each([
  ['is left out where the app says so', { onnxRuntime: false }, false],
  ['is left out where the app lists its models', { models: ['language', 'compose', 'minilm'] }, false],
  ['stays where the app lists no models', {}, true],
  ['stays where the app says so', { models: ['language'], onnxRuntime: true }, true],
] as const)('ONNX Runtime %s, and that of the app itself always stays', (_words, options, stays) => {
  const plugin = tacet(options)
  const told: string[] = []
  const logger = { info: (message: string) => void told.push(message) }
  plugin.configResolved({ root: process.cwd(), base: '/', command: 'build', build: { ssr: false }, logger })
  const bundle: Record<string, object> = { ...BUNDLE }
  plugin.generateBundle.handler.call(context, {}, bundle)
  const own = ['assets/ort-wasm-simd-threaded-c.wasm', 'assets/ort.wasm.min-d.mjs']
  expect(Object.keys(bundle)).toEqual(Object.keys(BUNDLE).filter((name) => stays || !own.includes(name)))
  const isSurprise = !stays && !('onnxRuntime' in options)
  expect(told).toEqual(isSurprise ? [expect.stringContaining('set `onnxRuntime: true`')] : [])
})

test('the development server lacks what the build will lack', async () => {
  const handlers: Handler[] = []
  const plugin = tacet({ onnxRuntime: false })
  plugin.configResolved({ root: tmpdir(), base: '/', command: 'serve', build: { ssr: false } })
  plugin.configureServer({ middlewares: { use: (handler) => handlers.push(handler) } })
  const answer = (url: string) => {
    const response = { statusCode: 200, end() {} }
    handlers[0]?.({ url } as never, response as never, () => {})
    return response.statusCode
  }
  expect(answer('/node_modules/tacet/dist/workers/runtime/ort.wasm.min.mjs?import')).toBe(404)
  expect(answer('/node_modules/onnxruntime-web/dist/ort.wasm.min.mjs')).toBe(200)
})
