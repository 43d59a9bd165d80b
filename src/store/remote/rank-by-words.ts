import type { Fields } from '../shared/worker-api.js'
import type { RemoteHit } from './collection.js'

/** A server that finds the records with a word, but cannot rank them. */
export interface WordSource {
  /** How many records there are. */
  count(): Promise<number>
  /** The ids of the records that have a term. */
  idsWith(term: string): Promise<readonly string[]>
  /** The records of these ids, each with the terms of its text. */
  records(ids: readonly string[]): Promise<readonly WordRecord[]>
}

interface WordRecord {
  readonly id: string
  readonly fields: Fields
  readonly vector: Float32Array | undefined
  readonly terms: readonly string[]
}

// The constants of the browser's store.
const SATURATION = 1.2
const LENGTH_SHARE = 0.75
/** Each term is a request. */
const MOST_TERMS = 32
/** The records that are fetched to be ranked. The rarity of their words has already chosen them. */
const MOST_RECORDS = 300

/** Ranks records in the page, by BM25 as the browser's store does. The average length is that of the records that are ranked. */
export async function rankByWords(
  terms: readonly string[],
  limit: number,
  source: WordSource,
): Promise<readonly RemoteHit[]> {
  const each = [...new Set(terms)].slice(0, MOST_TERMS)
  if (each.length === 0) return []
  const [count, ...lists] = await Promise.all([source.count(), ...each.map((term) => source.idsWith(term))])
  const rarity = new Map(each.map((term, index) => [term, rarityOf(lists[index]!.length, count)]))
  const chances = new Map<string, number>()
  for (const [index, ids] of lists.entries()) {
    for (const id of ids) chances.set(id, (chances.get(id) ?? 0) + rarity.get(each[index]!)!)
  }
  const candidates = [...chances].sort(([, one], [, other]) => other - one).slice(0, Math.max(limit, MOST_RECORDS))
  if (candidates.length === 0) return []
  const records = await source.records(candidates.map(([id]) => id))
  const average = records.reduce((sum, record) => sum + record.terms.length, 0) / Math.max(1, records.length)
  return records
    .map(({ id, fields, vector, terms: own }) => ({ id, fields, vector, score: scoreOf(own, rarity, average) }))
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1))
    .slice(0, limit)
}

function rarityOf(having: number, count: number): number {
  return Math.log(1 + (Math.max(count, having) - having + 0.5) / (having + 0.5))
}

function scoreOf(terms: readonly string[], rarity: ReadonlyMap<string, number>, average: number): number {
  const counts = new Map<string, number>()
  for (const term of terms) if (rarity.has(term)) counts.set(term, (counts.get(term) ?? 0) + 1)
  const length = 1 - LENGTH_SHARE + (LENGTH_SHARE * terms.length) / average
  let score = 0
  for (const [term, count] of counts) {
    score += (rarity.get(term)! * count * (SATURATION + 1)) / (count + SATURATION * length)
  }
  return score
}
