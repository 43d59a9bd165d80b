import { type LexicalData, readLexical } from '../../src/store/lexical.js'
import type { Collection } from './collection.js'

/** Reads the words of finished segments where that has not been done: stores searched by vector alone never need them. */
export async function loadWords(collection: Collection): Promise<void> {
  const missing = [...collection.sealed.values()].filter(({ words }) => words === undefined)
  if (missing.length === 0) return
  const stored = await collection.storage.read(['words'], (reader) =>
    Promise.all(missing.map(({ id }) => reader.get('words', id) as Promise<LexicalData | undefined>)),
  )
  for (const [index, data] of stored.entries()) missing[index]!.words = readLexical(data ?? NO_WORDS)
}

/** What a store without text fields has. */
const NO_WORDS: LexicalData = {
  terms: '',
  starts: new Uint32Array(1),
  postings: new Uint32Array(0),
  lengths: new Uint32Array(0),
}
