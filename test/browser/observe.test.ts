import { afterEach, expect, test, vi } from 'vitest'
import { createEmbedder } from '../../src/embed.js'
import { defineTacetPanel, observe, openCostLedger } from '../../src/observe/index.js'
import { openVectorStore } from '../../src/store/index.js'
import { fakeEngine } from '../../src/testing.js'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
  document.body.replaceChildren()
})

const engine = fakeEngine(
  { embed: ({ texts }) => ({ vectors: new Float32Array(texts.length * 2).fill(0.5), dimensions: 2, truncated: [] }) },
  { dimensions: 2 },
)

test('a search of a store in the browser tells counts, and nothing of the query, the records or the name', async () => {
  const observation = observe()
  closing.push(observation.stop)
  const embedder = await createEmbedder({ engines: [engine] })
  const store = await openVectorStore<{ id: string; vector: Float32Array; text: string }>(`canary-${Date.now()}`, {
    embedder,
    text: ['text'],
  })
  closing.push(() => store.close())
  await store.put([{ id: 'canary', vector: await embedder.embed('canary'), text: 'the canary sings' }])
  const trace = {}
  await store.search('canary', { filter: { text: 'the canary sings' }, limit: 3, trace })
  expect(observation.events.at(-1)).toMatchObject({
    type: 'search',
    mode: 'hybrid',
    limit: 3,
    found: 1,
    filtered: true,
  })
  // The vector of the query belongs to the same span as its search.
  expect(observation.events.slice(-2).map((event) => event.trace)).toEqual([trace, trace])
  await expect(store.search('canary', { limit: 0 })).rejects.toThrow(RangeError)
  expect(observation.events.at(-1)).toMatchObject({ type: 'error', of: 'search' })
  expect(JSON.stringify(observation.events)).not.toContain('canary')
})

test('the ledger of one name is shared by all that open it, and survives them', async () => {
  const name = `ledger-${Date.now()}`
  const cost = { type: 'cost', at: Date.now(), durationMs: 0, model: 'large', amount: 1, currency: 'USD' } as const
  const usage = { inputTokens: 1, cachedTokens: 0, outputTokens: 1, requests: 1, estimated: false }
  const ledgers = [openCostLedger(name), openCostLedger(name)]
  await Promise.all(ledgers.map((ledger) => ledger.add({ ...cost, ...usage })))
  const later = openCostLedger(name)
  expect(await later.rows()).toEqual([expect.objectContaining({ model: 'large', amount: 2, requests: 2 })])
  await openCostLedger(`${name}-other`).clear()
  expect(await later.rows()).toHaveLength(1)
  await later.clear()
  expect(await later.rows()).toEqual([])
})

test('the panel shows models and events while it is in the page', async () => {
  defineTacetPanel()
  // A second call, as by a module that is loaded twice, is allowed.
  defineTacetPanel()
  const panel = document.createElement('tacet-panel')
  document.body.append(panel)
  const embedder = await createEmbedder({ engines: [engine], model: '<b>small</b>' })
  await embedder.embed('a cat')
  const cells = () => [...(panel.shadowRoot?.querySelectorAll('td') ?? [])].map(({ textContent }) => textContent)
  await vi.waitFor(() => expect(cells()).toContain('embed'))
  expect(cells()).toContain('<b>small</b>')
  panel.remove()
  await embedder.embed('a dog')
  document.body.append(panel)
  await vi.waitFor(() => expect(cells()).not.toContain('embed'))
})
