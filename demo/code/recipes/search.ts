import type { Recipe } from '../recipe.js'
import { Expression, withSignal } from '../to-code.js'

export interface SearchSettings {
  /** Only passages of these topics. Empty where all may be found. */
  readonly topics: readonly string[]
  readonly limit: number
}

/** Searches by words and by meaning, as the list Both of the panel Search does with these settings. */
export function searchRecipe({ topics, limit }: SearchSettings): Recipe {
  const filter = topics.length > 0 ? { topic: { in: topics } } : undefined
  return {
    name: 'search',
    input: 'query',
    models: ['minilm'],
    imports: { tacet: ['createEmbedder'], 'tacet/store': ['openVectorStore', 'type VectorRecord'] },
    setup: `interface Passage extends VectorRecord {
  text: string
  topic: string
}

const PASSAGES = [
  { id: 'pipes', topic: 'Water', text: 'Turn the red tap in the cellar when a pipe has burst.' },
  { id: 'tools', topic: 'Workshop', text: 'Whoever has read the instructions may use the saw.' },
]

async function openPassages() {
  const embedder = await createEmbedder()
  const store = await openVectorStore<Passage>('passages', { embedder })
  const vectors = await embedder.embed(PASSAGES.map(({ text }) => text))
  await store.put(PASSAGES.map((passage, index) => ({ ...passage, vector: vectors[index]! })))
  return {
    async search(words: string, signal?: AbortSignal) {
      const vector = await embedder.embed(words, { kind: 'query', signal })
      return store.search(vector, ${withSignal({ mode: 'hybrid', words: new Expression('words'), limit, prefix: true, filter }, '      ')})
    },
    async close() {
      await store.close()
      await embedder.close()
    },
  }
}`,
    model: { name: 'passages', create: 'openPassages' },
    work: {
      type: 'call',
      code: 'passages.search(query, signal)',
      shown: "result.map(({ record }) => record.text).join(' · ')",
      note: 'Best first; each hit has its record and its score.',
    },
  }
}
