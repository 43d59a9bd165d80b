import { createEmbedder, createGenerator, type Embedder, NlpError, type TextGenerator } from 'tacet'
import { localEngine } from 'tacet/engines'

/** The calls to the worker of this tab, by the first text of each. */
const runs: string[] = []

/** A worker whose calls are recorded. */
function watchedWorker(group: 'encoder' | 'generator'): Worker {
  const worker =
    group === 'encoder'
      ? new Worker(new URL('../../../../workers/inference.worker.ts', import.meta.url), { type: 'module' })
      : new Worker(new URL('../../../../workers/generator.worker.ts', import.meta.url), { type: 'module' })
  const post = worker.postMessage.bind(worker) as (message: unknown, transfer: Transferable[]) => void
  const watched = (message: unknown, transfer: Transferable[] = []) => {
    const { path, argumentList } = message as { path?: string[]; argumentList?: { value?: { texts?: string[] } }[] }
    if (path?.[0] === 'run') runs.push(argumentList?.[2]?.value?.texts?.[0] ?? 'text')
    post(message, transfer)
  }
  return Object.assign(worker, { postMessage: watched })
}

const engine = localEngine({ baseUrl: '/', threads: 1, workers: 1, worker: watchedWorker })
const options = { engines: [engine], shareAcrossTabs: true } as const

let embedder: Embedder
let generator: TextGenerator

/** Long enough that a tab can die while it computes. */
const words = 'a parcel came late and the letter was lost '.repeat(12)

/** The digest of the weights. */
async function openEmbedder(): Promise<string | undefined> {
  embedder = await createEmbedder({ ...options, model: 'static' })
  return embedder.digest
}

/** Embeds some texts of which the first names the call; the numbers of one of them, which must be the same in each tab. */
async function embed(call: string, count = 600): Promise<string> {
  const vectors = await embedder.embed([call, ...Array.from({ length: count }, (_, index) => `${words} ${index}`)])
  return `${vectors.length} ${[...(vectors.at(-1) ?? [])].slice(0, 4).join(' ')}`
}

async function abort(): Promise<boolean> {
  const stop = new AbortController()
  const reason = { mine: true }
  const call = embedder.embed([words, 'another'], { signal: stop.signal }).catch((error: unknown) => error)
  stop.abort(reason)
  return (await call) === reason
}

async function openGenerator(): Promise<void> {
  generator = await createGenerator({ ...options, model: 'compose' })
}

let hearFirst = () => {}
/** Resolves once a word of an answer has arrived. */
const firstWord = (): Promise<void> =>
  new Promise((resolve) => {
    hearFirst = resolve
  })

interface Answer {
  readonly text: string
  /** 'whole', or the code of an error. */
  readonly end: string
  readonly retryable: boolean
}

/** Streams an answer, and returns its words and its end. */
async function stream(maxTokens: number): Promise<Answer> {
  let text = ''
  try {
    // A high temperature, so that the answer nearly never ends by itself. The seed makes it the same in each tab.
    for await (const part of generator.stream('Thank you for the', { temperature: 5, seed: 3, maxTokens })) {
      text += part
      hearFirst()
    }
    return { text, end: 'whole', retryable: false }
  } catch (error) {
    if (!NlpError.is(error)) throw error
    return { text, end: error.code, retryable: error.retryable }
  }
}

/** Some answers at once. */
const streams = (count: number, maxTokens: number): Promise<Answer[]> =>
  Promise.all(Array.from({ length: count }, () => stream(maxTokens)))

/** The events of the browser before it freezes a page, and afterwards. */
const sleep = (): boolean => document.dispatchEvent(new Event('freeze'))
const wake = (): boolean => document.dispatchEvent(new Event('resume'))

/** Like a page that is frozen without an event, this page receives nothing for a while and keeps its locks. */
function block(ms: number): void {
  setTimeout(() => {
    const until = performance.now() + ms
    while (performance.now() < until);
  })
}

const ran = (): readonly string[] => runs
const role = async (): Promise<string> => (await engine.diagnostics()).shared.map((each) => each.role).join()
const workers = async (): Promise<number> => (await engine.diagnostics()).workers.length

const tab = { openEmbedder, embed, abort, openGenerator, streams, firstWord, sleep, wake, block, ran, role, workers }
export type Tab = typeof tab

Object.assign(globalThis, { tab, ready: true })
