import { createReadStream, readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream'
import { installedModels } from './packages/installed-models.js'
import { modelFiles, type PackagedFile } from './packages/model-files.js'
import {
  type BuiltFile,
  isOnnxRuntimeFile,
  type OnnxRuntimeOption,
  ownRuntimeFiles,
  servesOnnxRuntime,
} from './packages/onnx-runtime.js'

/** Options for the models that the plugin serves, and for the runtime that some of them need. */
export interface TacetPluginOptions {
  /** The models to serve with the app, by their ids. @default 'all': those whose packages the app can import */
  models?: readonly string[] | 'all' | undefined
  /** The folder of the models, relative to the app's base. @default 'tacet/' */
  path?: string | undefined
  /**
   * Whether the app gets the files of ONNX Runtime (31 MB, downloaded only by visitors whose model needs them). Models of folders and of the
   * hub may need them, and WebGPU does. `'auto'` leaves them out where `models` is a list: on the CPU none of these needs them. @default 'auto'
   *
   * @example
   * tacet({ models: ['minilm'], onnxRuntime: true })
   */
  onnxRuntime?: OnnxRuntimeOption | undefined
}

/** The part of Vite's plugin contract that the plugin uses. The package must not depend on Vite's types. */
export interface TacetPlugin {
  /** The name of the plugin in Vite's messages. */
  readonly name: string
  /** Keeps Vite's dev server from bundling the package, because the bundled package would not find its workers. */
  config(): object
  /** Reads the address under which the app is served. */
  configResolved(config: ViteConfig): void
  /** Serves the models in development. */
  configureServer(server: { middlewares: { use(handler: Handler): void } }): void
  /** Writes the address of the models into the build. */
  transform(this: BuildContext, code: string, id: string): string | undefined
  /** Copies the models into the build of the page, and removes the files of ONNX Runtime that the app does not need. */
  readonly generateBundle: {
    readonly order: 'post'
    handler(this: BuildContext, options: unknown, bundle: Record<string, BuiltFile>): void
  }
}

interface ViteConfig {
  readonly root: string
  readonly base: string
  readonly command: 'build' | 'serve'
  readonly build: { readonly ssr: unknown }
  readonly logger?: { info(message: string): void }
}

interface BuildContext {
  /** Exists since Vite 6. */
  readonly environment?: { readonly config: { readonly consumer: 'client' | 'server' } }
  emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): string
}

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

const LEFT_OUT =
  'tacet: ONNX Runtime is left out, because none of the listed models needs it on the CPU. For models of folders or of the hub, and for WebGPU, set `onnxRuntime: true`.'

/** The module with the address of the models, in the published package and in this project. */
const BUILT_ASSETS = /\/engines\/built-assets\.[jt]s(?:\?|$)/

/**
 * A Vite plugin that serves the installed models (`@tacet/<id>`) with your app, in development and in the build, and tells the page their
 * address.
 *
 * @example
 * // vite.config.js
 * export default { plugins: [tacet()] }
 */
export function tacet({ models = 'all', path = 'tacet/', onnxRuntime = 'auto' }: TacetPluginOptions = {}): TacetPlugin {
  const folder = path.endsWith('/') ? path : `${path}/`
  let files: readonly PackagedFile[] = []
  let withRuntime = true
  let config: ViteConfig = { root: '', base: '/', command: 'serve', build: { ssr: false } }
  const emitted = new Set<string>()

  // A server that renders pages runs no model, so its build gets neither the files nor their address.
  const isForServer = ({ environment }: BuildContext) =>
    environment === undefined ? Boolean(config.build.ssr) : environment.config.consumer === 'server'

  function emit(context: BuildContext, file: PackagedFile): string {
    emitted.add(file.path)
    return context.emitFile({ type: 'asset', fileName: folder + file.path, source: readFileSync(file.source) })
  }

  /** The folder of the models, as an expression in the page's code. */
  function folderExpression(context: BuildContext): string | undefined {
    const [first] = files
    if (config.command === 'build' && first !== undefined) {
      // The address is derived from an emitted file. The bundler knows that file's address wherever the framework puts code and files, also
      // where a base is relative or applies to the code alone.
      const up = '../'.repeat(first.path.split('/').length - 1)
      // Vite writes a path where the base is a path, and an address where the base is relative.
      const address = `new URL(import.meta.ROLLUP_FILE_URL_${emit(context, first)}, import.meta.url)`
      return `new URL('${up}', ${address}).href`
    }
    const isRelative = config.base === '' || config.base.startsWith('.')
    return isRelative ? undefined : JSON.stringify(config.base + folder)
  }

  return {
    name: 'tacet',
    config: () => ({
      // Pre-bundling would move the page's code away from the worker file beside it, and the request for the worker would get a 404.
      optimizeDeps: { exclude: ['tacet'] },
      worker: { format: 'es' },
    }),
    configResolved(resolved) {
      config = resolved
      files = modelFiles(installedModels(models, config.root))
      withRuntime = servesOnnxRuntime(onnxRuntime, models)
      if (!withRuntime && onnxRuntime === 'auto') resolved.logger?.info(LEFT_OUT)
    },
    configureServer({ middlewares }) {
      const served = new Map(files.map((file) => [`/${folder}${file.path}`, file.source]))
      middlewares.use((request, response, next) => {
        const requested = new URL(request.url ?? '/', 'http://localhost').pathname
        // The development server must not serve files that the build will lack.
        if (!withRuntime && isOnnxRuntimeFile(requested)) {
          response.statusCode = 404
          response.end()
          return
        }
        const source = served.get(requested) ?? served.get(`/${requested.slice(config.base.length)}`)
        if (source === undefined) return next()
        response.setHeader('Content-Type', source.endsWith('.json') ? 'application/json' : 'application/octet-stream')
        response.setHeader('Content-Length', statSync(source).size)
        // `pipeline` ends both streams when either fails: a file may be unreadable, or a reader may disconnect.
        pipeline(createReadStream(source), response, () => {})
      })
    },
    transform(_, id) {
      if (!BUILT_ASSETS.test(id.replaceAll('\\', '/')) || isForServer(this)) return undefined
      const address = folderExpression(this)
      return address === undefined ? undefined : `export const builtAssets = ${address}`
    },
    // Vite puts the files of workers into the bundle in its own hook, so this hook comes after all others.
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        if (isForServer(this)) return
        for (const file of files) if (!emitted.has(file.path)) emit(this, file)
        emitted.clear()
        if (withRuntime) return
        for (const name of ownRuntimeFiles(bundle)) delete bundle[name]
      },
    },
  }
}
