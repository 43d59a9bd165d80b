import type { LengthPenalty } from '../../src/shared/model-manifest.js'

/** The logit of a text, from the logits of its windows. */
export function joinWindows(logits: readonly number[], lengthPenalty: LengthPenalty): number {
  const highest = Math.max(...logits)
  if (typeof lengthPenalty === 'number') return highest - lengthPenalty * Math.log(logits.length)
  const mean = logits.reduce((sum, logit) => sum + logit, 0) / logits.length
  return Math.max(highest - penaltyAt(logits.length, lengthPenalty), mean)
}

/** Between two points the penalty follows the logarithm of the number of windows. After the last point it stays the same. */
function penaltyAt(windows: number, points: Exclude<LengthPenalty, number>): number {
  let [before, lower] = [1, 0]
  for (const [count, penalty] of points) {
    if (windows < count) return lower + ((penalty - lower) * Math.log(windows / before)) / Math.log(count / before)
    before = count
    lower = penalty
  }
  return lower
}
