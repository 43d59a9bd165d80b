import type { EmbeddingCache } from '../../src/shared/embedding-cache.js'
import type { TaskMap } from '../../src/shared/tasks.js'
import { openVectorCache } from './vector-cache.js'
import type { CachedVector } from './vector-rows.js'

type Input = TaskMap['embed']['input']
type Output = TaskMap['embed']['output']

/** The model whose vectors are cached. */
interface CachedModel {
  readonly digest: string
  readonly dimensions: number
  /** Computes vectors of texts that are not in the cache. */
  compute(input: Input): Promise<Output>
}

/** Embeds texts, and computes only vectors that are not in the cache. */
export async function embedCached(
  { digest, dimensions, compute }: CachedModel,
  { texts, kind }: Input,
  settings: EmbeddingCache,
  signal: AbortSignal,
): Promise<Output> {
  const cache = await openVectorCache(settings)
  signal.throwIfAborted()
  if (cache === undefined) return compute({ texts, kind })
  const distinct = [...new Set(texts)]
  const digests = await Promise.all(distinct.map((text) => cache.digestOf(`${digest}\n${kind}\n${text}`)))
  const known = await cache.read(digests, dimensions)
  signal.throwIfAborted()
  const vectors = new Map<string, CachedVector>()
  for (const [index, text] of distinct.entries()) {
    const vector = known[index]
    if (vector !== undefined) vectors.set(text, vector)
  }
  const cached = vectors.size
  const missing = distinct.filter((text) => !vectors.has(text))
  if (missing.length > 0) {
    const computed = vectorsOf(await compute({ texts: missing, kind }))
    for (const [index, text] of missing.entries()) vectors.set(text, computed[index]!)
    const names = new Map(distinct.map((text, index) => [text, digests[index]!]))
    // Not awaited, so that no call waits for the disk. The next read of this cache waits.
    void cache.write(missing.map((text) => ({ digest: names.get(text)!, ...vectors.get(text)! })))
  }
  return {
    ...joined(
      texts.map((text) => vectors.get(text)!),
      dimensions,
    ),
    cached,
  }
}

function vectorsOf({ vectors, dimensions, truncated, coverage }: Output): CachedVector[] {
  const cut = new Set(truncated)
  const count = dimensions === 0 ? 0 : vectors.length / dimensions
  return Array.from({ length: count }, (_, row) => ({
    vector: vectors.subarray(row * dimensions, (row + 1) * dimensions),
    truncated: cut.has(row),
    coverage: coverage?.[row],
  }))
}

function joined(rows: readonly CachedVector[], dimensions: number): Output {
  const vectors = new Float32Array(rows.length * dimensions)
  for (const [row, { vector }] of rows.entries()) vectors.set(vector, row * dimensions)
  const coverage = rows.map((row) => row.coverage ?? 1)
  const isKnown = rows.some((row) => row.coverage !== undefined)
  return {
    vectors,
    dimensions,
    truncated: rows.flatMap(({ truncated }, row) => (truncated ? [row] : [])),
    ...(isKnown ? { coverage } : {}),
  }
}
