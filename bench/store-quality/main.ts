import { createEmbedder, localEngine, openVectorStore, type VectorRecord } from 'tacet'

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

Object.assign(globalThis, { bench: { rank } })
