import { sentencesOf } from '../answer/sentences.js'
import { type Block, blocksOf, type DocumentFormat } from '../documents/blocks.js'
import { foldWord } from '../store/shared/words.js'
import { countWords } from './count-words.js'
import { shownText, withoutPictures } from './shown-text.js'

/** A sentence of the text that is summarized. */
export interface SourceSentence {
  /** Where the sentence begins in the text. */
  readonly start: number
  /** Where the sentence ends in the text. */
  readonly end: number
  /** The sentence as a reader sees it: in one line, without tags. */
  readonly text: string
}

export interface Source {
  /** The sentences of running text, in their order. Headings, code, tables, questions and repetitions are left out. */
  readonly sentences: readonly SourceSentence[]
  /** The first heading. It names the subject. */
  readonly title: string | undefined
}

/** Reads a text for a summary. */
export function readSource(text: string, format: DocumentFormat, language: string): Source {
  const words = format === 'markdown' ? withoutPictures(text) : text
  let title: string | undefined
  const sentences: SourceSentence[] = []
  const seen = new Set<string>()
  for (const block of blocksOf(words, format)) {
    if (block.heading) title ??= shownText(words.slice(block.start, block.end), format)
    if (block.heading || block.lines) continue
    for (const sentence of proseOf(words, block, format, language)) {
      const folded = foldWord(sentence.text)
      if (!seen.has(folded)) sentences.push(sentence)
      seen.add(folded)
    }
  }
  return { sentences, title }
}

function proseOf(text: string, block: Block, format: DocumentFormat, language: string): SourceSentence[] {
  return sentencesOf(text.slice(block.start, block.end), language).flatMap((sentence) => {
    const start = block.start + sentence.start + (BULLET.exec(sentence.text)?.[0].length ?? 0)
    return piecesOf(text, start, block.start + sentence.end).flatMap((piece) => {
      const shown = shownText(text.slice(piece.start, piece.end), format)
      return isProse(shown, language) ? [{ ...piece, text: shown }] : []
    })
  })
}

/** A point of a list carries its sign or its number, and a quoted mail the signs of the quotation. */
const BULLET = /^(?:>\s*)*(?:[-*+•–]\s+|\d{1,3}[.)]\s+)?/

/** A longer sentence is text without full stops, such as a record of speech. */
const LONGEST = 500
const PIECE = 250

function piecesOf(text: string, start: number, end: number): { readonly start: number; readonly end: number }[] {
  if (end - start <= LONGEST) return [{ start, end }]
  return Array.from(text.slice(start, end).matchAll(PIECES), ({ index, 0: piece }) => ({
    start: start + index,
    end: start + index + piece.length,
  }))
}

/** Runs of whole words; a word that is longer than a piece is cut between characters. */
const PIECES = new RegExp(`\\S(?:[^]{0,${PIECE - 2}}\\S)?(?=\\s|$)|\\S{1,${PIECE}}`, 'gu')

const FEWEST_WORDS = 4

/** Running text: some words, made of letters, and no line of a program or of a table. */
function isProse(text: string, language: string): boolean {
  if (text.endsWith('?') || text.endsWith('？') || countWords(text, language) < FEWEST_WORDS) return false
  const signs = text.match(SIGNS)?.length ?? 0
  return signs / text.length < MOST_SIGNS && !CODE.test(text)
}

/** Neither letters nor digits nor the signs of a sentence. */
const SIGNS = /[^\p{L}\p{M}\p{N}\s.,:;!?'"()’‘“”„«»–—\-،۔।、。，！？：；「」『』（）]/gu

/** The share of such signs that a program has, and a sentence seldom. */
const MOST_SIGNS = 0.06

const CODE =
  /[{};]\s*$|=>|[!=]==?\s|^\s*(?:import|export|const|let|var|def|function|return|#include)\b.*[;{(:='"]|\w\(\)|^\s*\|/
