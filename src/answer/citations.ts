import type { AnswerPassage } from './passage.js'
import { coverage, type Sentence, sentencesOf, termsOf } from './sentences.js'

/** A statement of the answer and where it comes from: `document.text.slice(start, end)` supports it. */
export interface Citation {
  /** The [n] in the answer. */
  readonly marker: number
  readonly documentId: string
  readonly start: number
  readonly end: number
  /** The statement: `answer.text.slice(statement.start, statement.end)`. */
  readonly statement: { readonly start: number; readonly end: number }
}

/** Something in the answer that what it cites does not hold. */
export interface Unsupported {
  readonly type: 'quote' | 'number' | 'marker'
  readonly text: string
  readonly start: number
  readonly end: number
}

const MARKERS = /\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]/g
const QUOTES = /["“„«]([^"“”„«»]{4,300})["”“»]/g
const NUMBERS = /\d+(?:[.,:]\d+)*/g

/** Resolves the [n] of an answer to passages and spans, and checks quotes and numbers against what they cite. */
export function readCitations(
  text: string,
  passages: readonly AnswerPassage[],
): { readonly citations: readonly Citation[]; readonly unsupported: readonly Unsupported[] } {
  const citations: Citation[] = []
  const unsupported: Unsupported[] = []
  for (const statement of statementsOf(text)) {
    const markers = [...statement.text.matchAll(MARKERS)]
    const cited: AnswerPassage[] = []
    for (const match of markers) {
      for (const digits of (match[1] as string).split(/\D+/)) {
        const marker = Number(digits)
        const passage = passages[marker - 1]
        const at = statement.start + match.index
        if (passage === undefined)
          unsupported.push({ type: 'marker', text: match[0], start: at, end: at + match[0].length })
        else {
          cited.push(passage)
          citations.push(cite(marker, passage, statement))
        }
      }
    }
    if (cited.length > 0)
      unsupported.push(
        ...missing(
          statement,
          markers,
          cited.map((passage) => passage.text),
        ),
      )
  }
  return { citations, unsupported }
}

/** Sentences; a marker behind the full stop belongs to the sentence before it. */
function statementsOf(text: string): Sentence[] {
  const statements: Sentence[] = []
  for (const sentence of sentencesOf(text)) {
    const last = statements.at(-1)
    const leading = /^(?:\s*\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\])+\s*[.!?]?\s*/.exec(sentence.text)?.[0] ?? ''
    if (last === undefined || leading === '') {
      statements.push(sentence)
      continue
    }
    const end = sentence.start + leading.length
    statements[statements.length - 1] = { start: last.start, end, text: text.slice(last.start, end) }
    const rest = text.slice(end, sentence.end)
    if (rest.trim() !== '') statements.push({ start: end, end: sentence.end, text: rest })
  }
  return statements
}

/** The exact place: that of a quote if there is one, else the sentence of the passage that shares most words. */
function cite(marker: number, passage: AnswerPassage, statement: Sentence): Citation {
  const place = quotedPlace(statement.text, passage.text) ?? likestSentence(statement.text, passage.text)
  return {
    marker,
    documentId: passage.document.id,
    start: passage.start + place.start,
    end: passage.start + place.end,
    statement: { start: statement.start, end: statement.end },
  }
}

function quotedPlace(statement: string, passage: string) {
  for (const [, quote] of statement.matchAll(QUOTES)) {
    const place = findLoosely(passage, quote as string)
    if (place !== undefined) return place
  }
  return undefined
}

function likestSentence(statement: string, passage: string): { start: number; end: number } {
  const wanted = termsOf(statement.replace(MARKERS, ''))
  let best = { start: 0, end: passage.length }
  let bestScore = 0
  for (const sentence of sentencesOf(passage)) {
    const score = coverage(wanted, sentence.text)
    if (score > bestScore) {
      best = sentence
      bestScore = score
    }
  }
  return { start: best.start, end: best.end }
}

function missing(statement: Sentence, markers: readonly RegExpExecArray[], sources: readonly string[]): Unsupported[] {
  const found: Unsupported[] = []
  const note = (type: Unsupported['type'], text: string, index: number) => {
    const start = statement.start + index
    found.push({ type, text, start, end: start + text.length })
  }
  for (const match of statement.text.matchAll(QUOTES)) {
    const quote = match[1] as string
    if (!sources.some((source) => findLoosely(source, quote) !== undefined)) note('quote', quote, match.index + 1)
  }
  for (const match of statement.text.matchAll(NUMBERS)) {
    const inMarker = markers.some(({ index, 0: text }) => match.index >= index && match.index < index + text.length)
    if (!inMarker && !sources.some((source) => hasNumber(source, match[0]))) note('number', match[0], match.index)
  }
  return found
}

/** 1,200 and 1.200 and 1200 are the same number, 12 is not a part of 1200. */
function hasNumber(source: string, number: string): boolean {
  const digits = (text: string) => text.replace(/[.,:]/g, '')
  return (source.match(NUMBERS) ?? []).some((candidate) => digits(candidate) === digits(number))
}

/** Where a quote stands, whatever its case, quotation marks and line breaks. */
function findLoosely(text: string, quote: string): { start: number; end: number } | undefined {
  const words = quote
    .trim()
    .replace(/[.,;:!?…]+$/, '')
    .split(/\s+/)
    .map(escapePattern)
  const match = new RegExp(words.join('\\s+').replace(/['’]/g, "['’]"), 'iu').exec(text)
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length }
}

const escapePattern = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
