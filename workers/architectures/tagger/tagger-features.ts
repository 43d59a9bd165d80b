import type { TaggerToken } from './tagger-tokens.js'

/** Number of rows in the network's tables. No token has row 0. */
export interface TaggerRows {
  readonly word: number
  readonly affix: number
  readonly shape: number
}

/**
 * The columns: the word, the word under a second hash, its prefix of 3, suffix of 3 and suffix of 4, and its shape with
 * the gap before the token.
 */
export const COLUMNS = 6

/**
 * Words repeat, so hashing each word once saves most of the cost. The cache is bounded, because a worker lives long.
 */
const CACHE_LIMIT = 20_000

interface WordFeatures {
  readonly ids: readonly [number, number, number, number, number]
  readonly form: string
}

/**
 * Computes the hashed features of tokens: `ids[column * tokens + token]`.
 *
 * models/train/pii/tokens.py computes exactly the same numbers.
 */
export function createFeaturizer(rows: TaggerRows): (text: string, tokens: readonly TaggerToken[]) => Int32Array {
  const words = new Map<string, WordFeatures>()
  const shapes = new Map<string, number>()

  function wordFeatures({ surface, kind }: TaggerToken): WordFeatures {
    const key = kind === 'word' ? surface : `<${kind}>`
    let found = words.get(key)
    if (found === undefined) {
      const word = kind === 'word' ? normalise(surface) : key
      const form = kind === 'word' ? shapeOf(surface) + (YEAR.test(surface) ? 'y' : '') : key
      found = {
        ids: [
          row(word, 1, rows.word),
          row(word, 2, rows.word),
          row(`p${prefix(word, 3)}`, 3, rows.affix),
          row(`s${suffix(word, 3)}`, 3, rows.affix),
          row(`t${suffix(word, 4)}`, 3, rows.affix),
        ],
        form,
      }
      if (words.size >= CACHE_LIMIT) words.clear()
      words.set(key, found)
    }
    return found
  }

  function shapeRow(form: string): number {
    let found = shapes.get(form)
    if (found === undefined) {
      found = row(form, 4, rows.shape)
      if (shapes.size >= CACHE_LIMIT) shapes.clear()
      shapes.set(form, found)
    }
    return found
  }

  return (text, tokens) => {
    const count = tokens.length
    const ids = new Int32Array(COLUMNS * count)
    let last = 0
    for (const [index, token] of tokens.entries()) {
      const { ids: own, form } = wordFeatures(token)
      for (const [column, id] of own.entries()) ids[column * count + index] = id
      ids[own.length * count + index] = shapeRow(form + gapClass(text.slice(last, token.start), index === 0))
      last = token.end
    }
    return ids
  }
}

/** FNV-1a over UTF-16 units, finished with a multiply-shift: the low bits of plain FNV are weak. */
function hash(text: string, seed: number): number {
  let h = 0x811c9dc5 ^ seed
  for (let index = 0; index < text.length; index++) h = Math.imul(h ^ text.charCodeAt(index), 0x01000193)
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  return (h ^ (h >>> 13)) >>> 0
}

function row(text: string, seed: number, rows: number): number {
  return 1 + (hash(text, seed) % (rows - 1))
}

/** Most text is ASCII, so ASCII is tested first: the first use of a Unicode class in a pattern costs milliseconds. */
const ASCII = /^[\0-\x7f]*$/
const YEAR = /^(?:18|19|20)[0-9]{2}$/
const SURROGATE = /[\ud800-\udfff]/

/** Counts characters and not UTF-16 units: a cut must not fall within a surrogate pair. */
function prefix(text: string, length: number): string {
  return SURROGATE.test(text) ? Array.from(text).slice(0, length).join('') : text.slice(0, length)
}

function suffix(text: string, length: number): string {
  return SURROGATE.test(text) ? Array.from(text).slice(-length).join('') : text.slice(-length)
}

/** Lower-cases a word, unifies apostrophes, replaces every digit by zero and cuts long runs. */
function normalise(surface: string): string {
  const lower = surface.toLowerCase()
  if (ASCII.test(surface)) return lower.slice(0, 24).replace(/[0-9]/g, '0')
  return prefix(lower.replaceAll('’', "'").replace(/\p{Nd}/gu, '0'), 24)
}

/**
 * Capitals become X, other letters x and digits d; other characters stay. Runs of a class are cut at two. The length
 * class of the token follows.
 */
function shapeOf(surface: string): string {
  let form = ''
  let last = ''
  let run = 0
  for (const character of prefix(surface, 24)) {
    const kind = classOf(character)
    run = kind === last ? run + 1 : 1
    last = kind
    if (run <= 2) form += kind
  }
  return form + Math.min(surface.length, 6)
}

function classOf(character: string): string {
  if (ASCII.test(character)) {
    if (/[A-Z]/.test(character)) return 'X'
    if (/[a-z]/.test(character)) return 'x'
    return /[0-9]/.test(character) ? 'd' : character
  }
  if (/^[\p{Lu}\p{Lt}]$/u.test(character)) return 'X'
  if (/^[\p{L}\p{M}]$/u.test(character)) return 'x'
  if (/^\p{Nd}$/u.test(character)) return 'd'
  return character === '’' ? "'" : 'o'
}

/** The class of the gap between a token and the token before: the text's start, a line break, space, or nothing. */
function gapClass(between: string, first: boolean): string {
  if (first) return '^'
  if (between === '') return '-'
  if (/[\n\r]/.test(between)) return '|'
  return !between.includes('\t') && Array.from(between).length < 3 ? '_' : '='
}
