import { sentenceSpans } from '../documents/sentence-spans.js'

export interface Sentence {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The sentences of a text with their places, without the white space around them. */
export function sentencesOf(text: string, language?: string): Sentence[] {
  const sentences: Sentence[] = []
  // Joined lines keep the length of the text, so the places are those of the text itself.
  const joined = withoutWrapping(text)
  let open: number | undefined
  for (const { start, end } of sentenceSpans(joined, language)) {
    const from = open ?? start
    const segment = text.slice(from, end)
    // The browser ends a sentence after "Dr." and "e.g.", because a capital letter may follow them.
    open = end < text.length && isAbbreviated(segment.slice(-LONGEST_ABBREVIATION), text, end) ? from : undefined
    const trimmed = segment.trim()
    if (open !== undefined || trimmed === '') continue
    const begin = from + segment.indexOf(trimmed)
    sentences.push({ start: begin, end: begin + trimmed.length, text: trimmed })
  }
  return sentences
}

function isAbbreviated(ending: string, text: string, end: number): boolean {
  if (ABBREVIATION.test(ending)) return true
  if (MONTH.test(ending)) return /\d/.test(text.charAt(end))
  // "the U.S. Geological Survey" goes on, and "in the U.S. The survey" does not.
  const [next = ''] = /^\p{L}+/u.exec(text.slice(end, end + 24)) ?? []
  return INITIALS.test(ending) && /^\p{Lu}/u.test(next) && !COMMON.has(next.toLowerCase()) && !OPENERS.test(next)
}

const INITIALS = /(?:^|[\s(])(?:\p{Lu}\.){2,4}\s+$/u
const MONTH = /(?:^|[\s(])(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.\s+$/u
/** Words that open a sentence, besides the common ones. */
const OPENERS =
  /^(?:he|she|they|you|these|those|after|before|but|however|if|when|while|since|no|not|all|both|most|many|some|so|then|there)$/i

/** An abbreviation with the sign before it and the spaces after it. */
const LONGEST_ABBREVIATION = 12

const ABBREVIATION =
  /(?:^|[\s(])(?:\p{Lu}|Dr|Mr|Mrs|Ms|Prof|St|Sr|Jr|vs|cf|al|etc|approx|No|Nr|Figs?|Eq|Sec|Vol|Inc|Ltd|bzw|ca|vgl|Abb|Sra|Mme|Mio|Mrd|e\.g|i\.e|z\.\s?B|d\.\s?h|p\.\s?ej|u\.\s?a)\.\s+$/u

/** A text with a space for each end of a line within a sentence, as in mails and in files of a fixed width. */
const withoutWrapping = (text: string): string => text.replace(WRAPPED, ' ')

/** A long line that ends without the end of a sentence, before a line that is no point of a list. */
const WRAPPED =
  /\n(?<=[^\n]{50}[^\s.!?:;…。！？|][^\S\n]*\n)(?=[^\S\n]*[\p{L}\p{N}"'“‘«„(`[])(?![^\S\n]*(?:\p{L}|\p{N}{1,3})[.)]\s)/gu

/** Words that are too common to distinguish one sentence from another. */
const COMMON: ReadonlySet<string> = new Set(
  (
    'a an and any are as at be by can could did do does for from had has have how i in is it its long many may me much ' +
    'my of on or our should that the there this to was we were what when where which who whom why will with would you your'
  ).split(' '),
)

/** The words of a text that carry meaning, without differences of case, accents and plural. */
export function termsOf(text: string): Set<string> {
  const words =
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return new Set(words.filter((word) => !COMMON.has(word)).map((word) => (word.length > 3 ? stem(word) : word)))
}

/** "comes" and "come", or "batteries" and "battery", become the same word. */
const stem = (word: string) => word.replace(/s$/, '').replace(/e$/, '').replace(/y$/, 'i')
