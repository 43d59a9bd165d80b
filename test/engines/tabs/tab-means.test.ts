import { afterEach, expect, test, vi } from 'vitest'
import { findMeans } from '../../../src/engines/tabs/tab-means.js'

afterEach(() => vi.unstubAllGlobals())

const locks = { query: async () => ({ held: [], pending: [] }) }

test.each<[string, object, unknown]>([
  ['has no Web Locks, as on plain http', {}, BroadcastChannel],
  ['has no BroadcastChannel', { locks }, undefined],
  [
    'keeps the locks from a page of an opaque origin',
    { locks: { query: () => Promise.reject(new DOMException('denied', 'SecurityError')) } },
    BroadcastChannel,
  ],
])('nothing is shared where the browser %s', async (_what, navigator, Channel) => {
  vi.stubGlobal('navigator', navigator)
  vi.stubGlobal('BroadcastChannel', Channel)
  expect(await findMeans()).toBeUndefined()
})

test('a page with both has the means', async () => {
  vi.stubGlobal('navigator', { locks })
  expect(await findMeans()).toMatchObject({ locks })
})
