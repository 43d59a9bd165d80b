import type { EmbeddingCache } from '../../src/shared/embedding-cache.js'
import { NlpError } from '../../src/shared/errors.js'
import { toHex } from '../../src/shared/hex.js'
import { Cipher } from '../encryption/cipher.js'
import { sha256 } from '../model-files/digest.js'
import { type CachedRow, cachedRows } from './cached-rows.js'
import { type CachedVector, decodeRow, encodeRow } from './vector-rows.js'

/** The vectors of texts that were embedded before. */
export interface VectorCache {
  /** The name of a text in the cache. Without a key it is a plain digest. */
  digestOf(text: string): Promise<string>
  /** The vectors of digests; `undefined` for each missing one. Never rejects. */
  read(digests: readonly string[], dimensions: number): Promise<readonly (CachedVector | undefined)[]>
  /** Keeps vectors, and resolves once they are kept or given up. Never rejects. */
  write(vectors: readonly (CachedVector & { readonly digest: string })[]): Promise<void>
}

/** The mark of a cache without a key. */
const PLAIN = 'plain'

const opened = new Map<string, Promise<VectorCache | undefined>>()

/**
 * The cache of a name, or `undefined` where the browser refuses storage. Rejects where the cache was made with another
 * key.
 */
export async function openVectorCache({ name, maxBytes, key }: EmbeddingCache): Promise<VectorCache | undefined> {
  const cipher = key === undefined ? undefined : await Cipher.of(`cache ${name}`, key)
  const id = JSON.stringify([name, maxBytes, cipher?.mark])
  const known = opened.get(id)
  if (known !== undefined) return known
  const opening = open(name, maxBytes, cipher)
  opened.set(id, opening)
  opening.catch(() => opened.delete(id))
  return opening
}

async function open(name: string, maxBytes: number, cipher: Cipher | undefined): Promise<VectorCache | undefined> {
  const mark = cipher?.mark ?? PLAIN
  const rows = cachedRows(name, mark)
  let found: string
  try {
    found = await rows.claim()
  } catch {
    // A private window, strict settings or a full disk: vectors are then computed as without a cache.
    return undefined
  }
  if (found !== mark) throw anotherKey(name, found === PLAIN, cipher !== undefined)
  let writing: Promise<void> = Promise.resolve()
  let full = false

  async function keep(vectors: Parameters<VectorCache['write']>[0]): Promise<void> {
    if (full) return
    try {
      const added = await Promise.all(
        vectors.map(async ({ digest, ...vector }): Promise<CachedRow> => {
          const bytes = encodeRow(vector)
          return { digest, bytes: cipher === undefined ? bytes : await cipher.encrypt(bytes, digest) }
        }),
      )
      await rows.write(added, maxBytes)
    } catch (error) {
      // Each later attempt would take time and fail in the same way.
      full = (error as Error | null)?.name === 'QuotaExceededError'
    }
  }

  return {
    async digestOf(text) {
      const bytes = unitsOf(text)
      return cipher === undefined ? sha256(bytes) : toHex(await cipher.digest(bytes))
    },
    async read(digests, dimensions) {
      await writing
      try {
        const stored = await rows.read(digests)
        const vectors = await Promise.all(
          stored.map(async (row, index) => {
            if (row === undefined) return undefined
            const bytes = cipher === undefined ? row : await cipher.decrypt(row, digests[index] ?? '')
            return bytes && decodeRow(bytes, dimensions)
          }),
        )
        // Not awaited: no call needs this record.
        rows.touch(digests.filter((_, index) => vectors[index] !== undefined)).catch(() => {})
        return vectors
      } catch {
        return digests.map(() => undefined)
      }
    },
    write(vectors) {
      writing = writing.then(() => keep(vectors))
      return writing
    },
  }
}

/** The UTF-16 units of a text. In UTF-8 all lone surrogates would be alike. */
function unitsOf(text: string): Uint8Array<ArrayBuffer> {
  const units = new Uint16Array(text.length)
  for (let at = 0; at < text.length; at += 1) units[at] = text.charCodeAt(at)
  return new Uint8Array(units.buffer)
}

function anotherKey(name: string, isPlain: boolean, hasKey: boolean): NlpError {
  const made = isPlain ? 'without a key' : 'with a key'
  const cause =
    hasKey && !isPlain ? `The cache ${name} was encrypted with another key.` : `The cache ${name} was made ${made}.`
  const remedy = isPlain ? 'Open it without `key`' : 'Open it with that `key`'
  return new NlpError(
    'invalid-data',
    `${cause} ${remedy}, or delete it with indexedDB.deleteDatabase('tacet-embeddings-${name}').`,
  )
}
