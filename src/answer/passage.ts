/** A text that answers are drawn from. */
export interface AnswerDocument {
  readonly id: string
  readonly text: string
}

/** A stretch of a document that a search found: `text` is `document.text.slice(start, end)`. */
export interface AnswerPassage<D extends AnswerDocument = AnswerDocument> {
  readonly document: D
  readonly start: number
  readonly end: number
  readonly text: string
  readonly score: number
}
