import { describe } from '../calls/check-options.js'

/** A text that answers can quote. */
export interface AnswerDocument {
  /** The id of the document, which citations use. */
  readonly id: string
  /** The whole text of the document. */
  readonly text: string
}

/** A part of a document that a search found: `text` is `document.text.slice(start, end)`. */
export interface AnswerPassage<D extends AnswerDocument = AnswerDocument> {
  /** The document that the passage is a part of. */
  readonly document: D
  /** Where the passage begins in the document. */
  readonly start: number
  /** Where the passage ends in the document. */
  readonly end: number
  /** The words of the passage. */
  readonly text: string
  /** How well the passage fits the question. */
  readonly score: number
}

/** Refuses the results of a caller's own search if they are not passages. */
export function checkPassages(found: readonly AnswerPassage[]): void {
  if (!Array.isArray(found))
    throw new TypeError(`\`documents.search\` must give a list of passages, got ${describe(found)}`)
  for (const [index, passage] of found.entries()) {
    if (typeof passage?.text === 'string' && typeof passage.document?.text === 'string') continue
    throw new TypeError(`Passage ${index} of \`documents.search\` must have a text, and a document with a text`)
  }
}
