import { everyRowOnce, type Statistic } from '../statistics/statistic.js'

/**
 * The agreement of the order of two columns: 1 for the same order, -1 for the opposite. NaN where a column is constant.
 *
 * @example
 * spearman([1, 2, 3], [10, 100, 1000]) // 1
 */
export const spearman = (x: readonly number[], y: readonly number[]): number =>
  spearmanStatistic(x, y)(everyRowOnce(x.length))

/** The closeness of two columns to a straight line. NaN where a column is constant. */
export const pearson = (x: readonly number[], y: readonly number[]): number =>
  pearsonStatistic(x, y)(everyRowOnce(x.length))

export function spearmanStatistic(x: readonly number[], y: readonly number[]): Statistic {
  checkColumns(x, y)
  const rankX = ranker(x)
  const rankY = ranker(y)
  return (weights) => correlation(rankX(weights), rankY(weights), weights)
}

export function pearsonStatistic(x: readonly number[], y: readonly number[]): Statistic {
  checkColumns(x, y)
  const columnX = Float64Array.from(x)
  const columnY = Float64Array.from(y)
  return (weights) => correlation(columnX, columnY, weights)
}

function correlation(x: Float64Array, y: Float64Array, weights: Uint32Array): number {
  let rows = 0
  let meanX = 0
  let meanY = 0
  for (let row = 0; row < x.length; row += 1) {
    rows += weights[row]!
    meanX += weights[row]! * x[row]!
    meanY += weights[row]! * y[row]!
  }
  meanX /= rows
  meanY /= rows
  let together = 0
  let squaresX = 0
  let squaresY = 0
  for (let row = 0; row < x.length; row += 1) {
    const dx = x[row]! - meanX
    const dy = y[row]! - meanY
    together += weights[row]! * dx * dy
    squaresX += weights[row]! * dx * dx
    squaresY += weights[row]! * dy * dy
  }
  return squaresX === 0 || squaresY === 0 ? Number.NaN : together / Math.sqrt(squaresX * squaresY)
}

/** The ranks of the rows, where each row is repeated as often as it counts. Equal values share their middle rank. */
function ranker(values: readonly number[]): (weights: Uint32Array) => Float64Array {
  const order = Uint32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!)
  const ranks = new Float64Array(values.length)
  return (weights) => {
    let before = 0
    for (let start = 0; start < order.length; ) {
      const value = values[order[start]!]
      let count = 0
      let end = start
      for (; end < order.length && values[order[end]!] === value; end += 1) count += weights[order[end]!]!
      for (let at = start; at < end; at += 1) ranks[order[at]!] = before + (count + 1) / 2
      before += count
      start = end
    }
    return ranks
  }
}

function checkColumns(x: readonly number[], y: readonly number[]): void {
  if (x.length !== y.length) throw new RangeError(`both columns must be of one length, got ${x.length} and ${y.length}`)
  const bad = x.findIndex((value, row) => !Number.isFinite(value) || !Number.isFinite(y[row]))
  if (bad !== -1) throw new RangeError(`columns must be finite numbers, got ${x[bad]} and ${y[bad]} in row ${bad}`)
}
