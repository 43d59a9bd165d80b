/** A stretch of the original text, in UTF-16 units. */
export interface Offsets {
  readonly start: number
  readonly end: number
}

/** Marks that tokenizers put on tokens: word continuation (##), end of word (</w>), and spaces in their disguises. */
const MARKS = /^##|<\/w>$|[▁ĠĊĉč \s]/gu

/**
 * Finds each token in the text it came from. Tokenizers give no offsets, and what they read is normalised (lower case,
 * no accents, other widths), so the text is normalised character by character, remembering where each piece came from,
 * and the tokens are walked along it. A token that is not found there (unknown words) takes what lies between its
 * neighbours.
 */
export function alignTokens(text: string, tokens: readonly string[], normalize: (text: string) => string): Offsets[] {
  const source = normalizeWithMap(text, normalize)
  const found: (Offsets | undefined)[] = []
  let at = 0
  for (const token of tokens) {
    const piece = normalizePiece(token)
    const position = piece === '' ? -1 : source.text.indexOf(piece, at)
    // Far ahead means that the token is an unknown word and its letters occur again later by chance.
    const near = position >= 0 && onlySpaces(source.text, at, position)
    if (!near) {
      found.push(undefined)
      at = skipUnknown(source.text, at, token)
      continue
    }
    at = position + piece.length
    found.push({ start: source.starts[position]!, end: pastMarks(text, source.ends[at - 1]!) })
  }
  return fillGaps(text, found)
}

/** Accents on their own vanish when text is normalised, but belong to the letter before them. */
function pastMarks(text: string, end: number): number {
  let at = end
  while (at < text.length && /\p{M}/u.test(text[at]!)) at += 1
  return at
}

interface MappedText {
  readonly text: string
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

function normalizeWithMap(text: string, normalize: (text: string) => string): MappedText {
  let result = ''
  const starts: number[] = []
  const ends: number[] = []
  let start = 0
  for (const character of text) {
    const end = start + character.length
    // Normalising drops spaces at the ends of its input: a space is kept as one.
    const piece = /\s/.test(character) ? ' ' : normalizePiece(normalize(character))
    for (let index = 0; index < piece.length; index += 1) {
      starts.push(start)
      ends.push(end)
    }
    result += piece
    start = end
  }
  return { text: result, starts, ends }
}

function normalizePiece(token: string): string {
  return token.replace(MARKS, '')
}

const encoder = new TextEncoder()

/** How byte-level tokenizers write text: each byte of its UTF-8 as one printable character. */
export function toByteLevel(text: string): string {
  let result = ''
  for (const byte of encoder.encode(text)) result += String.fromCodePoint(PRINTABLE[byte]!)
  return result
}

const PRINTABLE: readonly number[] = (() => {
  let next = 256
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174
    return printable ? byte : next++
  })
})()

function onlySpaces(text: string, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) if (text[index] !== ' ') return false
  return true
}

/** As most tokenizers cut words: a Chinese character alone, a run without space or punctuation, or one mark. */
const WORD = /^ *(?:\p{Script=Han}|[^\s\p{P}\p{Script=Han}]+|\S)/u

/** An unknown token stands for a whole word. */
function skipUnknown(text: string, from: number, token: string): number {
  if (token.startsWith('##')) return from
  return from + (WORD.exec(text.slice(from, from + 512))?.[0].length ?? 0)
}

function fillGaps(text: string, found: readonly (Offsets | undefined)[]): Offsets[] {
  const offsets: Offsets[] = []
  for (const [index, entry] of found.entries()) {
    if (entry !== undefined) {
      offsets.push(entry)
      continue
    }
    let start = offsets.at(-1)?.end ?? 0
    let end = found.slice(index + 1).find((later) => later !== undefined)?.start ?? text.length
    while (start < end && /\s/.test(text[start]!)) start += 1
    while (end > start && /\s/.test(text[end - 1]!)) end -= 1
    offsets.push({ start, end })
  }
  return offsets
}
