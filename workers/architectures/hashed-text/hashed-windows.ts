import type { HashedBag, Tally } from './hashed-text.js'
import { tokenFeatures } from './hashed-text-features.js'

/** How a head reads a text longer than a window. */
export interface WindowReading {
  /** Tokens judged at a time, an even number: windows overlap by half. Without it the text is one window. */
  readonly window?: number | undefined
  /** 'highest': one passage decides; 'mean': all do. */
  readonly combine?: 'highest' | 'mean' | undefined
  /**
   * Among many windows the highest is high by chance: it gives way by so much for each e-fold of their number, so that
   * length alone makes no alarm.
   */
  readonly lengthPenalty?: number | undefined
}

/** The logits of a text, from those of its windows; undefined where it has no features. */
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
  if (first === undefined) return undefined
  if (combine === 'mean') return first.map((_, output) => mean(found, output))
  const best = found.reduce((best, logits) => ((logits[0] as number) > (best[0] as number) ? logits : best))
  return best.map((logit) => logit - lengthPenalty * Math.log(found.length))
}

function mean(rows: readonly Float64Array[], output: number): number {
  return rows.reduce((sum, row) => sum + (row[output] as number), 0) / rows.length
}

/** Half a window: its features, and apart from them the pair with the token before, which a window from here on lacks. */
interface Half {
  readonly inner: Tally
  readonly seam: Tally
}

/** One tally for each window; each token is read once, though it lies in two of them. */
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
