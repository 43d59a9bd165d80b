import type { CausalModel } from './causal-model.js'
import { vocabularyOf } from './vocabulary.js'

export interface Likely {
  readonly token: number
  /** The probability of the token among the tokens that may come. */
  readonly share: number
}

/**
 * A vocabulary ordered by the beginnings of its pieces. It knows where words end, and which pieces can continue the
 * typed letters.
 */
export interface Pieces {
  bytesOf(token: number): Uint8Array
  isEnd(token: number): boolean
  /** Whether the token begins another word or ends the text. */
  isBoundary(token: number): boolean
  likeliest(scores: Float32Array): Likely
  /**
   * The likeliest pieces that begin with these bytes, or with which these bytes begin. Their shares are among all such
   * pieces.
   */
  fitting(scores: Float32Array, bytes: Uint8Array, most: number): readonly Likely[]
  /** The probability that any piece of this kind comes. */
  fittingShare(scores: Float32Array, bytes: Uint8Array): number
  boundaryShare(scores: Float32Array): number
}

const known = new WeakMap<CausalModel, Pieces>()

/** The pieces are computed once per model. */
export function piecesOf(causal: CausalModel): Pieces {
  const pieces = known.get(causal) ?? read(causal)
  known.set(causal, pieces)
  return pieces
}

const EMPTY = new Uint8Array()

function read(causal: CausalModel): Pieces {
  const vocabulary = vocabularyOf(causal)
  const bytes: Uint8Array[] = []
  const boundaries = new Uint8Array(vocabulary.size)
  const byFirst = new Map<number, number[]>()
  for (let token = 0; token < vocabulary.size; token += 1) {
    const piece = vocabulary.bytesOf(token) ?? EMPTY
    bytes.push(piece)
    const [first] = piece
    // A piece without text is a control sign of the model: it ends a turn or the whole text.
    if (first === undefined || first === 0x20 || first === 0x0a) boundaries[token] = 1
    if (first === undefined) continue
    const same = byFirst.get(first)
    if (same === undefined) byFirst.set(first, [token])
    else same.push(token)
  }
  const fittingTokens = (typed: Uint8Array) =>
    (byFirst.get(typed[0] as number) ?? []).filter((token) => agree(bytes[token] as Uint8Array, typed))
  const isBoundary = (token: number) => boundaries[token] !== 0

  return {
    isBoundary,
    bytesOf: (token) => bytes[token] ?? EMPTY,
    isEnd: (token) => (bytes[token] ?? EMPTY).length === 0,
    likeliest(scores) {
      const token = best(scores)
      return { token, share: 1 / sumOf(scores, scores[token] as number) }
    },
    fitting(scores, typed, most) {
      const weighed = fittingTokens(typed).map((token) => ({ token, score: scores[token] as number }))
      weighed.sort((one, other) => other.score - one.score)
      const top = weighed[0]?.score ?? 0
      const sum = weighed.reduce((all, { score }) => all + Math.exp(score - top), 0)
      return weighed.slice(0, most).map(({ token, score }) => ({ token, share: Math.exp(score - top) / sum }))
    },
    fittingShare(scores, typed) {
      const top = scores[best(scores)] as number
      const fitting = fittingTokens(typed).reduce((sum, token) => sum + Math.exp((scores[token] as number) - top), 0)
      return fitting / sumOf(scores, top)
    },
    boundaryShare(scores) {
      const top = scores[best(scores)] as number
      let sum = 0
      for (let token = 0; token < scores.length; token += 1) {
        if (isBoundary(token)) sum += Math.exp((scores[token] as number) - top)
      }
      return sum / sumOf(scores, top)
    },
  }
}

function best(scores: Float32Array): number {
  let found = 0
  for (let token = 1; token < scores.length; token += 1) {
    if ((scores[token] as number) > (scores[found] as number)) found = token
  }
  return found
}

function sumOf(scores: Float32Array, top: number): number {
  let sum = 0
  for (const score of scores) sum += Math.exp(score - top)
  return sum
}

/** Whether one of them is the beginning of the other. */
function agree(a: Uint8Array, b: Uint8Array): boolean {
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at += 1) if (a[at] !== b[at]) return false
  return true
}
