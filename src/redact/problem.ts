import type { NlpError } from '../shared/errors.js'

/** A failure that did not stop the redactor. */
export interface RedactionProblem {
  /** The model failed or could not be loaded, so names and addresses may remain in the text. */
  readonly type: 'model-failed'
  /** The name of the recognizer that failed, or 'model' where it could not be loaded. */
  readonly recognizer: string
  /** The failure behind the problem. */
  readonly error: NlpError
}
