import type { StoreClient } from './store-client.js'

/** Numbers the iterations. A worker that replaced a crashed one holds no rows for an iteration that it did not begin. */
let readings = 0

/** Runs an iteration while no tab moves rows. */
export async function* holdingRows<Item>(
  client: StoreClient,
  iterate: (reading: number) => AsyncIterable<Item>,
): AsyncGenerator<Item, void> {
  readings += 1
  const reading = readings
  // Without the signal of the iteration: an abort here would leave the rows held.
  await client.call((api) => api.beginReading(reading))
  try {
    yield* iterate(reading)
  } finally {
    // A store that was closed during the iteration has already released the rows.
    await client.call((api) => api.endReading(reading)).catch(() => {})
  }
}
