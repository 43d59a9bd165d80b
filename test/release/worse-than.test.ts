import { describe, expect, test } from 'vitest'
import { randomNumbers } from '../../src/evaluate/statistics/random.js'
import { NO_RUNS } from '../../src/release/run-counts.js'
import { fisherGreater, worseThan } from '../../src/release/worse-than.js'

describe("Fisher's exact test, one-sided", () => {
  // From exact fractions of binomial coefficients.
  test.each([
    [3, 10, 0, 10, 0.10526315789473684],
    [8, 16, 2, 64, 1.6207844444547663e-5],
    [0, 16, 5, 100, 1.0],
    [16, 16, 0, 16, 1.6636709775209934e-9],
    [10, 100, 100, 1000, 0.5544122037718212],
  ])('%i of %i against %i of %i', (bad, of, badBefore, ofBefore, p) => {
    const found = fisherGreater(bad, of, badBefore, ofBefore)
    expect(Math.abs(Math.log(found / p))).toBeLessThan(1e-8)
  })
})

test('a rate is looked at when its counts have doubled, and at no other time', () => {
  const reference = { ...NO_RUNS, runs: 1000, failed: 5 }
  const found = (runs: number) => worseThan({ ...NO_RUNS, runs, failed: runs }, reference, 0.05)
  expect([15, 16, 17, 31, 32, 48, 64].map(found)).toEqual([
    undefined,
    'failures',
    undefined,
    undefined,
    'failures',
    undefined,
    'failures',
  ])
})

test('each rate is compared by itself', () => {
  const reference = { runs: 200, failed: 2, guarded: 2, up: 90, down: 10 }
  expect(worseThan({ ...NO_RUNS, runs: 32, guarded: 12 }, reference, 0.05)).toBe('guard')
  expect(worseThan({ ...NO_RUNS, runs: 3, up: 4, down: 12 }, reference, 0.05)).toBe('feedback')
  expect(worseThan({ ...NO_RUNS, runs: 32, guarded: 1, up: 14, down: 2 }, reference, 0.05)).toBeUndefined()
  expect(worseThan({ ...NO_RUNS, runs: 32, failed: 32 }, NO_RUNS, 0.05)).toBeUndefined()
  expect(worseThan({ ...NO_RUNS, runs: 32, failed: 32 }, reference, 0)).toBeUndefined()
})

/** How many of some versions are called worse within their first 512 runs. */
function calledWorse(rate: number, rateBefore: number, versions: number): number {
  const random = randomNumbers(7)
  let called = 0
  for (let version = 0; version < versions; version += 1) {
    const drawn = (runs: number, share: number) => {
      let bad = 0
      for (let run = 0; run < runs; run += 1) if (random() < share) bad += 1
      return bad
    }
    const reference = { ...NO_RUNS, runs: 200, failed: drawn(200, rateBefore), guarded: drawn(200, rateBefore) }
    let [failed, guarded, before] = [0, 0, 0]
    for (let runs = 16; runs <= 512; runs *= 2) {
      failed += drawn(runs - before, rate)
      guarded += drawn(runs - before, rate)
      before = runs
      if (worseThan({ ...NO_RUNS, runs, failed, guarded }, reference, 0.05) === undefined) continue
      called += 1
      break
    }
  }
  return called / versions
}

test('equally good versions are left less often than alpha, and much worse ones nearly always', () => {
  expect(calledWorse(0.1, 0.1, 400)).toBeLessThan(0.05)
  expect(calledWorse(0.3, 0.05, 100)).toBeGreaterThan(0.95)
})
