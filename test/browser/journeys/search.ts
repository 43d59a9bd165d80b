import { createEmbedder } from 'tacet'
import { openVectorStore, type VectorRecord } from 'tacet/store'

interface Note extends VectorRecord {
  text: string
  year: number
}

export async function searchNotes(notes: readonly { text: string; year: number }[], question: string) {
  const embedder = await createEmbedder()
  const store = await openVectorStore<Note>('notes', { embedder })
  const vectors = await embedder.embed(notes.map(({ text }) => text))
  await store.put(vectors.map((vector, index) => ({ id: String(index), vector, ...notes[index]! })))
  const query = await embedder.embed(question, { kind: 'query' })
  const hits = await store.search(query, { limit: 3, filter: { year: { gte: 2020 } } })
  await store.close()
  await embedder.close()
  return hits.map(({ record, score }) => ({ text: record.text, score }))
}
