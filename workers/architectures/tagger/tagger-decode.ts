import type { LabelledSpan } from '../../../src/shared/tasks.js'
import type { TaggerToken } from './tagger-tokens.js'

export interface Decoding {
  /** The types. The labels are `O`, then `B-` and `I-` of each type in this order. */
  readonly types: readonly string[]
  /** Subtracted from the logit of `O`: a value above zero finds more spans, a value below zero fewer. */
  readonly outsideBias: number
  /** The least probability that a span of each type must have. It becomes the score 0.5. */
  readonly thresholds: Readonly<Record<string, number>>
  /** The probability above which spans of each type are hardly ever wrong. It becomes the score 0.75. */
  readonly certain: Readonly<Record<string, number>>
}

const NEVER = -1e4

/**
 * Finds the best sequence of labels in which an inside label follows only its own type, and returns it as spans. A
 * span's score is the mean probability of its type over its tokens, stretched so that one threshold suits all types.
 * `logits` holds one row of `1 + 2 * types.length` numbers per token.
 */
export function decode(logits: Float32Array, tokens: readonly TaggerToken[], decoding: Decoding): LabelledSpan[] {
  const { types, thresholds, certain } = decoding
  const labels = 1 + 2 * types.length
  const scores = logProbabilities(logits, tokens, labels, decoding.outsideBias)
  const path = bestPath(scores, tokens.length, labels)

  const spans: LabelledSpan[] = []
  for (let first = 0; first < path.length; first++) {
    const begin = path[first]!
    if (begin === 0) continue
    let end = first + 1
    while (end < path.length && path[end] === begin + 1) end++
    let total = 0
    for (let index = first; index < end; index++) {
      total += Math.exp(scores[index * labels + begin]!) + Math.exp(scores[index * labels + begin + 1]!)
    }
    const type = types[(begin - 1) / 2]!
    const probability = total / (end - first)
    const threshold = thresholds[type]!
    if (probability >= threshold) {
      const score = stretch(probability, threshold, certain[type]!)
      spans.push({ start: tokens[first]!.start, end: tokens[end - 1]!.end, type, score })
    }
    first = end - 1
  }
  return spans
}

function stretch(probability: number, threshold: number, certain: number): number {
  return probability < certain
    ? 0.5 + (0.25 * (probability - threshold)) / (certain - threshold)
    : 0.75 + (0.25 * (probability - certain)) / (1 - certain)
}

function logProbabilities(
  logits: Float32Array,
  tokens: readonly TaggerToken[],
  labels: number,
  outsideBias: number,
): Float64Array {
  const scores = Float64Array.from(logits)
  for (const [index, { kind }] of tokens.entries()) {
    const row = scores.subarray(index * labels, (index + 1) * labels)
    // The rules find structured values, so the network must not label them. Dates are the exception: both may label a
    // date.
    if (kind !== 'word' && kind !== 'date') row.fill(NEVER, 1)
    row[0] = row[0]! - outsideBias
    const peak = row.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)
    const sum = row.reduce((total, value) => total + Math.exp(value - peak), 0)
    const shift = peak + Math.log(sum)
    for (let label = 0; label < labels; label++) row[label]! -= shift
  }
  return scores
}

/** The Viterbi algorithm. Odd labels begin a type; the even label after each continues it. */
function bestPath(scores: Float64Array, count: number, labels: number): number[] {
  if (count === 0) return []
  const back = new Uint8Array(count * labels)
  let best = Float64Array.from({ length: labels }, (_, label) =>
    label > 0 && label % 2 === 0 ? Number.NEGATIVE_INFINITY : scores[label]!,
  )
  for (let index = 1; index < count; index++) {
    const anyLabel = largest(best)
    const next = new Float64Array(labels)
    for (let label = 0; label < labels; label++) {
      const goesOn = label > 0 && label % 2 === 0
      const from = goesOn ? (best[label - 1]! >= best[label]! ? label - 1 : label) : anyLabel
      back[index * labels + label] = from
      next[label] = best[from]! + scores[index * labels + label]!
    }
    best = next
  }
  const path = new Array<number>(count)
  let label = largest(best)
  for (let index = count - 1; index >= 0; index--) {
    path[index] = label
    label = back[index * labels + label]!
  }
  return path
}

function largest(values: Float64Array): number {
  let at = 0
  for (let index = 1; index < values.length; index++) if (values[index]! > values[at]!) at = index
  return at
}
