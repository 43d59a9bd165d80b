import type { NlpError } from '../shared/errors.js'

/** A failure in spite of which a redactor went on with a text. */
export interface RedactionProblem {
  /** The model could not be loaded, or it failed: names and addresses may stand in the text. */
  readonly type: 'model-failed'
  /** The recognizer that is missing; 'model' where it was never loaded. */
  readonly recognizer: string
  /** The failure behind the problem. */
  readonly error: NlpError
}
