/** Steps of the table for a factor of two. */
const STEPS = 64
const STEP = Math.LN2 / STEPS
/** Below this the power is less than a ten-millionth, and counts as zero. */
const LOWEST = -16
const POWERS = Float64Array.from({ length: Math.ceil(-LOWEST / STEP) + 1 }, (_, index) => Math.exp(-index * STEP))

/**
 * Turns logits into powers of e, in their place, and returns the sum of the powers. The largest becomes 1. The powers come
 * from a table and three terms of the series, because `Math.exp` for each label would take as long as the rest of a short
 * text. They are right to nine digits.
 */
export function toPowers(logits: Float64Array): number {
  let largest = Number.NEGATIVE_INFINITY
  for (let index = 0; index < logits.length; index++) {
    const logit = logits[index] as number
    if (logit > largest) largest = logit
  }
  let sum = 0
  for (let index = 0; index < logits.length; index++) {
    const power = powerOf((logits[index] as number) - largest)
    logits[index] = power
    sum += power
  }
  return sum
}

/** The power of e of a number that is not above zero. */
function powerOf(exponent: number): number {
  if (!(exponent > LOWEST)) return 0
  const place = (-exponent / STEP) | 0
  const rest = exponent + place * STEP
  return (POWERS[place] as number) * (1 + rest * (1 + rest * (1 / 2 + rest * (1 / 6))))
}
