import { createEmbedder } from 'tacet'
import { localEngine } from 'tacet/engines'
import { openVectorStore, type VectorRecord } from 'tacet/store'

interface Paragraph {
  readonly id: number
  readonly text: string
}

interface Question {
  readonly para: number
  readonly question: string
}

interface Passage extends VectorRecord {
  readonly text: string
}

const GROUP = 32

/** How high the right paragraph stands for each question, by words, by meaning and by both. */
async function rank({
  language,
  paragraphs,
  questions,
  dense,
}: {
  language: string
  paragraphs: readonly Paragraph[]
  questions: readonly Question[]
  dense: boolean
}) {
  const embedder = dense ? await createEmbedder({ engines: [localEngine({ baseUrl: '/tacet/' })] }) : undefined
  const embed = async (texts: readonly string[], kind: 'document' | 'query') => {
    if (embedder === undefined) return texts.map(() => Float32Array.of(1))
    const vectors: Float32Array[] = []
    for (let at = 0; at < texts.length; at += GROUP) {
      vectors.push(...(await embedder.embed(texts.slice(at, at + GROUP), { kind })))
    }
    return vectors
  }
  const store = await openVectorStore<Passage>(`quality-${language}`, {
    embedder: embedder ?? { model: 'none', dimensions: 1 },
    language,
    persist: false,
  })
  const vectors = await embed(
    paragraphs.map(({ text }) => text),
    'document',
  )
  await store.put(paragraphs.map(({ id, text }, index) => ({ id: String(id), text, vector: vectors[index]! })))
  const queries = await embed(
    questions.map(({ question }) => question),
    'query',
  )
  const modes = dense ? (['lexical', 'dense', 'hybrid'] as const) : (['lexical'] as const)
  const ranks: Record<string, number[]> = {}
  for (const mode of modes) {
    ranks[mode] = []
    for (const [index, { para, question }] of questions.entries()) {
      const hits = await store.search(queries[index]!, { mode, words: question, limit: 10 })
      ranks[mode].push(hits.findIndex(({ record }) => record.id === String(para)) + 1)
    }
  }
  await store.close()
  await embedder?.close()
  return ranks
}

/** How many of the ten nearest texts each way of searching finds. The last texts are the queries. */
async function recall({ texts, queries, model }: { texts: readonly string[]; queries: number; model: string }) {
  const embedder = await createEmbedder({ model, engines: [localEngine({ baseUrl: '/tacet/' })] })
  const { dimensions } = embedder
  const vectors = new Float32Array(texts.length * dimensions)
  for (let at = 0; at < texts.length; at += GROUP) {
    const kind = at < texts.length - queries ? 'document' : 'query'
    for (const [index, vector] of (await embedder.embed(texts.slice(at, at + GROUP), { kind })).entries()) {
      vectors.set(vector, (at + index) * dimensions)
    }
  }
  await embedder.close()
  const worker = new Worker(new URL('../store/engine.worker.ts', import.meta.url), { type: 'module' })
  const answer = await new Promise<{ result?: unknown; error?: string }>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.postMessage({ step: 'recall', vectors, dimensions, queries }, [vectors.buffer])
  }).finally(() => worker.terminate())
  if (answer.error !== undefined) throw new Error(answer.error)
  return answer.result
}

Object.assign(globalThis, { bench: { rank, recall } })
