import { addTo, bucketOf, seedOf } from './hashed-text.js'

/**
 * What the hashed classifiers see of a text: words, numbers by their length, links as one mark and other characters by
 * themselves; pairs of neighbours; character n-grams within words; a mark for a word in capitals. The training script
 * computes the same numbers (heads_features.py); the models' golden probes hold both to it.
 */

const TOKEN = 8
const PAIR = 9
const SHOUT = 10
const GRAM = 16
const SPACE = 32
const MAX_WORD = 40
/** Longer texts are judged by their beginning. */
export const MAX_TOKENS = 1000

const TOKENS = /(https?:\/\/\S+|www\.\S+|[!-~]+@[!-~]+)|([\p{L}\p{Nl}\p{No}]+)|([0-9]+)|\S/gu

/** Calls `visit` with the bucket of every feature. */
export function visitTextFeatures(text: string, buckets: number, visit: (bucket: number) => void): void {
  let last: number | undefined
  let count = 0
  for (const [token, link, word, number] of text.normalize('NFC').matchAll(TOKENS)) {
    if (count++ === MAX_TOKENS) return
    const own = word === undefined ? hash(TOKEN, markOf(token, link, number)) : visitWord(word, buckets, visit)
    if (word === undefined) visit(bucketOf(own, buckets))
    if (last !== undefined) visit(bucketOf(pair(last, own), buckets))
    last = own
  }
}

/** Overlapping stretches of `size` tokens, half a stretch apart; the text itself when it is no longer than one. */
export function textWindows(text: string, size: number): string[] {
  const composed = text.normalize('NFC')
  const spans: { readonly start: number; readonly end: number }[] = []
  for (const match of composed.matchAll(TOKENS)) {
    if (spans.push({ start: match.index, end: match.index + match[0].length }) === MAX_TOKENS) break
  }
  if (spans.length <= size) return [composed]
  const half = Math.floor(size / 2)
  const windows: string[] = []
  for (let first = 0; first < spans.length - half; first += half) {
    const last = Math.min(first + size, spans.length) - 1
    windows.push(composed.slice(spans[first]?.start, spans[last]?.end))
  }
  return windows
}

/** Whether a text is longer than what is looked at. */
export function isTooLong(text: string): boolean {
  let count = 0
  for (const _ of text.normalize('NFC').matchAll(TOKENS)) if (count++ === MAX_TOKENS) return true
  return false
}

function markOf(token: string, link: string | undefined, number: string | undefined): number[] {
  if (link !== undefined) return [1]
  return number === undefined ? pointsOf(token) : [2, Math.min(number.length, 12)]
}

/** Visits what a word contributes and returns its hash. */
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
