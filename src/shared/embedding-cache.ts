/** Where the vectors of earlier calls are kept. */
export interface EmbeddingCache {
  /** The name of the cache. All tabs of the site share the vectors of a name. */
  readonly name: string
  /** The most bytes; the vectors that were used longest ago go first. */
  readonly maxBytes: number
  /** Encrypts the vectors, and keys the digests of the texts. */
  readonly key?: CryptoKey | undefined
}
