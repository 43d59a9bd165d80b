import {
  type AnswerBound,
  answer,
  createEmbedder,
  createReranker,
  type Embedder,
  type Embedding,
  type EmbedOptions,
  type Reranker,
} from 'tacet'
import { openDocuments } from 'tacet/documents'
import { localEngine } from 'tacet/engines'
import { expect, test } from 'vitest'
import golden from '../../../golden/answers.jsonl?raw'

interface Row {
  readonly question: string
  readonly answers: readonly string[]
  readonly contexts: readonly [string]
  readonly slices: { readonly page: string; readonly kind: 'answerable' | 'fact missing' | 'other subject' }
}

const rows = golden
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => JSON.parse(line) as Row)

/** Whether a question was answered, and whether the answer holds the wanted text. */
interface Asked {
  readonly kind: Row['slices']['kind']
  readonly found: boolean
  readonly right: boolean
}

/** Each question asks for the vectors of nearly all sentences again. Computing them once saves nine tenths of the time. */
function remembering(embedder: Embedder): Embedder {
  const known = new Map<string, Promise<Embedding>>()
  const embedOne = (text: string, options: EmbedOptions = {}) => {
    const key = `${options.kind} ${text}`
    const vector = known.get(key) ?? embedder.embed(text, { kind: options.kind })
    known.set(key, vector)
    return vector
  }
  const embed = (input: string | readonly string[], options?: EmbedOptions) =>
    typeof input === 'string' ? embedOne(input, options) : Promise.all(input.map((text) => embedOne(text, options)))
  return { ...embedder, embed: embed as Embedder['embed'] }
}

/** A further bound asks for the scores of the same sentences, and reading them takes longer than all else here. */
function rereading(reranker: Reranker): Pick<Reranker, 'rerank'> {
  const known = new Map<string, ReturnType<Reranker['rerank']>>()
  return {
    rerank(query, texts) {
      const key = JSON.stringify([query, texts])
      const scores = known.get(key) ?? reranker.rerank(query, texts)
      known.set(key, scores)
      return scores
    },
  }
}

test('answers find most of what the pages hold; a higher bound or a reranker answers far less of the rest', {
  timeout: 480_000,
}, async () => {
  const engine = localEngine({ baseUrl: '/' })
  const embedder = await createEmbedder({ engines: [engine] })
  const documents = await openDocuments(`golden-answers-${crypto.randomUUID()}`, { embedder: remembering(embedder) })
  await documents.put([
    ...new Map(rows.map(({ slices, contexts: [text] }) => [slices.page, { id: slices.page, text }])).values(),
  ])

  const reranker = await createReranker({ engines: [engine] })
  const judge = rereading(reranker)
  const askAll = async (options: { minScore?: AnswerBound; reranker?: typeof judge }): Promise<Asked[]> => {
    const asked: Asked[] = []
    for (const { question, answers, slices } of rows) {
      const { found, text } = await answer(question, { documents, ...options }).result
      asked.push({ kind: slices.kind, found, right: answers.some((wanted) => text.includes(wanted)) })
    }
    return asked
  }
  const lines: string[] = []
  const figures = new Map<string, { readonly right: number; readonly missing: number; readonly other: number }>()
  const ways = {
    embedder: {},
    'embedder, high precision': { minScore: 'high-precision' },
    reranker: { reranker: judge },
    'reranker, high precision': { minScore: 'high-precision', reranker: judge },
  } as const
  for (const [way, options] of Object.entries(ways)) {
    const asked = await askAll(options)
    const share = (kind: Asked['kind'], is: (one: Asked) => boolean) => {
      const own = asked.filter((one) => one.kind === kind)
      return own.filter(is).length / own.length
    }
    const right = share('answerable', (one) => one.right)
    const missing = share('fact missing', ({ found }) => found)
    const other = share('other subject', ({ found }) => found)
    figures.set(way, { right, missing, other })
    lines.push(
      `${way}: ${right.toFixed(3)} found and right; wrongly answered ${missing.toFixed(3)} where the page lacks the fact, ${other.toFixed(3)} of other subjects`,
    )
  }
  console.log(lines.join('\n'))
  await documents.clear()
  await documents.close()
  await reranker.close()
  await engine.stop()
  const bounds = {
    embedder: { right: 0.7, missing: 0.5, other: 0.2 },
    'embedder, high precision': { right: 0.33, missing: 0.15, other: 0.05 },
    reranker: { right: 0.7, missing: 0.13, other: 0.05 },
    'reranker, high precision': { right: 0.47, missing: 0.05, other: 0.05 },
  }
  for (const [way, { right, missing, other }] of Object.entries(bounds)) {
    expect(figures.get(way)?.right, way).toBeGreaterThanOrEqual(right)
    expect(figures.get(way)?.missing, way).toBeLessThanOrEqual(missing)
    expect(figures.get(way)?.other, way).toBeLessThanOrEqual(other)
  }
})
