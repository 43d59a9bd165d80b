/**
 * Visits the words of a text in order, unchanged. Letters and digits make words. Scripts that put no spaces between words (Chinese,
 * Japanese, Thai, Lao, Khmer, Burmese) go through the browser's word segmenter. The segmenter could split every script, but takes ten times
 * as long as this function.
 */
export function eachWord(text: string, language: string, visit: (word: string, start: number) => void): void {
  let start = -1
  let unspaced = false
  const end = (at: number) => {
    if (start < 0) return
    const run = text.slice(start, at)
    if (unspaced) eachSegment(run, start, language, visit)
    else visit(run, start)
    start = -1
    unspaced = false
  }
  for (let at = 0; at < text.length; at++) {
    const kind = kindAt(text, at)
    // A mark belongs to the letter before it. A mark without a letter, as in an emoji, makes no word.
    if (kind === OTHER || (kind === MARK && start < 0)) {
      end(at)
      if (isApostrophe(text.charCodeAt(at))) at += clitic(text, at)
      continue
    }
    if (start < 0) start = at
    if (kind === UNSPACED) unspaced = true
    if (isHighSurrogate(text.charCodeAt(at))) at += 1
  }
  end(text.length)
}

/** The form in which words are compared: no case, no accents on Latin, Greek and Cyrillic letters, one form of every character. */
export function foldWord(word: string): string {
  if (ASCII.test(word)) return word.toLowerCase()
  const decomposed = word.toLowerCase().normalize('NFKD')
  // Marks of other scripts are vowels. Without them, different Hindi words would become the same.
  return decomposed.replace(ACCENTED, '$1').normalize('NFKC')
}

const ASCII = /^[\0-\x7f]*$/
const ACCENTED = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu

const OTHER = 1
const LETTER = 2
const UNSPACED = 3
const MARK = 4
const LETTERS = /[\p{L}\p{N}]/u
const MARKS = /\p{M}/u
const UNSPACED_SCRIPTS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** The kind of each UTF-16 unit; 0 until the unit is first met. */
const kinds = new Uint8Array(65536)

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  const known = kinds[unit]!
  if (known !== 0) return known
  if (isHighSurrogate(unit)) return kindOf(String.fromCodePoint(text.codePointAt(at)!))
  kinds[unit] = kindOf(String.fromCharCode(unit))
  return kinds[unit]!
}

function kindOf(character: string): number {
  if (MARKS.test(character)) return MARK
  if (!LETTERS.test(character)) return OTHER
  return UNSPACED_SCRIPTS.test(character) ? UNSPACED : LETTER
}

/** Whether a word is of a script that puts no spaces between words. */
export function isUnspaced(word: string): boolean {
  return UNSPACED_SCRIPTS.test(word)
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00
}

function isApostrophe(unit: number): boolean {
  return unit === 0x27 || unit === 0x2019
}

/** How many letters after an apostrophe to leave out: the letters of 's, 't, 'll and the like carry no meaning. */
function clitic(text: string, apostrophe: number): number {
  if (apostrophe === 0 || kindAt(text, apostrophe - 1) !== LETTER) return 0
  let length = 0
  while (length < 3 && apostrophe + length + 1 < text.length && kindAt(text, apostrophe + length + 1) === LETTER)
    length++
  return length < 3 ? length : 0
}

const LONGEST_RUN = 1024
const segmenters = new Map<string, Intl.Segmenter>()

function eachSegment(
  run: string,
  offset: number,
  language: string,
  visit: (word: string, start: number) => void,
): void {
  let segmenter = segmenters.get(language)
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' })
    segmenters.set(language, segmenter)
  }
  // In parts, because some engines copy the whole text with each word.
  for (let at = 0; at < run.length; at += LONGEST_RUN) {
    for (const { segment, index, isWordLike } of segmenter.segment(run.slice(at, at + LONGEST_RUN))) {
      if (isWordLike) visit(segment, offset + at + index)
    }
  }
}
