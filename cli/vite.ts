import { createReadStream, readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { packagedModels } from './models.js'

export interface TacetPluginOptions {
  /** The models to serve with the app. @default [] */
  models?: readonly string[] | 'all' | undefined
  /** The folder that they appear under, relative to the app's base. @default 'tacet/' */
  path?: string | undefined
}

/** As much of Vite's plugin contract as is used here: the package must not depend on Vite's types. */
export interface TacetPlugin {
  readonly name: string
  config(): object
  configResolved(config: { readonly base: string }): void
  configureServer(server: { middlewares: { use(handler: Handler): void } }): void
  transformIndexHtml(): { tag: string; attrs: Record<string, string>; injectTo: 'head' }[]
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): void }): void
}

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

/**
 * A Vite plugin that serves the package's models with your app, in development and in the build, and tells the page
 * where they are.
 *
 * @example
 * // vite.config.js
 * export default { plugins: [tacet({ models: ['minilm', 'pii-tagger'] })] }
 */
export function tacet({ models = [], path = 'tacet/' }: TacetPluginOptions = {}): TacetPlugin {
  const files = packagedModels(models)
  let base = '/'
  return {
    name: 'tacet',
    config: () => ({
      // Pre-bundling would move the page's code away from the worker beside it, which then answers 404.
      optimizeDeps: { exclude: ['tacet'] },
      worker: { format: 'es' },
    }),
    configResolved(config) {
      base = config.base
    },
    configureServer({ middlewares }) {
      const served = new Map(files.map((file) => [`/${path}${file.path}`, file.source]))
      middlewares.use((request, response, next) => {
        const requested = new URL(request.url ?? '/', 'http://localhost').pathname
        const source = served.get(requested) ?? served.get(`/${requested.slice(base.length)}`)
        if (source === undefined) return next()
        response.setHeader('Content-Type', source.endsWith('.json') ? 'application/json' : 'application/octet-stream')
        response.setHeader('Content-Length', statSync(source).size)
        createReadStream(source).pipe(response)
      })
    },
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { name: 'tacet-assets', content: `${base}${path}` }, injectTo: 'head' },
    ],
    generateBundle() {
      for (const file of files) {
        this.emitFile({ type: 'asset', fileName: path + file.path, source: readFileSync(file.source) })
      }
    },
  }
}
