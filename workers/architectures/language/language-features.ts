import { addTo, bucketOf, seedOf } from '../hashed-text/hashed-text.js'

/**
 * The features that the language identifier reads from a text: hashed n-grams of 1 to 5 code points of every word, the
 * word itself, and the 128-code-point block of each character. The training script computes the same numbers
 * (language/features.py). Change both files together; the model's golden probe checks both.
 */

const LONGEST_GRAM = 5
const BLOCK = seedOf(0)
const GRAMS = [1, 2, 3, 4, 5].map(seedOf)
const WORD = seedOf(6)
/** Longer runs of letters are cut: scripts without spaces write a whole clause as one run. */
const MAX_WORD = 40
const SPACE = 32
/** From this code point on, a single character may be a word. A single letter below it may belong to any language. */
const FIRST_WORD_SIGN = 0x2e80

// Links, mail addresses and handles belong to no language. The patterns use only ASCII classes, because those mean the
// same in Python.
const MAY_BE_STRUCTURED = /@|#|:\/\/|www\./
const PRINTABLE = /[!-~]+/g
const LINK_OR_HANDLE = /(?:https?:\/\/|www\.)[!-~]+|[@#][A-Za-z0-9_]+/g
const NOT_LETTERS = /[^\p{L}\p{M}]+/u
/** From U+0300 on a mark may join the letter before it. The lower case of İ, Ⱥ and Ⱦ is in this part too. */
const BEYOND_LATIN = /[İȺȾ]|[\u0300-\uffff]/
/** Marks that choose the form of an emoji and do not belong to a word. */
const EMOJI_FORMS = /[\ufe00-\ufe0f]/g

/** The words of a text, lower-cased and composed (NFC). Everything that is not a word is left out. */
export function languageWords(text: string): string[] {
  const words: string[] = []
  const runs = BEYOND_LATIN.test(text)
    ? withoutStructured(text.normalize('NFC'))
        .replace(EMOJI_FORMS, '')
        .toLowerCase()
        .replaceAll('ς', 'σ')
        .split(NOT_LETTERS)
    : latinRuns(withoutStructured(text).toLowerCase())
  for (const word of runs) {
    if (word.length > MAX_WORD) words.push(...cutWord(word))
    else if (word !== '') words.push(word)
  }
  return isLoneLetter(words) ? [] : words
}

const LATIN_LETTERS = Uint8Array.from({ length: 0x300 }, (_, code) =>
  /\p{L}/u.test(String.fromCharCode(code)) ? 1 : 0,
)

/** The runs of letters of a text that is composed and has only Latin letters. A split by the pattern takes twice as long. */
function latinRuns(text: string): string[] {
  const runs: string[] = []
  let start = 0
  for (let at = 0; at < text.length; at++) {
    if (LATIN_LETTERS[text.charCodeAt(at)] === 1) continue
    if (at > start) runs.push(text.slice(start, at))
    start = at + 1
  }
  if (start < text.length) runs.push(start === 0 ? text : text.slice(start))
  return runs
}

function withoutStructured(text: string): string {
  if (!MAY_BE_STRUCTURED.test(text)) return text
  return text.replace(PRINTABLE, (run) => {
    // A single pattern that also covers addresses would look for an @ again from each character.
    const at = run.indexOf('@', 1)
    return at > 0 && at < run.length - 1 ? ' ' : run.replace(LINK_OR_HANDLE, ' ')
  })
}

function* cutWord(word: string): Generator<string> {
  const characters = Array.from(word)
  for (let start = 0; start < characters.length; start += MAX_WORD) {
    yield characters.slice(start, start + MAX_WORD).join('')
  }
}

function isLoneLetter(words: readonly string[]): boolean {
  const point = words.length === 1 ? (words[0]?.codePointAt(0) ?? 0) : 0
  return point > 0 && point < FIRST_WORD_SIGN && words[0]?.length === 1
}

/** The buckets of the features of a text, each as often as the feature occurs, and the hash of each word. */
export interface Features {
  readonly buckets: Uint32Array
  readonly count: number
  readonly hashes: Int32Array
}

/** Creates the reader of features. Its result is valid until the next text is read. */
export function createFeatureReader(buckets: number): (words: readonly string[]) => Features {
  const points = new Uint32Array(MAX_WORD + 2).fill(SPACE)
  let found = new Uint32Array(4096)
  let hashes = new Int32Array(64)
  return (words) => {
    let count = 0
    if (words.length > hashes.length) hashes = new Int32Array(2 * words.length)
    for (let place = 0; place < words.length; place++) {
      const word = words[place] as string
      let length = 1
      for (let index = 0; index < word.length; index++) {
        const point = word.codePointAt(index) as number
        if (point > 0xffff) index++
        points[length++] = point
      }
      points[length++] = SPACE
      const most = count + length * (LONGEST_GRAM + 2)
      if (most > found.length) found = grown(found, most)
      hashes[place] = hashOf(points, length)
      count = readWord(points, length, buckets, found, count)
      found[count++] = bucketOf(hashes[place] as number, buckets)
    }
    return { buckets: found, count, hashes }
  }
}

function readWord(points: Uint32Array, length: number, buckets: number, found: Uint32Array, from: number): number {
  let count = from
  for (let start = 0; start < length; start++) {
    const point = points[start] as number
    const last = Math.min(start + LONGEST_GRAM, length)
    // A lone space carries no information, so the n-grams of one character skip the padding.
    if (start > 0 && start < length - 1) {
      found[count++] = bucketOf(addTo(GRAMS[0] as number, point), buckets)
      found[count++] = bucketOf(addTo(BLOCK, point >>> 7), buckets)
    }
    for (let end = start + 2; end <= last; end++) {
      let hash = GRAMS[end - start - 1] as number
      for (let at = start; at < end; at++) hash = addTo(hash, points[at] as number)
      found[count++] = bucketOf(hash, buckets)
    }
  }
  return count
}

/** The hash of a whole word, without the space at each end. */
function hashOf(points: Uint32Array, length: number): number {
  let hash = WORD
  for (let at = 1; at < length - 1; at++) hash = addTo(hash, points[at] as number)
  return hash
}

function grown(found: Uint32Array, least: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(least, 2 * found.length))
  larger.set(found)
  return larger
}
