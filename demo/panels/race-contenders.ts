import { type Remote, wrap } from 'comlink'
import { cosine, createClassifier, createEmbedder, createGenerator, defaultEngine } from 'tacet'
import { openVectorStore } from 'tacet/store'
import type { DemoContext } from '../parts/panel.js'
import { describeRunning } from '../parts/running.js'
import type { OramaWorker } from './race-orama.worker.js'
import type { RulesWorker } from './race-rules.worker.js'
import type { Contender, Race, Runner } from './race-run.js'
import { madeUpVectors, opinionTexts, secretTexts, wordTexts } from './race-texts.js'
import type { TransformersWorker } from './race-transformers.worker.js'
import { VERSIONS } from './race-versions.js'

const TEXTS = wordTexts(32)
const OPINIONS = opinionTexts(32)
const SECRETS = secretTexts(200)
const PROMPT = 'I would like to book a table for'
const TOKENS = 60
const DIMENSIONS = 384
const ROWS = 5000
const QUERIES = madeUpVectors(20, DIMENSIONS, 2)

const own = (open: Contender['open']): Contender => ({ name: 'tacet', version: VERSIONS.tacet, open })

type Load = DemoContext['load']

/** The kinds of work, each with tacet and another library that does it in a page. */
export const racesWith = (load: Load): readonly Race[] => [
  {
    id: 'embed',
    title: 'Embeddings',
    work: `${TEXTS.length} texts of 4 to 60 words, with minilm`,
    fairness:
      'Both read the same files with the same number of threads. tacet computes with kernels of its own and shares a long list between workers where cores are idle; transformers.js computes with ONNX Runtime Web, in batches of 32 in the order given.',
    contenders: [own((signal) => ownEmbedder(load, signal)), transformers('embed', 'minilm', TEXTS)],
  },
  {
    id: 'classify',
    title: 'Classification',
    work: `${OPINIONS.length} sentences of about 10 words, with sentiment`,
    fairness: 'Both read the same files with the same number of threads, as above.',
    contenders: [own((signal) => ownClassifier(load, signal)), transformers('classify', 'sentiment', OPINIONS)],
  },
  {
    id: 'redact',
    title: 'Redaction by rules',
    work: `${SECRETS.length} messages with mail and IP addresses, telephone numbers, cards and accounts`,
    fairness:
      'The messages were written for this page, and say little of real ones. Each library runs in a worker with its usual settings. One that looks for fewer kinds of values, or takes more for one, has other work to do: read the time beside the values that stay hidden.',
    contenders: [
      own(() => rules(new Worker(new URL('./race-rules.worker.js', import.meta.url), { type: 'module' }))),
      {
        name: 'OpenRedaction (lite)',
        version: VERSIONS.openredaction,
        open: () => rules(new Worker(new URL('./race-openredaction.worker.js', import.meta.url), { type: 'module' })),
      },
    ],
  },
  {
    id: 'search',
    title: 'Search by vectors',
    work: `${QUERIES.length} searches, one after the other, for the nearest 10 of ${ROWS.toLocaleString('en')} vectors of ${DIMENSIONS} numbers`,
    fairness:
      'Each runs in a worker and keeps its rows in memory. Both compare every vector, and tacet brings the records along. Vectors are made up.',
    contenders: [own(ownStore), { name: 'Orama', version: VERSIONS.orama, open: orama }],
  },
  {
    id: 'decode',
    title: 'Writing',
    work: `${TOKENS} tokens after a short prompt, with compose; the time is that of one token`,
    fairness:
      'Both read the same files, and the time to the first token is left out. The model is small, so what is around the model weighs much; larger models are in the figures of the documentation.',
    contenders: [own((signal) => ownGenerator(load, signal)), transformers('generate', 'compose', [PROMPT])],
  },
]

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** The program that computes a model of this page now. */
async function computedBy(id: string): Promise<string> {
  const { workers } = await defaultEngine().diagnostics()
  const info = workers.flatMap(({ models }) => models).find((model) => model.id === id)
  return info === undefined ? 'tacet' : describeRunning(info)
}

/** The first vector, to compare the peer with: a contender with other results has not won. */
let ownVector: Float32Array | undefined
let ownLabels: readonly string[] = []

/** The race has its own button for another try. */
const noRetry = () => document.getElementById('race-start')?.focus()

async function ownEmbedder(load: Load, signal: AbortSignal): Promise<Runner> {
  const embedder = await load('minilm', (options) => createEmbedder({ ...options, model: 'minilm', signal }), noRetry)
  return closedOnFailure(embedder, async () => {
    ownVector = (await embedder.embed(TEXTS.slice(0, 1)))[0]
    return {
      by: await computedBy('minilm'),
      run: () => timed(() => embedder.embed(TEXTS, { signal })),
      close: () => embedder.close(),
    }
  })
}

async function ownClassifier(load: Load, signal: AbortSignal): Promise<Runner> {
  const classifier = await load(
    'sentiment',
    (options) => createClassifier({ ...options, model: 'sentiment', signal }),
    noRetry,
  )
  return closedOnFailure(classifier, async () => {
    const results = await classifier.classify(OPINIONS.slice(0, 8), { signal })
    ownLabels = results.map(({ scores }) => scores[0]?.label ?? '')
    return {
      by: await computedBy('sentiment'),
      run: () => timed(() => classifier.classify(OPINIONS, { signal })),
      close: () => classifier.close(),
    }
  })
}

async function ownGenerator(load: Load, signal: AbortSignal): Promise<Runner> {
  const generator = await load(
    'compose',
    (options) => createGenerator({ ...options, model: 'compose', signal }),
    noRetry,
  )
  return closedOnFailure(generator, async () => ({
    by: await computedBy('compose'),
    async run() {
      const { timings } = await generator.generate(PROMPT, { maxTokens: TOKENS, temperature: 0, signal })
      return 1000 / timings.tokensPerSecond
    },
    close: () => generator.close(),
  }))
}

function transformers(task: 'embed' | 'classify' | 'generate', model: string, texts: readonly string[]): Contender {
  return {
    name: 'transformers.js',
    version: VERSIONS.transformers,
    async open() {
      const thread = new Worker(new URL('./race-transformers.worker.js', import.meta.url), { type: 'module' })
      const peer: Remote<TransformersWorker> = wrap(thread)
      try {
        const { threads } = await defaultEngine().diagnostics()
        await started(thread, peer.open(task, model, new URL('tacet/models/', document.baseURI).pathname, threads))
        await check(await peer.answer(texts.slice(0, 8)))
        return {
          by: `q8 · ONNX Runtime Web ${VERSIONS.onnxruntime} with ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
          async run() {
            let answer: unknown
            const took = await timed(async () => {
              answer = await peer.answer([...texts])
            })
            return typeof answer === 'number' ? answer : took
          },
          close: async () => thread.terminate(),
        }
      } catch (error) {
        thread.terminate()
        throw error
      }
    },
  }
}

/** Whether the peer gives the answers of tacet, where both read the same model. */
async function check(answer: Float32Array[] | string[] | number): Promise<void> {
  if (typeof answer === 'number') return
  const [first] = answer
  if (typeof first === 'string') {
    const alike = (answer as string[]).filter((label, index) => label === ownLabels[index]).length
    if (ownLabels.length > 0 && alike < ownLabels.length - 1)
      throw new Error('It gave other labels than tacet, so the times cannot be compared')
  } else if (first !== undefined && ownVector !== undefined && cosine(first, ownVector) < 0.98)
    throw new Error('It gave other vectors than tacet, so the times cannot be compared')
}

async function rules(thread: Worker): Promise<Runner> {
  const peer: Remote<RulesWorker> = wrap(thread)
  const texts = SECRETS.map(({ text }) => text)
  await started(thread, peer.redact(texts.slice(0, 1)))
  let redacted: readonly string[] = []
  return {
    by: 'rules in a worker',
    run: () =>
      timed(async () => {
        redacted = await peer.redact(texts)
      }),
    async quality() {
      const all = SECRETS.flatMap(({ secrets }) => secrets)
      const shown = SECRETS.flatMap(({ secrets }, index) =>
        secrets.filter((secret) => redacted[index]?.includes(secret)),
      )
      return `${all.length - shown.length} of ${all.length} values hidden`
    },
    close: async () => thread.terminate(),
  }
}

async function ownStore(signal: AbortSignal): Promise<Runner> {
  const store = await openVectorStore('demo-race', {
    embedder: { model: 'made-up', dimensions: DIMENSIONS },
    persist: false,
  })
  return closedOnFailure(store, async () => {
    await store.put(madeUpVectors(ROWS, DIMENSIONS, 1).map((vector, index) => ({ id: `row ${index}`, vector })))
    return {
      by: 'int8 scan and exact scores, in a worker',
      run: () =>
        timed(async () => {
          for (const query of QUERIES) await store.search(query, { limit: 10, signal })
        }),
      close: () => store.close(),
    }
  })
}

async function orama(): Promise<Runner> {
  const thread = new Worker(new URL('./race-orama.worker.js', import.meta.url), { type: 'module' })
  const peer: Remote<OramaWorker> = wrap(thread)
  await started(thread, peer.fill(madeUpVectors(ROWS, DIMENSIONS, 1)))
  return {
    by: 'exact scores, in a worker',
    run: () =>
      timed(async () => {
        for (const query of QUERIES) await peer.search(query)
      }),
    close: async () => thread.terminate(),
  }
}

/** Prepares a contender. If the preparation fails, its memory is freed. */
async function closedOnFailure<T>(opened: { close(): Promise<void> }, prepare: () => Promise<T>): Promise<T> {
  try {
    return await prepare()
  } catch (error) {
    await opened.close()
    throw error
  }
}

/**
 * Waits for the first answer of a worker, and ends a worker without one: a worker without its file would be silent for
 * ever.
 */
async function started<T>(thread: Worker, first: Promise<T>): Promise<T> {
  const failed = new Promise<never>((_, reject) => {
    thread.addEventListener('error', () => reject(new Error('Its files could not be fetched from this site')), {
      once: true,
    })
  })
  try {
    return await Promise.race([first, failed])
  } catch (error) {
    thread.terminate()
    throw error
  }
}
