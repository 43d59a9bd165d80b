import { LexicalBuilder, type LexicalData, readLexical } from '../../src/store/shared/lexical.js'
import { stemVersionOf } from '../../src/store/shared/stem.js'
import type { Collection } from './collection.js'
import { readRecords } from './records.js'
import { type Part, readParts } from './sealed-parts.js'
import { type SealedSegment, textOf } from './segment.js'

/** Reads the words of finished segments that have not been read yet. Stores searched by vector alone never need words. */
export async function loadWords(collection: Collection): Promise<void> {
  const missing = [...collection.sealed.values()].filter(({ words }) => words === undefined)
  if (missing.length === 0) return
  const hasText = collection.shape.text.length > 0
  const version = stemVersionOf(collection.shape.language)
  const parts = missing.map(
    (segment): Part => ({
      segment,
      area: 'words',
      key: segment.id,
      sumOf: ({ words }) => words,
      fits: (stored) => (hasText ? isLexicalData(stored, segment.rows) : stored === undefined),
    }),
  )
  for (const [index, found] of (await readParts(collection, parts)).entries()) {
    const segment = missing[index]!
    const words = found.intact ? ((found.value as LexicalData | undefined) ?? NO_WORDS) : undefined
    // Words of another stemmer would not match the words of a query. The next rewriting of the segment stores the new ones.
    const isUsable = words !== undefined && (words === NO_WORDS || (words.stemming ?? 1) === version)
    segment.words = isUsable ? readLexical(words) : await wordsOfRecords(collection, segment)
  }
}

async function wordsOfRecords(collection: Collection, segment: SealedSegment): Promise<LexicalBuilder> {
  const { text, language } = collection.shape
  const rows = Array.from({ length: segment.rows }, (_, row) => segment.firstRow + row)
  const words = new LexicalBuilder(language)
  for (const record of await readRecords(collection, rows)) words.add(textOf(record?.fields ?? {}, text))
  return words
}

function isLexicalData(stored: unknown, rows: number): stored is LexicalData {
  const { terms, starts, postings, lengths } = (stored ?? {}) as Partial<Record<keyof LexicalData, unknown>>
  const lists = [starts, postings, lengths].every((list) => list instanceof Uint32Array)
  return typeof terms === 'string' && lists && (lengths as Uint32Array).length === rows
}

/** The words of a store without text fields. */
const NO_WORDS: LexicalData = {
  terms: '',
  starts: new Uint32Array(1),
  postings: new Uint32Array(0),
  lengths: new Uint32Array(0),
}
