import fc from 'fast-check'
import { expect } from 'vitest'
import { NlpError } from '../../../src/shared/errors.js'
import { openRemoteStore, type RemoteServer } from '../../../src/store/index.js'
import { type Filter, matches, parseFilter } from '../../../src/store/shared/filter.js'
import { filterableRows, filters } from '../shared/filter-arbitrary.js'

const embedder = { model: 'test', dimensions: 1 }
const vector = Float32Array.of(1)

/** Checks that every filter that a server can express selects the same records as in the browser. */
export async function agrees(
  server: RemoteServer,
  kept: (value: unknown) => unknown = (value) => value,
  { numRuns = 200 } = {},
): Promise<void> {
  const store = await openRemoteStore('filters', { server, embedder, text: [] })
  await fc.assert(
    fc.asyncProperty(filterableRows, filters, async (rows, filter) => {
      const records = rows.map((row, index) => {
        const fields = Object.entries(row).map(([name, value]) => [name, kept(value)])
        return { ...Object.fromEntries(fields), id: `${index}`, vector }
      })
      await store.clear()
      await store.put(records)
      const hits = await store.search(vector, { filter, limit: 100 }).catch((error) => {
        // A filter that a server cannot express is an error and not a wrong answer, so it is skipped here.
        fc.pre(!NlpError.is(error, 'unsupported'))
        throw error
      })
      const condition = parseFilter(filter as Filter)
      const expected = records.filter((record) => matches(condition, record)).map(({ id }) => id)
      expect(new Set(hits.map(({ record }) => record.id))).toEqual(new Set(expected))
    }),
    { numRuns },
  )
}
