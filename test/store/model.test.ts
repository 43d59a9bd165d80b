import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NlpError } from '../../src/shared/errors.js'
import type { Storage } from '../../src/store/shared/storage.js'
import { MemoryStorage } from '../../workers/store/memory.js'
import { readFrom, readRecords } from '../../workers/store/records.js'
import { rowsById } from '../../workers/store/rows-by-id.js'
import { search } from '../../workers/store/searcher.js'
import { openCollection, putRequest, record } from './store-model.js'

type Opened = Awaited<ReturnType<typeof openCollection>>
type Model = Map<string, ReturnType<typeof record>>
interface World {
  readonly disk: MemoryStorage
  tabs: [Opened, Opened]
  readonly model: Model
}

/** The next change fails as a full disk does. */
const refusing = new WeakSet<Storage>()

function tabStorage(disk: MemoryStorage): Storage {
  const storage: Storage = {
    read: (areas, use) => disk.read(areas, use),
    async commit(writes) {
      if (refusing.delete(storage)) throw new NlpError('storage-full', 'full')
      await disk.commit(writes)
    },
    putIfAbsent: (area, key, value) => disk.putIfAbsent(area, key, value),
    close() {},
  }
  return storage
}

const openTab = (disk: MemoryStorage) => openCollection(tabStorage(disk))

const ids = fc.array(fc.integer({ min: 0, max: 24 }), { maxLength: 16 })
const version = fc.integer({ min: 0, max: 5 })
const tab = fc.constantFrom<0 | 1>(0, 1)
const command = fc.oneof(
  fc.record({ type: fc.constant('put' as const), ids, version, tab }),
  fc.record({ type: fc.constant('put' as const), ids, version, tab }),
  fc.record({ type: fc.constant('refused put' as const), ids, version, tab }),
  fc.record({ type: fc.constant('delete' as const), ids, tab }),
  fc.record({ type: fc.constant('compact' as const), tab }),
  fc.record({ type: fc.constant('kill' as const), tab }),
  fc.record({ type: fc.constant('clear' as const), tab, sure: fc.constantFrom(false, false, true) }),
)
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never

async function run(world: World, command: Command): Promise<void> {
  const { model, disk } = world
  const { collection, writer } = world.tabs[command.tab]
  switch (command.type) {
    case 'put':
    case 'refused put': {
      const records = command.ids.map((id) => record(id, command.version))
      let stored = 0
      if (command.type === 'refused put') refusing.add(collection.storage)
      const storing = writer.put(putRequest(records), (rows) => {
        stored = rows
      })
      await storing.catch((error) => expect(error).toMatchObject({ code: 'storage-full' }))
      refusing.delete(collection.storage)
      for (const entry of records.slice(0, stored)) model.set(entry.id, entry)
      break
    }
    case 'delete': {
      const names = command.ids.map((id) => `record ${id}`)
      await writer.delete(names, { put: [], remove: [] })
      for (const name of names) model.delete(name)
      break
    }
    case 'compact':
      await writer.compact()
      break
    case 'kill':
      world.tabs[command.tab] = await openTab(disk)
      break
    case 'clear':
      if (!command.sure) break
      await writer.clear()
      model.clear()
  }
}

async function check({ collection }: Opened, model: Model): Promise<void> {
  await collection.catchUp()
  expect(collection.count).toBe(model.size)

  const stored = new Map<string, { fields: unknown; vector: number[] }>()
  for (let cursor: number | undefined = 0; cursor !== undefined; ) {
    const { batch, next } = await readFrom(collection, cursor, 4)
    for (const [index, { id, fields }] of batch.records.entries()) {
      stored.set(id, { fields, vector: [...batch.vectors.subarray(index * 5, index * 5 + 5)] })
    }
    cursor = next
  }
  const expected = [...model.values()].map(({ id, fields, vector }) => [id, { fields, vector: [...vector] }] as const)
  expect(stored).toEqual(new Map(expected))

  const rows = await rowsById(collection)
  expect(new Set(rows.keys())).toEqual(new Set(model.keys()))
  const found = await readRecords(collection, [...rows.values()])
  expect(found.map((entry) => entry?.id)).toEqual([...rows.keys()])

  const query = record(3, 3).vector
  const cosine = (vector: Float32Array) => {
    const dot = vector.reduce((sum, value, index) => sum + value * query[index]!, 0)
    return dot / Math.hypot(...vector) / Math.hypot(...query)
  }
  const base = { limit: 100, weight: 0.5, fusion: 'weighted', diversity: 0, prefix: false } as const
  for (const filter of [undefined, { group: { in: [1, 2] } }, { not: { text: { startsWith: 'word1' } } }]) {
    const hits = await search(collection, { ...base, vector: query, filter })
    const names = (
      await readRecords(
        collection,
        hits.map(({ row }) => row),
      )
    ).map((entry) => entry!.id)
    const passing = [...model.values()].filter(
      ({ fields }) =>
        filter === undefined || ('group' in filter ? fields.group !== 0 : !fields.text.startsWith('word1')),
    )
    expect(new Set(names)).toEqual(new Set(passing.map(({ id }) => id)))
    for (const [index, { score }] of hits.entries())
      expect(score).toBeCloseTo(cosine(model.get(names[index]!)!.vector), 5)
    expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((one, other) => other - one))
  }
  const both = { ...base, limit: 1, vector: query, words: 'word2', weight: 0 }
  for (const { row, similarity } of await search(collection, both)) {
    const [found] = await readRecords(collection, [row])
    expect(similarity).toBeCloseTo(cosine(model.get(found!.id)!.vector), 5)
  }
  const hits = await search(collection, { ...base, words: 'word2' })
  const names = (
    await readRecords(
      collection,
      hits.map(({ row }) => row),
    )
  ).map((entry) => entry!.id)
  const having = [...model.values()].filter(({ fields }) => fields.text.includes('word2')).map(({ id }) => id)
  expect(new Set(names)).toEqual(new Set(having))
}

test('whatever is put, deleted, refused, sealed, compacted or killed, in two tabs, equals a Map with brute force', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { maxLength: 14 }), async (commands) => {
      const disk = new MemoryStorage()
      const world: World = { disk, tabs: [await openTab(disk), await openTab(disk)], model: new Map() }
      for (const step of commands) {
        await run(world, step)
        await check(world.tabs[step.tab], world.model)
      }
      await check(world.tabs[0], world.model)
      await check(world.tabs[1], world.model)
      await check(await openTab(disk), world.model)
    }),
    { numRuns: 150 },
  )
})
