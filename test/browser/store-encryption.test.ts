import { openDB } from 'idb'
import { openDocuments } from 'tacet/documents'
import { openVectorStore, type VectorRecord, type VectorStore } from 'tacet/store'
import { afterEach, expect, test } from 'vitest'

interface Letter extends VectorRecord {
  readonly text: string
  readonly sender: string
  readonly sent: Date
}

const embedder = { model: 'test-model', dimensions: 4 }
const opened: VectorStore<Letter>[] = []
let names = 0
const newName = () => `encrypted-${Date.now()}-${names++}`

const makeKey = () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])

async function open(name: string, key?: CryptoKey, options = {}) {
  const store = await openVectorStore<Letter>(name, { embedder, text: ['text'], key, ...options })
  opened.push(store)
  return store
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()))
})

const letters = (count: number): Letter[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `letter-${index}`,
    vector: Float32Array.of(Math.sin(index), Math.cos(index), (index % 7) / 7, 1),
    text: `Quokka number ${index}`,
    sender: `wombat${index % 3}`,
    sent: new Date(index),
  }))

async function embed(text: string): Promise<Float32Array>
async function embed(texts: readonly string[]): Promise<Float32Array[]>
async function embed(input: string | readonly string[]): Promise<Float32Array | Float32Array[]> {
  const vector = (text: string) => Float32Array.of(1, text.length, 0, 1)
  return typeof input === 'string' ? vector(input) : input.map(vector)
}

const lengths = { ...embedder, embed }

/** All stored data of a store, as one text of bytes. */
async function onDisk(name: string): Promise<string> {
  const database = await openDB(`tacet-store-${name}`)
  const found: string[] = []
  for (const area of database.objectStoreNames) {
    for (const [index, value] of (await database.getAll(area)).entries()) {
      found.push(String((await database.getAllKeys(area))[index]))
      found.push(ArrayBuffer.isView(value) ? new TextDecoder('latin1').decode(value) : JSON.stringify(value))
    }
  }
  database.close()
  return found.join('\n')
}

test('an encrypted store finds its records again, in segments and in the tail, and nothing of them is readable on the disk', async () => {
  const name = newName()
  const key = await makeKey()
  const first = await open(name, key)
  const all = letters(9000)
  await first.put(all)
  await first.delete(['letter-5'])
  await first.close()
  expect(await onDisk(name)).not.toMatch(/quokka|wombat|letter-|sender|test-model/i)

  const store = await open(name, key)
  expect(await store.count()).toBe(8999)
  expect(await store.get('letter-17')).toEqual(all[17])
  expect(await store.get('letter-8999')).toEqual(all[8999])
  expect(await store.get('letter-5')).toBeUndefined()
  const [nearest] = await store.search((all[400] as Letter).vector, { filter: { sender: 'wombat1' } })
  expect(nearest?.record.id).toBe('letter-400')
  const [found] = await store.search('number 8123', { mode: 'lexical' })
  expect(found?.record.id).toBe('letter-8123')
  const plain = await open(newName())
  await plain.import(store.export())
  expect(await plain.count()).toBe(8999)
})

test('an encrypted store and a plain one are told apart, and a wrong key leaves everything as it was', async () => {
  const name = newName()
  const key = await makeKey()
  const store = await open(name, key)
  await store.put(letters(3))
  await store.close()
  await expect(open(name, await makeKey())).rejects.toMatchObject({ code: 'invalid-data', message: /another key/ })
  await expect(open(name)).rejects.toMatchObject({
    code: 'invalid-data',
    message: /is encrypted. Open it with its `key`/,
  })
  expect(await (await open(name, key)).count()).toBe(3)

  const plain = newName()
  await (await open(plain)).put(letters(2))
  await expect(open(plain, key)).rejects.toMatchObject({ code: 'invalid-data', message: /is not encrypted/ })
})

test('two stores that are open at once see the changes of each other', async () => {
  const name = newName()
  const key = await makeKey()
  const [one, other] = [await open(name, key), await open(name, key)]
  await one.put(letters(20))
  expect(await other.count()).toBe(20)
  await other.delete(['letter-3', 'letter-4'])
  expect(await one.count()).toBe(18)
})

test('the ids of documents are encrypted too', async () => {
  const name = newName()
  const key = await makeKey()
  const documents = await openDocuments(name, { embedder: lengths, key })
  await documents.put([{ id: 'bandicoot.txt', text: 'Rain is water. It falls from clouds.' }])
  expect(await documents.ids()).toEqual(['bandicoot.txt'])
  expect((await documents.search('What falls from clouds?'))[0]?.document.id).toBe('bandicoot.txt')
  await documents.close()
  expect(await onDisk(name)).not.toMatch(/bandicoot|clouds/)
})

test.each([
  ['no key at all', 'secret'],
  ['a key of another kind', crypto.subtle.generateKey({ name: 'AES-CTR', length: 256 }, false, ['encrypt', 'decrypt'])],
  ['a key that cannot decrypt', crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt'])],
])('%s is refused', async (_, key) => {
  const given = (await key) as CryptoKey
  await expect(open(newName(), given)).rejects.toThrow('`key` must be a CryptoKey for AES-GCM')
})
