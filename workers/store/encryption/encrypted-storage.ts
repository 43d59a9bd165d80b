import { NlpError } from '../../../src/shared/errors.js'
import type { Area, Key, Reader, Storage, Write } from '../../../src/store/shared/storage.js'
import { Cipher } from '../../encryption/cipher.js'
import { decodeValue, encodeValue } from './value-bytes.js'

/**
 * Keeps everything of a store encrypted: values, the names of fields, the ids of documents. Numbers of segments and
 * batches stay readable, and so do the sizes of all values.
 */
export async function encryptedStorage(storage: Storage, name: string, key: CryptoKey): Promise<Storage> {
  const cipher = await Cipher.of(name, key)

  async function decrypted(stored: unknown, area: Area, key: Key): Promise<unknown> {
    if (stored === undefined) return undefined
    const isManifest = area === 'meta'
    if (!(stored instanceof Uint8Array)) {
      if (isManifest) throw notEncrypted(name)
      return undefined
    }
    if (isManifest && !cipher.isOfThisKey(stored)) throw anotherKey(name)
    const bytes = await cipher.decrypt(stored as Uint8Array<ArrayBuffer>, placeOf(area, key))
    const value = bytes === undefined ? undefined : decodedOrNothing(bytes)
    // The worker writes a new manifest if there is none, so a damaged manifest becomes `null`.
    return value === undefined && isManifest ? null : value
  }

  async function encrypted(write: Write): Promise<Write> {
    if (write.type === 'clear') return write
    const { area, key } = write
    const stored = await storedKey(cipher, key)
    if (write.type === 'delete') return { ...write, key: stored }
    return { ...write, key: stored, value: await cipher.encrypt(encodeValue(write.value), placeOf(area, key)) }
  }

  return {
    read: (areas, use) =>
      storage.read(areas, (reader) => {
        const keepOpen = openWhile(reader, areas[0] as Area)
        return use({
          get: async (area, key) => {
            const stored = await reader.get(area, await keepOpen(storedKey(cipher, key)))
            return keepOpen(decrypted(stored, area, key))
          },
          keys: async (area, prefix) => {
            const [clear] = prefix === undefined ? [undefined] : divided(prefix)
            const keys = await reader.keys(area, clear)
            const found = await keepOpen(Promise.all(keys.map((each) => readableKey(cipher, each))))
            return found
              .filter((each) => each !== undefined && (prefix === undefined || `${each}`.startsWith(prefix)))
              .sort() as Key[]
          },
        })
      }),
    commit: async (writes, options) => storage.commit(await Promise.all(writes.map(encrypted)), options),
    async putIfAbsent(area, key, value) {
      const stored = await cipher.encrypt(encodeValue(value), placeOf(area, key))
      return decrypted(await storage.putIfAbsent(area, await storedKey(cipher, key), stored), area, key)
    },
    close: () => storage.close(),
  }
}

/**
 * Returns a function that awaits work within a read. A transaction of IndexedDB ends as soon as it has no pending
 * request, so it would end during work of another kind. So the function requests a missing value again and again until
 * the work is done, and continues after one of these requests.
 */
function openWhile(reader: Reader, area: Area): <T>(work: Promise<T>) => Promise<T> {
  let asked: Promise<unknown> | undefined
  return async <T>(work: Promise<T>): Promise<T> => {
    let isDone = false
    const done = () => {
      isDone = true
    }
    work.then(done, done)
    while (!isDone) {
      asked ??= reader.get(area, '').finally(() => {
        asked = undefined
      })
      await asked
    }
    return work
  }
}

const placeOf = (area: Area, key: Key): string => `${area}\n${typeof key}\n${key}`

/** A key up to its first slash, and the name behind it. */
function divided(key: string): readonly [clear: string, name: string | undefined] {
  const end = key.indexOf('/') + 1
  return end === 0 ? [key, undefined] : [key.slice(0, end), key.slice(end)]
}

async function storedKey(cipher: Cipher, key: Key): Promise<Key> {
  if (typeof key === 'number') return key
  const [clear, name] = divided(key)
  return name === undefined ? key : clear + (await cipher.encryptName(name))
}

async function readableKey(cipher: Cipher, key: Key): Promise<Key | undefined> {
  if (typeof key === 'number') return key
  const [clear, encrypted] = divided(key)
  if (encrypted === undefined) return key
  const name = await cipher.decryptName(encrypted)
  return name === undefined ? undefined : clear + name
}

/** The value of these bytes, or `undefined` if they do not hold a value. */
function decodedOrNothing(bytes: Uint8Array): unknown {
  try {
    return decodeValue(bytes)
  } catch {
    return undefined
  }
}

function anotherKey(name: string): NlpError {
  return new NlpError('invalid-data', `The store ${name} was encrypted with another key. Open it with that key.`)
}

function notEncrypted(name: string): NlpError {
  return new NlpError(
    'invalid-data',
    `The store ${name} is not encrypted. Open it without \`key\`, and put its export() into a new store that has the key.`,
  )
}
