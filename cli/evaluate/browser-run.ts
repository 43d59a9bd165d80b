import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Page } from 'playwright'
import type { EvaluationTask, Run } from '../../src/evaluate/index.js'
import { NlpError } from '../../src/shared/errors.js'
import { packageRoot, packageVersion } from '../packages/package-root.js'
import { importMap } from '../pages/import-map.js'
import { modelFolder } from '../pages/model-folder.js'
import { modelRoutes } from '../pages/model-routes.js'
import { serveFolder } from '../pages/static-server.js'
import { openPage } from './open-page.js'
import { OutcomeCache } from './outcome-cache.js'
import type { PageRequest, ProgressMessage } from './page-request.js'

/** Options for an evaluation in the browser. */
export interface BrowserRunOptions {
  /** A file of rows: JSONL or CSV, gzipped or not. */
  readonly data: string
  /** The task, where the dataset's header does not say it. @default the task in the file's header */
  readonly task?: EvaluationTask | undefined
  /** The id of an installed model, a folder, a hub id, or `rules`. @default the task's own */
  readonly model?: string | undefined
  /** The device that computes. @default 'auto' */
  readonly device?: 'auto' | 'wasm' | 'webgpu' | undefined
  /** The program that computes: tacet's own kernels or ONNX Runtime. @default 'auto' */
  readonly runtime?: 'auto' | 'kernels' | 'onnxruntime' | undefined
  /** For redaction: countries whose identifiers are searched for. @default the redactor's own */
  readonly locales?: readonly string[] | 'all' | undefined
  /** For redaction: how strict the redactor is. @default the redactor's own */
  readonly strictness?: 'relaxed' | 'balanced' | 'strict' | undefined
  /** For summaries: how long they are. @default 'short' */
  readonly length?: 'short' | 'medium' | 'long' | undefined
  /** Labels offered to a zero-shot classifier. @default those of the file's header */
  readonly candidates?: readonly string[] | undefined
  /** For questions and texts: the prompt that rows are filled into, as its name and its source. @default that of the dataset's header */
  readonly prompt?: { readonly name: string; readonly source: string } | undefined
  /** Rows per call of the model. @default 32 */
  readonly batch?: number | undefined
  /** The seed of the intervals, recorded with the run. The same seed gives the same intervals. @default 1 */
  readonly seed?: number | undefined
  /** The folder in which the outcomes of a stopped run are kept, to resume the run. @default nowhere */
  readonly cache?: string | undefined
  /** Is called with the progress of loading and answering. */
  readonly onProgress?: ((message: ProgressMessage) => void) | undefined
  /** Closes the browser. The outcomes so far are in the cache. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Longer than the slowest answer. A page without a report for this long has lost its worker or the server of its model.
 */
const SILENCE_MS = 300_000

/**
 * Evaluates a model in headless Chromium, with the runtime that users get.
 *
 * @example
 * const run = await evaluateInBrowser({ data: 'reviews.jsonl', task: 'classify', model: 'sentiment' })
 */
export async function evaluateInBrowser({
  data,
  task,
  model,
  device = 'auto',
  runtime = 'auto',
  locales,
  strictness,
  length,
  candidates,
  prompt,
  batch = 32,
  seed = 1,
  cache,
  onProgress,
  signal,
}: BrowserRunOptions): Promise<Run> {
  signal?.throwIfAborted()
  const root = packageRoot()
  const built = join(root, 'dist')
  if (!existsSync(join(built, 'workers'))) {
    throw new NlpError('unsupported', 'The package is not built: run `npm run build` first.')
  }
  // The dataset is copied to its own folder, so that the server does not serve the files beside it.
  const shared = mkdtempSync(join(tmpdir(), 'tacet-evaluate-'))
  const file = join(shared, basename(data))
  copyFileSync(data, file)
  const local = modelFolder(model, '/model/')
  const { imports, routes } = importMap(join(built, 'src'))
  const server = await serveFolder({
    routes: [
      { prefix: '/data/', folder: shared },
      { prefix: '/package/', folder: built },
      ...modelRoutes([model]),
      ...(local === undefined ? [] : [local]),
      ...routes,
    ],
    pages: { '/': page(imports) },
  })
  const kept = new OutcomeCache(cache)
  try {
    const { page, close } = await openPage(server.url)
    try {
      await page.exposeFunction('tacetKnown', (key: string) => kept.open(key))
      const watch = new SilenceWatch(page)
      await page.exposeFunction('tacetHear', (message: ProgressMessage) => {
        watch.heard()
        if (message.type === 'outcome') kept.add(message.outcome)
        onProgress?.(message)
      })
      const request: PageRequest = {
        data: `/data/${encodeURIComponent(basename(data))}`,
        name: basename(data),
        task,
        model: local?.prefix ?? model,
        device,
        runtime,
        locales,
        strictness,
        length,
        candidates,
        prompt: prompt && { name: prompt.name, source: prompt.source },
        batch,
        seed,
        version: packageVersion(),
        build: buildDigest(built),
      }
      const running = page.evaluate((asked) => globalThis.tacetEvaluate(asked), request)
      const run = await Promise.race([unlessAborted(running, signal), watch.failure])
        .catch((error: unknown) => {
          signal?.throwIfAborted()
          throw NlpError.is(error) ? error : inPlainWords(error as Error)
        })
        .finally(() => watch.end())
      kept.finish()
      return local === undefined ? run : { ...run, model: { ...run.model, id: model! } }
    } finally {
      await close()
    }
  } finally {
    await server.close()
    rmSync(shared, { recursive: true, force: true })
  }
}

/** Rejects where the call would otherwise wait for ever: when the page crashes or reports nothing for `SILENCE_MS`. */
class SilenceWatch {
  #timer: ReturnType<typeof setTimeout> | undefined
  #fail: (error: NlpError) => void = () => {}
  readonly failure: Promise<never>

  constructor(page: Page) {
    this.failure = new Promise((_, reject) => {
      this.#fail = reject
    })
    this.failure.catch(() => {})
    page.on('crash', () => this.#fail(new NlpError('worker-crashed', 'The browser’s page crashed.')))
    this.heard()
  }

  heard(): void {
    clearTimeout(this.#timer)
    const seconds = SILENCE_MS / 1000
    this.#timer = setTimeout(() => {
      this.#fail(new NlpError('timeout', `The model gave no answer for ${seconds} seconds; the next run resumes here.`))
    }, SILENCE_MS)
  }

  end(): void {
    clearTimeout(this.#timer)
  }
}

/** Rejects when the signal aborts. The page itself cannot be stopped, so the caller closes it afterwards. */
async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (signal === undefined) return work
  const stop = new AbortController()
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { signal: stop.signal })
  })
  // Closing the page rejects the call, which is not awaited any more.
  work.catch(() => {})
  return Promise.race([work, aborted]).finally(() => stop.abort())
}

/** Removes Playwright's own words and the page's stack from the message. */
function inPlainWords(error: Error): NlpError {
  const [line = error.message] = error.message.replace(/^page\.evaluate: (?:\w*Error: )?/, '').split('\n')
  return new NlpError('invalid-output', line, { cause: error })
}

const page = (imports: Record<string, string>): string => `<!doctype html>
<meta charset="utf-8">
<title>tacet evaluate</title>
<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module" src="/package/cli/evaluate/page.js"></script>
`

/** The digest of the files that compute, so that other code does not resume a stopped run. */
function buildDigest(built: string): string {
  const hash = createHash('sha256')
  for (const folder of ['workers', 'src']) {
    const files = readdirSync(join(built, folder), { recursive: true, encoding: 'utf8' }).sort()
    for (const name of files) if (name.endsWith('.js')) hash.update(readFileSync(join(built, folder, name)))
  }
  return hash.digest('hex').slice(0, 16)
}
