import { type Sentence, sentencesOf } from './sentences.js'

/** Matches the markers [1] and [1, 2] that cite passages. */
export const MARKERS = /\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]/g

const LEADING_MARKERS = /^(?:\s*\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\])+\s*[.!?]?\s*/

/** The sentences of an answer. A marker after the full stop belongs to the sentence before it. */
export function statementsOf(text: string): Sentence[] {
  const statements: Sentence[] = []
  for (const sentence of sentencesOf(text)) {
    const last = statements.at(-1)
    const leading = LEADING_MARKERS.exec(sentence.text)?.[0] ?? ''
    if (last === undefined || leading === '') {
      statements.push(sentence)
      continue
    }
    const end = sentence.start + leading.trimEnd().length
    statements[statements.length - 1] = { start: last.start, end, text: text.slice(last.start, end) }
    const rest = sentence.text.slice(leading.length)
    if (rest !== '') statements.push({ start: sentence.end - rest.length, end: sentence.end, text: rest })
  }
  return statements
}

/** A text without markers. A footnote of a document must not look like a marker of the answer. */
export function withoutMarkers(text: string): string {
  return text.replace(MARKERS, '($1)')
}
