import { sentenceSpans } from '../documents/sentence-spans.js'

export interface Sentence {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The sentences of a text with their places, without the white space around them. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = []
  for (const span of sentenceSpans(text)) {
    const segment = text.slice(span.start, span.end)
    const trimmed = segment.trim()
    if (trimmed === '') continue
    const start = span.start + segment.indexOf(trimmed)
    sentences.push({ start, end: start + trimmed.length, text: trimmed })
  }
  return sentences
}

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
