import { sigmoid } from './scores.js'

/** A span of words that a model found for one of the labels. */
export interface FoundSpan {
  /** The first and the last word. */
  readonly first: number
  readonly last: number
  /** The index of the label. */
  readonly label: number
  readonly score: number
}

/** The scores of one window of words. `keepFrom` and `keepTo` bound the words with which a span of this window may begin. */
export interface WindowScores {
  readonly from: number
  readonly to: number
  readonly keepFrom: number
  readonly keepTo: number
  /** Logits of each word, width and label; or of each word and label the start, the end and the inside of a span. */
  readonly logits: Float32Array
}

interface SpanOptions {
  readonly labels: number
  readonly threshold: number
}

/** The spans above the threshold, of a model that scores each stretch of up to `width` words. */
export function* scoredSpans(
  { from, to, keepFrom, keepTo, logits }: WindowScores,
  { labels, threshold, width }: SpanOptions & { readonly width: number },
): Generator<FoundSpan> {
  const least = logitOf(threshold)
  for (let first = keepFrom; first < keepTo; first += 1) {
    for (let last = first; last < Math.min(first + width, to); last += 1) {
      const at = ((first - from) * width + last - first) * labels
      for (let label = 0; label < labels; label += 1) {
        const logit = logits[at + label] as number
        if (logit > least) yield { first, last, label, score: sigmoid(logit) }
      }
    }
  }
}

/**
 * The spans above the threshold, of a model that scores for each word whether a span begins, ends or continues there. The lowest of these
 * scores is the score of the span.
 */
export function* markedSpans(
  { from, to, keepFrom, keepTo, logits }: WindowScores,
  { labels, threshold }: SpanOptions,
): Generator<FoundSpan> {
  const score = (word: number, label: number, mark: 0 | 1 | 2) =>
    sigmoid(logits[((word - from) * labels + label) * 3 + mark] as number)
  for (let first = keepFrom; first < keepTo; first += 1) {
    for (let label = 0; label < labels; label += 1) {
      let lowest = score(first, label, 0)
      if (!(lowest > threshold)) continue
      for (let last = first; last < to; last += 1) {
        const inside = score(last, label, 2)
        if (inside < threshold) break
        lowest = Math.min(lowest, inside)
        const end = score(last, label, 1)
        if (end > threshold) yield { first, last, label, score: Math.min(lowest, end) }
      }
    }
  }
}

/** The best spans of which no two share a word, in the order of the text. */
export function withoutOverlap(spans: readonly FoundSpan[], words: number): FoundSpan[] {
  const taken = new Uint8Array(words)
  const chosen = spans
    .toSorted((a, b) => b.score - a.score)
    .filter(({ first, last }) => {
      if (taken.subarray(first, last + 1).includes(1)) return false
      taken.fill(1, first, last + 1)
      return true
    })
  return chosen.sort((a, b) => a.first - b.first)
}

const logitOf = (score: number) => Math.log(score / (1 - score))
