import { expect, test } from 'vitest'
import type { CostEvent } from '../../src/calls/events.js'
import { openCostLedger } from '../../src/observe/index.js'

const cost = (facts: Partial<CostEvent>): CostEvent => ({
  type: 'cost',
  at: Date.UTC(2026, 10, 29, 12),
  durationMs: 0,
  model: 'large',
  inputTokens: 10,
  cachedTokens: 4,
  outputTokens: 5,
  requests: 1,
  amount: 0.25,
  currency: 'USD',
  estimated: false,
  ...facts,
})

test('costs of a day, a model and a currency share a row, and a guess marks the whole row', async () => {
  const ledger = openCostLedger('rows')
  await ledger.add(cost({}))
  await ledger.add(cost({ estimated: true, requests: 3 }))
  await ledger.add(cost({ currency: 'EUR' }))
  await ledger.add(cost({ model: 'other', amount: undefined, currency: undefined }))
  await ledger.add(cost({ at: Date.UTC(2026, 10, 28, 23, 59) }))
  const rows = await ledger.rows()
  expect(
    rows.map(({ day, model, currency, amount, requests, estimated }) => [
      day,
      model,
      currency,
      amount,
      requests,
      estimated,
    ]),
  ).toEqual([
    ['2026-11-28', 'large', 'USD', 0.25, 1, false],
    ['2026-11-29', 'large', 'EUR', 0.25, 1, false],
    ['2026-11-29', 'large', 'USD', 0.5, 4, true],
    ['2026-11-29', 'other', '', 0, 1, false],
  ])
})

test('rows beyond the days that are kept go, and other events book nothing', async () => {
  const ledger = openCostLedger('old', { days: 2 })
  await ledger.add(cost({ at: Date.UTC(2026, 10, 20) }))
  await ledger.add(cost({ at: Date.UTC(2026, 10, 28) }))
  await ledger.add(cost({ at: Date.UTC(2026, 10, 29) }))
  await ledger.add({ type: 'route', at: 0, durationMs: 0, engine: 'a', place: 'server', allowed: 1, denied: 0 })
  expect((await ledger.rows()).map(({ day }) => day)).toEqual(['2026-11-28', '2026-11-29'])
  await ledger.clear()
  expect(await ledger.rows()).toEqual([])
})

test.each<[string, () => unknown]>([
  ['`name` must be a string that is not empty', () => openCostLedger('')],
  ['`days` must be a positive integer', () => openCostLedger('a', { days: 0 })],
])('wrong use is refused: %s', (message, call) => {
  expect(call).toThrow(message)
})
