import { describe, expect, test } from 'vitest'
import { bootstrap, pairedBootstrap } from '../../src/evaluate/statistics/bootstrap.js'
import { holm } from '../../src/evaluate/statistics/holm.js'
import { mcnemar } from '../../src/evaluate/statistics/mcnemar.js'
import { randomNumbers } from '../../src/evaluate/statistics/random.js'
import { meanStatistic } from '../../src/evaluate/statistics/statistic.js'
import reference from '../fixtures/evaluate/reference.json' with { type: 'json' }

const coin = (rows: number, share: number, seed: number) => {
  const random = randomNumbers(seed)
  return Array.from({ length: rows }, () => (random() < share ? 1 : 0))
}

describe('random numbers', () => {
  test('are the same for the same seed, different for another, and even', () => {
    const take = (seed: number) => Array.from({ length: 5 }, randomNumbers(seed))
    expect(take(3)).toEqual(take(3))
    expect(take(3)).not.toEqual(take(4))
    const random = randomNumbers(0)
    const bins = new Array<number>(10).fill(0)
    for (let draw = 0; draw < 100_000; draw += 1) bins[Math.floor(random() * 10)]! += 1
    for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(500)
  })
})

describe('bootstrap', () => {
  test('the interval of a share is that of the normal approximation', () => {
    const rows = coin(2000, 0.8, 5)
    const { share } = bootstrap({ share: meanStatistic(rows) }, rows.length, { resamples: 4000, seed: 2 })
    const spread = 1.96 * Math.sqrt((share.value * (1 - share.value)) / rows.length)
    expect(share.low).toBeCloseTo(share.value - spread, 2)
    expect(share.high).toBeCloseTo(share.value + spread, 2)
  })

  test('the same seed gives the same interval, and one row gives a point', () => {
    const statistics = { share: meanStatistic(coin(50, 0.5, 1)) }
    expect(bootstrap(statistics, 50, { seed: 9, resamples: 200 })).toEqual(
      bootstrap(statistics, 50, { seed: 9, resamples: 200 }),
    )
    expect(bootstrap({ one: meanStatistic([3]) }, 1, { resamples: 10 }).one).toEqual({ value: 3, low: 3, high: 3 })
  })

  test('a paired difference of a run with itself is zero without doubt', () => {
    const statistics = { share: meanStatistic(coin(50, 0.5, 1)) }
    const { share } = pairedBootstrap(statistics, statistics, 50, { resamples: 300 })
    expect(share).toEqual({ value: 0, low: 0, high: 0, p: 1 })
  })

  test('pairing sees a small loss that two separate intervals do not', () => {
    const before = coin(1000, 0.7, 11)
    // The same answers, except thirty that went wrong.
    let left = 30
    const after = before.map((right) => {
      if (right === 0 || left === 0) return right
      left -= 1
      return 0
    })
    const baseline = { share: meanStatistic(before) }
    const candidate = { share: meanStatistic(after) }
    const alone = bootstrap(baseline, 1000, { resamples: 1000 }).share
    const { share } = pairedBootstrap(baseline, candidate, 1000, { resamples: 1000 })
    expect(share.value).toBeCloseTo(-0.03, 12)
    expect(share.high).toBeLessThan(0)
    expect(share.p).toBeLessThan(0.01)
    expect(alone.low).toBeLessThan(bootstrap(candidate, 1000, { resamples: 1000 }).share.high)
  })

  test.each([
    [0, {}, '`rows` must be a positive integer, got 0'],
    [5, { resamples: 0 }, '`resamples` must be a positive integer, got 0'],
    [5, { confidence: 1 }, '`confidence` must be between 0 and 1, got 1'],
  ])('%i rows with %o are refused', (rows, options, message) => {
    expect(() => bootstrap({ mean: meanStatistic([1]) }, rows, options)).toThrow(message)
  })
})

describe('tests of difference', () => {
  test.each(reference.mcnemar)('McNemar $onlyFirst : $onlySecond, as SciPy', ({ onlyFirst, onlySecond, p }) => {
    const first = [...new Array(onlyFirst).fill(true), ...new Array(onlySecond).fill(false), true]
    const second = [...new Array(onlyFirst).fill(false), ...new Array(onlySecond).fill(true), true]
    const result = mcnemar(first, second)
    expect(result).toMatchObject({ onlyFirst, onlySecond })
    expect(Math.abs(result.p - p)).toBeLessThan(1e-9)
  })

  test.each(reference.holm)('Holm of $probabilities', ({ probabilities, adjusted }) => {
    const result = holm(probabilities)
    expect(result.length).toBe(adjusted.length)
    for (const [index, p] of adjusted.entries()) expect(result[index]).toBeCloseTo(p, 12)
  })
})
