import { expect, test } from 'vitest'
import { AREAS, type Storage } from '../../src/store/shared/storage.js'
import { encryptedStorage } from '../../workers/store/encryption/encrypted-storage.js'
import { decodeValue, encodeValue } from '../../workers/store/encryption/value-bytes.js'
import { MemoryStorage } from '../../workers/store/memory.js'

/** Answers in its own task, as a database does. */
class Disk extends MemoryStorage {
  override read: Storage['read'] = (areas, use) =>
    super.read(areas, ({ get, keys }) =>
      use({
        get: async (area, key) => {
          await new Promise((resolve) => setTimeout(resolve))
          return get(area, key)
        },
        keys,
      }),
    )
}

const makeKey = () => crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
const put = (area: 'meta' | 'objects' | 'pages', key: string | number, value: unknown) =>
  ({ type: 'put', area, key, value }) as const
const get = (storage: Storage, area: 'meta' | 'objects' | 'pages', key: string | number) =>
  storage.read([area], (reader) => reader.get(area, key))

test.each([
  ['a lone surrogate', 'a\ud800b'],
  ['a name that is that of the prototype', JSON.parse('{"__proto__": 1, "a": [1]}')],
  ['a list that looks like a tag', ['date', 5]],
  ['numbers that JSON lacks', [Number.NaN, Number.POSITIVE_INFINITY, -0, 2n ** 80n, undefined, null]],
  ['an empty buffer between others', [new ArrayBuffer(0), new Uint8Array([1, 2, 3]), new Float32Array([0.1, -0])]],
  ['a view of a part of a buffer', new Int16Array(new Int16Array([1, 2, 3, 4]).buffer, 2, 2)],
  ['an invalid date', new Date(Number.NaN)],
  ['dates and patterns', { at: new Date(5), like: /a\/b/giu }],
  [
    'maps and sets',
    new Map<unknown, unknown>([
      [new Date(1), new Set([['x'], 'y'])],
      ['b', { c: undefined }],
    ]),
  ],
  [
    'one object at two places',
    (() => {
      const twin = { a: 1 }
      return [twin, twin]
    })(),
  ],
  ['nothing', undefined],
])('%s is the same after it was bytes', (_, value) => {
  expect(decodeValue(encodeValue(value))).toStrictEqual(value)
})

test.each([
  ['a Blob', { file: new Blob(['a']) }],
  ['a function', { call: () => {} }],
  [
    'a value that contains itself',
    (() => {
      const value: Record<string, unknown> = {}
      value['own'] = [value]
      return value
    })(),
  ],
  ['a DataView', new DataView(new ArrayBuffer(2))],
])('%s is refused by a sentence that says what can be kept', (what, value) => {
  expect(() => encodeValue(value)).toThrow(TypeError)
  expect(() => encodeValue(value)).toThrow(`cannot keep ${what}. Texts, numbers`)
})

test('names and values are unreadable on the disk, and come back in order', async () => {
  const disk = new Disk()
  const storage = await encryptedStorage(disk, 'notes', await makeKey())
  await storage.commit([
    put('objects', 'document/zebra.pdf', { text: 'stripes' }),
    put('objects', 'document/ant.pdf', { text: 'small' }),
    put('pages', 7, ['page']),
  ])
  expect(await storage.read(['objects'], (reader) => reader.keys('objects', 'document/'))).toEqual([
    'document/ant.pdf',
    'document/zebra.pdf',
  ])
  expect(await storage.read(['objects'], (reader) => reader.keys('objects', 'document/z'))).toEqual([
    'document/zebra.pdf',
  ])
  expect(await get(storage, 'objects', 'document/zebra.pdf')).toEqual({ text: 'stripes' })
  expect(await get(storage, 'pages', 7)).toEqual(['page'])
  const onDisk = await disk.read(AREAS, async (reader) => {
    const names = await reader.keys('objects')
    return [
      ...names,
      ...(await Promise.all(
        names.map(async (name) => new TextDecoder().decode((await reader.get('objects', name)) as Uint8Array)),
      )),
    ]
  })
  expect(onDisk).toHaveLength(4)
  expect(onDisk.join()).not.toMatch(/zebra|ant\.pdf|stripes|small/)
  await storage.commit([{ type: 'delete', area: 'objects', key: 'document/zebra.pdf' }])
  expect(await disk.read(['objects'], (reader) => reader.keys('objects'))).toHaveLength(1)
})

test('a value that was moved to another place, or changed by a bit, does not decrypt', async () => {
  const disk = new Disk()
  const key = await makeKey()
  const storage = await encryptedStorage(disk, 'notes', key)
  await storage.commit([put('pages', 1, ['one'])])
  const stored = (await get(disk, 'pages', 1)) as Uint8Array
  const changed = stored.slice()
  changed[changed.length - 1] = (changed.at(-1) as number) ^ 1
  await disk.commit([put('pages', 2, stored), put('pages', 3, changed), put('pages', 4, ['clear'])])
  for (const place of [2, 3, 4]) expect(await get(storage, 'pages', place)).toBeUndefined()
  const other = await encryptedStorage(disk, 'letters', key)
  expect(await get(other, 'pages', 1)).toBeUndefined()
  expect(await get(storage, 'pages', 1)).toEqual(['one'])
})

test('another key is told from damage', async () => {
  const disk = new Disk()
  const storage = await encryptedStorage(disk, 'notes', await makeKey())
  await storage.commit([put('meta', 'manifest', { generation: 1 })])
  const other = await encryptedStorage(disk, 'notes', await makeKey())
  await expect(get(other, 'meta', 'manifest')).rejects.toMatchObject({
    code: 'invalid-data',
    message: 'The store notes was encrypted with another key. Open it with that key.',
  })
  const stored = (await get(disk, 'meta', 'manifest')) as Uint8Array
  await disk.commit([put('meta', 'manifest', stored.slice(0, -1))])
  // A damaged manifest must not look like a store that does not exist yet: the worker would write a new one.
  expect(await get(storage, 'meta', 'manifest')).toBeNull()
})
