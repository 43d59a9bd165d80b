import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from 'playwright'
import { NlpError } from '../../src/shared/errors.js'
import { packageRoot } from '../packages/package-root.js'
import { importMap } from '../pages/import-map.js'
import { launchChromium } from '../pages/launch-chromium.js'
import { modelFolder } from '../pages/model-folder.js'
import { modelRoutes } from '../pages/model-routes.js'
import { serveFolder } from '../pages/static-server.js'
import type { Backend } from './backend.js'
import type { Failure, PageModels } from './page-contract.js'

export interface BrowserBackendOptions {
  /** The id of an installed model, a folder on disk, or a hub id. @default none: nothing generates */
  readonly generate?: string | undefined
  /** The model for embeddings, named in the same ways. @default none */
  readonly embed?: string | undefined
  /** @default 'auto' */
  readonly device?: PageModels['device'] | undefined
  /** @default one core less than there are, at most 4 */
  readonly threads?: number | undefined
}

/** Runs the models in headless Chromium, with the workers, the runtime and the files of a page. */
export async function openBrowserBackend({
  generate,
  embed,
  device = 'auto',
  threads,
}: BrowserBackendOptions): Promise<Backend> {
  const root = packageRoot()
  const built = join(root, 'dist')
  if (!existsSync(join(built, 'workers/generator.worker.js'))) {
    throw new NlpError('unsupported', 'The package is not built: run `npm run build` first.')
  }
  const folders = { generate: modelFolder(generate, '/generate-model/'), embed: modelFolder(embed, '/embed-model/') }
  const { imports, routes } = importMap(join(built, 'src'))
  const server = await serveFolder({
    routes: [
      { prefix: '/package/', folder: built },
      ...modelRoutes([generate, embed]),
      ...Object.values(folders).filter((route) => route !== undefined),
      ...routes,
    ],
    pages: { '/': pageHtml(imports) },
  })
  const browser = await launchChromium('Models are served').catch(async (error: unknown) => {
    await server.close()
    throw error
  })
  const close = async () => {
    await browser.close()
    await server.close()
  }
  try {
    const page = await browser.newPage()
    const texts = new Map<string, (text: string) => void>()
    await page.exposeFunction('tacetText', (call: string, text: string) => texts.get(call)?.(text))
    await page.goto(server.url)
    await page.waitForFunction(() => 'tacetServe' in globalThis, undefined, { timeout: 30_000 })
    const models: PageModels = {
      generate: folders.generate?.prefix ?? generate,
      embed: folders.embed?.prefix ?? embed,
      device,
      threads,
    }
    const { contextWindow } = await page.evaluate((wanted) => globalThis.tacetServe.open(wanted), models)
    const names = { generate: shortName(generate), embed: shortName(embed) }
    return { ...callsOf(page, texts), models: names, contextWindow, close }
  } catch (error) {
    await close()
    throw error
  }
}

function callsOf(page: Page, texts: Map<string, (text: string) => void>): Pick<Backend, 'generate' | 'embed'> {
  let calls = 0
  async function call<T>(signal: AbortSignal, run: (id: string) => Promise<T | Failure>): Promise<T> {
    signal.throwIfAborted()
    calls += 1
    const id = String(calls)
    const onAbort = () => void page.evaluate((aborted) => globalThis.tacetServe.abort(aborted), id).catch(() => {})
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      const result = await run(id)
      signal.throwIfAborted()
      if (!isFailure(result)) return result
      const { code, message, retryable, details } = result.failed
      throw new NlpError(code, message, { retryable, details })
    } finally {
      texts.delete(id)
      signal.removeEventListener('abort', onAbort)
    }
  }
  return {
    generate: (input, { signal, onText }) =>
      call(signal, (id) => {
        texts.set(id, onText)
        return page.evaluate(([name, given]) => globalThis.tacetServe.generate(name, given), [id, input] as const)
      }),
    async embed(list, { signal }) {
      const { vectors, dimensions } = await call(signal, (id) =>
        page.evaluate(([name, given]) => globalThis.tacetServe.embed(name, given), [id, list] as const),
      )
      return { vectors: Float32Array.from(vectors), dimensions, truncated: [] }
    },
  }
}

const isFailure = <T>(result: T | Failure): result is Failure =>
  typeof result === 'object' && result !== null && 'failed' in result

const shortName = (model: string | undefined) => (model === undefined ? undefined : basename(model))

const pageHtml = (imports: Record<string, string>): string => `<!doctype html>
<meta charset="utf-8">
<title>tacet serve</title>
<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module" src="/package/cli/serve/page.js"></script>
`
