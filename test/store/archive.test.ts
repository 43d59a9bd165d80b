import { expect, test } from 'vitest'
import { decodeArchive, encodeArchive } from '../../src/store/records/archive.js'
import type { Batch } from '../../src/store/shared/worker-api.js'
import { record, shape, toBatch } from './store-model.js'

async function* each(batches: readonly Batch[]) {
  yield* batches
}

async function archive(batches: readonly Batch[]) {
  return new Uint8Array(await new Response(encodeArchive(shape, each(batches))).arrayBuffer())
}

async function read(bytes: Uint8Array, size = bytes.length, wanted = shape) {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size))
      controller.close()
    },
  })
  const batches: Batch[] = []
  for await (const batch of decodeArchive('test', wanted, stream)) batches.push(batch)
  return batches
}

const fields = {
  text: '🌧️ \ud83c',
  due: new Date(5),
  gone: null,
  list: [1, { deep: new Date(6) }],
  like: { $date: 'x' },
}
const one: Batch = { records: [{ id: 'a', fields }], vectors: Float32Array.from([1, 2, 3, 4, 5]) }
const two = toBatch([record(1, 1), record(2, 1)])

test.each([1, 2, 3, 7, 100, 100_000])('comes back as it was, in chunks of %i bytes', async (size) => {
  expect(await read(await archive([one, two]), size)).toEqual([one, two])
})

test('an empty store is an archive too', async () => {
  expect(await read(await archive([]))).toEqual([])
})

test('every damaged byte and every early end is noticed', async () => {
  const bytes = await archive([one])
  for (let at = 0; at < bytes.length; at++) {
    const damaged = bytes.slice()
    damaged[at]! ^= 16
    await expect(read(damaged), `byte ${at}`).rejects.toThrow()
    await expect(read(bytes.slice(0, at)), `end at ${at}`).rejects.toMatchObject({ code: 'invalid-data' })
  }
})

test('vectors of another model are refused', async () => {
  const failure = read(await archive([one]), 100, { ...shape, model: 'other' })
  await expect(failure).rejects.toMatchObject({ code: 'vectors-incompatible' })
})

test.each([new Map(), new Uint8Array(3), /x/])('what JSON cannot hold is refused (%#)', async (value) => {
  const batch = { ...one, records: [{ id: 'a', fields: { value } }] }
  await expect(archive([batch])).rejects.toMatchObject({ code: 'invalid-data' })
})
