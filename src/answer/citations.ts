import type { AnswerPassage } from './passage.js'
import { NOT_FOUND } from './prompt.js'
import { type Sentence, termsOf } from './sentences.js'
import { NUMBERS, type Source, sourceOf } from './sources.js'
import { MARKERS, statementsOf } from './statements.js'

/** A statement of the answer and the place that supports it: `document.text.slice(start, end)`. */
export interface Citation {
  /** The number n of the marker [n] in the answer. */
  readonly marker: number
  /** The document that the citation points to. */
  readonly documentId: string
  /** Where the cited part of the document begins. */
  readonly start: number
  /** Where the cited part of the document ends. */
  readonly end: number
  /** The statement: `answer.text.slice(statement.start, statement.end)`. */
  readonly statement: { readonly start: number; readonly end: number }
}

/**
 * A part of the answer that the passages do not support: a quote or a number that the cited passages do not contain, a marker without a
 * passage, or a statement that its passages do not hold, by words and by meaning. A statement that cites nothing is checked against all
 * passages.
 */
export interface Unsupported {
  /** The kind of the unsupported part: a quote, a number, a marker without a passage, or a whole statement. */
  readonly type: 'quote' | 'number' | 'marker' | 'statement'
  /** The unsupported words, as the answer has them. */
  readonly text: string
  /** Where these words begin in the answer. */
  readonly start: number
  /** Where these words end in the answer. */
  readonly end: number
}

export interface ReadCitations {
  /** One citation for each passage that a statement cites. */
  readonly citations: readonly Citation[]
  readonly unsupported: readonly Unsupported[]
  /** Statements that cite passages with which they share few words. */
  readonly doubtful: readonly DoubtfulStatement[]
}

/** A statement in other words than those of the passages that it cites. A comparison of meanings can still support it. */
export interface DoubtfulStatement {
  readonly statement: Unsupported
  /** The statement without its markers. */
  readonly claim: string
  readonly passages: readonly AnswerPassage[]
}

const QUOTES = /["“„«]([^"“”„«»]{4,300})["”“»]/g

/**
 * The share of its words that a statement without citations must have in common with a passage. Below it the statement counts as the
 * model's own.
 */
const LEAST_COVERAGE = 0.5

/** Shorter statements ("Yes.", "Here it is:") make no claim that a comparison of words could check. */
const LEAST_TERMS = 2

/** Resolves the markers [n] of an answer to places in passages, and checks each statement against its passages. */
export function readCitations(text: string, passages: readonly AnswerPassage[]): ReadCitations {
  const sources = passages.map(sourceOf)
  const citations: Citation[] = []
  const unsupported: Unsupported[] = []
  const doubtful: DoubtfulStatement[] = []
  for (const statement of statementsOf(text)) {
    if (saysNotFound(statement.text)) continue
    const { cited, problems } = readMarkers(statement, sources)
    const bare = bareOf(statement)
    const terms = termsOf(bare)
    const quotes = Array.from(bare.matchAll(QUOTES), ({ 1: quote, index }) => ({ quote: quote as string, index }))
    for (const [marker, source] of cited) citations.push(cite(marker, source, statement, terms, quotes))
    const drawnOn = cited.size > 0 ? [...cited.values()] : sources
    const missing = missingIn(bare, quotes, drawnOn, statement)
    if (problems.length + missing.length === 0 && isOwn(terms, drawnOn)) {
      const whole = wholeOf(statement)
      if (cited.size === 0) missing.push(whole)
      else doubtful.push({ statement: whole, claim: bare.trim(), passages: drawnOn.map(({ passage }) => passage) })
    }
    unsupported.push(...problems, ...missing)
  }
  return { citations, unsupported, doubtful }
}

/** Whether a statement says that the documents do not contain the answer. A marker beside it does not matter. */
function saysNotFound(statement: string): boolean {
  return (
    statement
      .replace(MARKERS, '')
      .replace(/\s+/g, ' ')
      .replace(/\s(?=[.!]?$)/, '')
      .trim() === NOT_FOUND
  )
}

/** The passages that a statement cites, by their number, and the markers that have no passage. */
function readMarkers(statement: Sentence, sources: readonly Source[]) {
  const cited = new Map<number, Source>()
  const problems: Unsupported[] = []
  for (const { 0: text, 1: list, index } of statement.text.matchAll(MARKERS)) {
    const numbers = (list as string).split(/\D+/).map(Number)
    for (const number of numbers) {
      const source = sources[number - 1]
      if (source !== undefined) cited.set(number, source)
    }
    if (numbers.some((number) => sources[number - 1] === undefined)) {
      problems.push(part('marker', text, statement.start + index))
    }
  }
  return { cited, problems }
}

/** The statement with blanks for its markers. The digits of markers must not count as numbers, and the other words keep their places. */
function bareOf({ text }: Sentence): string {
  return text.replace(MARKERS, (marker) => ' '.repeat(marker.length))
}

interface Quote {
  readonly quote: string
  readonly index: number
}

/** The exact place in the passage: the place of a quote if the passage has one, else the sentence that shares most words. */
function cite(
  marker: number,
  { passage, find, likest }: Source,
  { start, end }: Sentence,
  terms: ReadonlySet<string>,
  quotes: readonly Quote[],
): Citation {
  let place: ReturnType<Source['find']>
  for (const { quote } of quotes) place ??= find(quote)
  place ??= likest(terms)
  return {
    marker,
    documentId: passage.document.id,
    start: passage.start + place.start,
    end: passage.start + place.end,
    statement: { start, end },
  }
}

function missingIn(
  bare: string,
  quotes: readonly Quote[],
  sources: readonly Source[],
  { start }: Sentence,
): Unsupported[] {
  const missing: Unsupported[] = []
  for (const { quote, index } of quotes) {
    if (!sources.some(({ find }) => find(quote) !== undefined)) missing.push(part('quote', quote, start + index + 1))
  }
  for (const { 0: number, index } of bare.matchAll(NUMBERS)) {
    if (!sources.some(({ hasNumber }) => hasNumber(number))) missing.push(part('number', number, start + index))
  }
  return missing
}

function isOwn(terms: ReadonlySet<string>, sources: readonly Source[]): boolean {
  return terms.size >= LEAST_TERMS && !sources.some(({ coverage }) => coverage(terms) >= LEAST_COVERAGE)
}

const wholeOf = ({ text, start }: Sentence) => part('statement', text, start)

const part = (type: Unsupported['type'], text: string, start: number): Unsupported => ({
  type,
  text,
  start,
  end: start + text.length,
})
