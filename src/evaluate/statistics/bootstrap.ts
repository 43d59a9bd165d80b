import { quantile } from './quantile.js'
import { randomNumbers } from './random.js'
import { everyRowOnce, type Statistic } from './statistic.js'

/** A figure with its interval. */
export interface Interval {
  /** The figure. */
  readonly value: number
  /** The lower end of the interval. */
  readonly low: number
  /** The upper end of the interval. */
  readonly high: number
}

/** Options for an interval. */
export interface BootstrapOptions {
  /** The number of samples of the rows. @default 10_000 */
  readonly resamples?: number | undefined
  /** The share of draws between `low` and `high`. @default 0.95 */
  readonly confidence?: number | undefined
  /** The same seed gives the same interval. @default 1 */
  readonly seed?: number | undefined
}

/**
 * Computes percentile intervals of several figures over the same rows. All figures use the same samples.
 *
 * @example
 * const { accuracy } = bootstrap({ accuracy: meanStatistic(correct) }, correct.length, { seed: 7 })
 * console.log(`${accuracy.value} [${accuracy.low}, ${accuracy.high}]`)
 */
export function bootstrap<Name extends string>(
  statistics: Readonly<Record<Name, Statistic>>,
  rows: number,
  { resamples = 10_000, confidence = 0.95, seed = 1 }: BootstrapOptions = {},
): Record<Name, Interval> {
  checkBootstrap(rows, resamples, confidence)
  const names = Object.keys(statistics) as Name[]
  const draws = names.map(() => new Float64Array(resamples))
  resample(rows, resamples, seed, (weights, draw) => {
    for (const [index, name] of names.entries()) draws[index]![draw] = statistics[name](weights)
  })
  const once = everyRowOnce(rows)
  const entries = names.map((name, index) => [name, interval(statistics[name](once), draws[index]!, confidence)])
  return Object.fromEntries(entries) as Record<Name, Interval>
}

/** The difference of two figures over the same rows, with its interval. */
export interface PairedDifference extends Interval {
  /** The two-sided probability that chance alone puts the difference on the other side of zero. */
  readonly p: number
}

/**
 * The change of a figure between two runs over the same rows: `candidate` minus `baseline`. Both runs use the same samples, so the
 * difficulty of a row cancels out.
 *
 * @example
 * const mean = (values: readonly number[]) => ({ accuracy: meanStatistic(values) })
 * const { accuracy } = pairedBootstrap(mean([0, 1, 0]), mean([1, 1, 0]), 3)
 * console.log(accuracy.value, accuracy.low, accuracy.high)
 */
export function pairedBootstrap<Name extends string>(
  baseline: Readonly<Record<Name, Statistic>>,
  candidate: Readonly<Record<Name, Statistic>>,
  rows: number,
  { resamples = 10_000, confidence = 0.95, seed = 1 }: BootstrapOptions = {},
): Record<Name, PairedDifference> {
  checkBootstrap(rows, resamples, confidence)
  const names = (Object.keys(candidate) as Name[]).filter((name) => Object.hasOwn(baseline, name))
  const draws = names.map(() => new Float64Array(resamples))
  resample(rows, resamples, seed, (weights, draw) => {
    for (const [index, name] of names.entries()) {
      draws[index]![draw] = candidate[name](weights) - baseline[name](weights)
    }
  })
  const once = everyRowOnce(rows)
  const entries = names.map((name, index) => {
    const sample = draws[index]!
    const above = sample.reduce((count, difference) => count + (difference >= 0 ? 1 : 0), 0)
    const below = sample.reduce((count, difference) => count + (difference <= 0 ? 1 : 0), 0)
    // The observed difference counts as one draw, because no finite number of draws shows a probability of zero.
    const p = Math.min(1, (2 * (Math.min(above, below) + 1)) / (resamples + 1))
    return [name, { ...interval(candidate[name](once) - baseline[name](once), sample, confidence), p }]
  })
  return Object.fromEntries(entries) as Record<Name, PairedDifference>
}

function resample(rows: number, resamples: number, seed: number, use: (weights: Uint32Array, draw: number) => void) {
  const random = randomNumbers(seed)
  for (let draw = 0; draw < resamples; draw += 1) {
    // A new array for each sample: figures that share a count recognize the sample by its array.
    const weights = new Uint32Array(rows)
    for (let row = 0; row < rows; row += 1) weights[(random() * rows) | 0]! += 1
    use(weights, draw)
  }
}

function interval(value: number, draws: Float64Array, confidence: number): Interval {
  // A sample may contain no row that the figure is defined on (for example, only one class). That draw is left out.
  const sorted = draws.filter((draw) => !Number.isNaN(draw)).sort()
  const tail = (1 - confidence) / 2
  return { value, low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) }
}

function checkBootstrap(rows: number, resamples: number, confidence: number): void {
  if (!Number.isInteger(rows) || rows < 1) throw new RangeError(`\`rows\` must be a positive integer, got ${rows}`)
  if (!Number.isInteger(resamples) || resamples < 1) {
    throw new RangeError(`\`resamples\` must be a positive integer, got ${resamples}`)
  }
  if (!(confidence > 0 && confidence < 1)) {
    throw new RangeError(`\`confidence\` must be between 0 and 1, got ${confidence}`)
  }
}
