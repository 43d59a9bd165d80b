import { localEngine } from 'tacet/engines'
import { afterAll, expect, inject, test } from 'vitest'
import { compareRow } from '../compatibility/compare.js'
import { rows } from '../compatibility/rows.js'

/**
 * Small models of many families, made with random weights, against the answers of PyTorch. `npm run test:models` runs the same test
 * over all rows.
 */
const whole = inject('madeModels')
const folder = whole === undefined ? '/test/fixtures/compatibility/' : '/.models/compatibility/'
const tried = whole === undefined ? rows.filter(({ short }) => short === true) : rows

const engine = localEngine({ baseUrl: '/', device: 'wasm' })
afterAll(() => engine.stop())

test.for(tried.map((row) => [`${row.family}, ${row.task}: ${row.form} (${row.id})`, row] as const))(
  '%s',
  async ([, row], { task, skip }) => {
    if (whole?.includes(row.id) === false) skip('not made: `npm run test:models -- --make` makes it')
    const outcome = await compareRow(row, folder, engine)
    task.meta.compatibility = outcome
    expect(outcome.type).toBe(row.refused === undefined ? 'equal' : 'refused')
  },
)
