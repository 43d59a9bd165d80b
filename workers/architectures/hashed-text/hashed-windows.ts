import type { LengthPenalty } from '../../../src/shared/model-manifest.js'
import { joinWindows } from '../../tasks/join-windows.js'
import type { HashedBag, Tally } from './hashed-text.js'
import { tokenFeatures } from './hashed-text-features.js'

/** How a head reads a text longer than a window. */
export interface WindowReading {
  /**
   * Number of tokens that are judged together, an even number: windows overlap by half. Without it the text is one
   * window.
   */
  readonly window?: number | undefined
  /** 'highest': one high window is enough, and the classifier has one label. 'mean': all windows count equally. */
  readonly combine?: 'highest' | 'mean' | undefined
  readonly lengthPenalty?: LengthPenalty | undefined
}

/** The logits of a text, computed from the logits of its windows; undefined where the text has no features. */
export function windowedLogits(
  text: string,
  bag: HashedBag,
  buckets: number,
  { window, combine = 'highest', lengthPenalty = 0 }: WindowReading,
): Float64Array | undefined {
  const found: Float64Array[] = []
  for (const tally of windowTallies(text, bag, buckets, window)) {
    const logits = bag.logits(tally)
    if (logits !== undefined) found.push(logits)
  }
  const [first] = found
  if (first === undefined || found.length === 1) return first
  if (combine === 'mean') return first.map((_, output) => mean(found, output))
  const joined = joinWindows(
    found.map(([logit]) => logit as number),
    lengthPenalty,
  )
  return Float64Array.of(joined)
}

function mean(rows: readonly Float64Array[], output: number): number {
  return rows.reduce((sum, row) => sum + (row[output] as number), 0) / rows.length
}

/**
 * Half a window. `seam` holds the pair of its first token with the token before. The pair is kept apart because a
 * window that begins here lacks it.
 */
interface Half {
  readonly inner: Tally
  readonly seam: Tally
}

/** One tally for each window. Each token is read once, though it lies in two windows. */
function* windowTallies(
  text: string,
  bag: HashedBag,
  buckets: number,
  window = Number.POSITIVE_INFINITY,
): Generator<Tally> {
  let before: Half | undefined
  let half: Half = { inner: bag.tally(), seam: bag.tally() }
  let tokens = 0
  let windows = 0
  const joined = () => {
    const whole = bag.tally()
    if (before !== undefined) {
      whole.join(before.inner)
      whole.join(half.seam)
    }
    whole.join(half.inner)
    windows += 1
    return whole
  }
  for (const { own, pair } of tokenFeatures(text, buckets)) {
    if (tokens === window / 2) {
      if (before !== undefined) yield joined()
      before = half
      half = { inner: bag.tally(), seam: bag.tally() }
      tokens = 0
    }
    if (pair !== undefined) (tokens === 0 ? half.seam : half.inner).add(pair)
    for (const bucket of own) half.inner.add(bucket)
    tokens += 1
  }
  if (tokens > 0 || windows === 0) yield joined()
}
