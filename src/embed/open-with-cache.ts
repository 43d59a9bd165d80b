import { checkOptions, describe } from '../calls/check-options.js'
import { requireCipherKey } from '../calls/cipher-key.js'
import type { EngineSession } from '../calls/engine.js'
import type { EmbeddingCache } from '../shared/embedding-cache.js'

/** The vectors that an embedder keeps across visits. */
export interface EmbeddingCacheOptions {
  /**
   * The name of the cache. Embedders in all tabs with this name share its vectors; vectors of other models stay apart.
   */
  name: string
  /** The most bytes. The vectors that were used longest ago go first. @default 50_000_000: some 30,000 texts of `minilm` */
  maxBytes?: number | undefined
  /**
   * Encrypts the vectors, and keys the digests of the texts: an AES-GCM `CryptoKey` of yours that is not stored. With
   * another key, the call rejects with code 'invalid-data'. @default not encrypted
   */
  key?: CryptoKey | undefined
}

/** Opens a session that keeps its vectors. */
export async function openWithCache(
  options: EmbeddingCacheOptions,
  open: (cache: EmbeddingCache) => Promise<EngineSession>,
): Promise<EngineSession> {
  checkOptions('cache', options, { name: 'string', maxBytes: 'any', key: 'any' }, ['name'])
  const { name, maxBytes = 50_000_000, key } = options
  if (name === '') throw new TypeError('`name` of `cache` must not be empty')
  if (!(Number.isInteger(maxBytes) && maxBytes > 0)) {
    throw new RangeError(`\`maxBytes\` must be a positive integer, got ${describe(maxBytes)}`)
  }
  if (key !== undefined) requireCipherKey(key)
  const session = await open({ name, maxBytes, key })
  if (session.digest === undefined) return session
  try {
    // A call without texts opens the cache, so a wrong key fails here and not with the first text.
    await session.run('embed', { texts: [], kind: 'document' })
    return session
  } catch (error) {
    await session.close()
    throw error
  }
}
