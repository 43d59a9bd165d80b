import { diversify } from '../shared/diversify.js'
import { fuse } from '../shared/fuse.js'
import { exactScore, lengthOf } from '../shared/quantize.js'
import { byScore, type Found, type Scored } from '../shared/top.js'
import type { FoundRecord, SearchRequest } from '../shared/worker-api.js'
import type { RemoteCollection, RemoteHit, RemoteQuery } from './collection.js'

/** The length of each ranking that is fused, and the candidates per hit that diversity picks from: as in the browser's store. */
const FUSED = 100
const DIVERSE = 5

/** Asks the server for one or two rankings, and joins them as the store in the browser does. */
export async function searchRemote(
  collection: RemoteCollection,
  request: SearchRequest,
  signal: AbortSignal | undefined,
): Promise<readonly FoundRecord[]> {
  const { vector, words, limit, filter, minScore, diversity, prefix, exact } = request
  const pool = diversity > 0 ? limit * DIVERSE : limit
  const both = vector !== undefined && words !== undefined
  const query: Omit<RemoteQuery, 'vectors'> = {
    limit: both ? Math.max(pool, FUSED) : pool,
    filter,
    exact: exact === true,
    prefix,
    signal,
  }
  const [dense, lexical] = await Promise.all([
    vector === undefined ? [] : collection.byVector(vector, { ...query, vectors: diversity > 0 }),
    words === undefined
      ? []
      : // A hit of the words alone is compared with `minScore` by its vector. Vectors are many times the size of the records.
        collection.byWords(words, { ...query, vectors: diversity > 0 || (both && minScore !== undefined) }),
  ])
  // Rankings are joined by row number. The row number here is the position of an id among all hits.
  const hits: RemoteHit[] = []
  const rows = new Map<string, number>()
  const [denseRanking, lexicalRanking] = [dense, lexical].map((list) =>
    list.map((hit): Scored => {
      const row = rows.get(hit.id) ?? hits.push(hit) - 1
      rows.set(hit.id, row)
      return { row, score: hit.score }
    }),
  ) as [Scored[], Scored[]]
  const ranked = both ? fuse(denseRanking, lexicalRanking, request) : [...denseRanking, ...lexicalRanking].sort(byScore)
  const similarities = new Map(denseRanking.map(({ row, score }) => [row, score]))
  const similarityOf = (row: number): number | undefined => {
    const stored = hits[row]!.vector
    if (vector === undefined || stored === undefined) return similarities.get(row)
    return similarities.get(row) ?? exactScore(vector, lengthOf(vector), stored, 0, collection.shape.metric)
  }
  const passing = ranked
    .map((scored): Found => ({ ...scored, similarity: similarityOf(scored.row) }))
    .filter(
      ({ score, similarity }) =>
        minScore === undefined || (vector === undefined ? score : (similarity ?? 0)) >= minScore,
    )
    .slice(0, pool)
  const picked =
    diversity === 0
      ? passing.slice(0, limit)
      : diversify(passing, (one, other) => likeness(hits[passing[one]!.row]!, hits[passing[other]!.row]!), {
          diversity,
          limit,
        })
  return picked.map(({ row, score, similarity }) => ({
    id: hits[row]!.id,
    fields: hits[row]!.fields,
    score,
    similarity,
  }))
}

function likeness({ vector: one }: RemoteHit, { vector: other }: RemoteHit): number {
  if (one === undefined || other === undefined) return 0
  return exactScore(one, lengthOf(one), other, 0, 'cosine')
}
