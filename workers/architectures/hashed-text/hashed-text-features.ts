import { addTo, bucketOf, seedOf } from './hashed-text.js'

/**
 * The features that the hashed classifiers read from a text: words, numbers by their length, links as a single mark,
 * other characters by themselves; pairs of neighbouring tokens; character n-grams within words; a mark for a word in
 * capitals. The training script computes the same numbers (heads/features.py), and the models' golden probes check
 * both.
 */

const TOKEN = 8
const PAIR = 9
const SHOUT = 10
const GRAM = 16
const SPACE = 32
const MAX_WORD = 40
/** The most tokens of a text that are read. The result says if a text has more. */
export const MAX_TOKENS = 50_000

const TOKENS = /(https?:\/\/\S+|www\.\S+|[!-~]+@[!-~]+)|([\p{L}\p{Nl}\p{No}]+)|([0-9]+)|\S/gu

export interface TokenFeatures {
  /** The buckets of the token alone. */
  readonly own: readonly number[]
  /** The bucket of the pair with the token before. The first token of a text has no pair. */
  readonly pair: number | undefined
}

/** The features of each token of a text, in order, up to `MAX_TOKENS`. */
export function* tokenFeatures(text: string, buckets: number): Generator<TokenFeatures> {
  let last: number | undefined
  let count = 0
  for (const [token, link, word, number] of text.normalize('NFC').matchAll(TOKENS)) {
    if (count++ === MAX_TOKENS) return
    const own: number[] = []
    const hashed =
      word === undefined
        ? hash(TOKEN, markOf(token, link, number))
        : visitWord(word, buckets, (bucket) => own.push(bucket))
    if (word === undefined) own.push(bucketOf(hashed, buckets))
    yield { own, pair: last === undefined ? undefined : bucketOf(pair(last, hashed), buckets) }
    last = hashed
  }
}

/** Whether a text is longer than the part that is read. */
export function isTooLong(text: string): boolean {
  // Each token has at least one character, so most texts need no count.
  if (text.length <= MAX_TOKENS) return false
  let count = 0
  for (const _ of text.normalize('NFC').matchAll(TOKENS)) if (count++ === MAX_TOKENS) return true
  return false
}

function markOf(token: string, link: string | undefined, number: string | undefined): number[] {
  if (link !== undefined) return [1]
  return number === undefined ? pointsOf(token) : [2, Math.min(number.length, 12)]
}

/** Visits the features of a word and returns the hash of the word. */
function visitWord(word: string, buckets: number, visit: (bucket: number) => void): number {
  const characters = Array.from(word)
  const points = pointsOf(characters.slice(0, MAX_WORD).join('').toLowerCase())
  const own = hash(TOKEN, points)
  visit(bucketOf(own, buckets))
  const padded = [SPACE, ...points, SPACE]
  for (let order = 3; order <= 5; order++) {
    for (let start = 0; start + order <= padded.length; start++) {
      visit(bucketOf(hash(GRAM + order, padded.slice(start, start + order)), buckets))
    }
  }
  const upper = word.toUpperCase()
  if (characters.length > 2 && word === upper && word !== word.toLowerCase()) visit(bucketOf(seedOf(SHOUT), buckets))
  return own
}

function pair(one: number, other: number): number {
  return hash(PAIR, [one & 0xffff, one >>> 16, other & 0xffff, other >>> 16])
}

function hash(kind: number, points: readonly number[]): number {
  return points.reduce(addTo, seedOf(kind))
}

function pointsOf(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) as number)
}
