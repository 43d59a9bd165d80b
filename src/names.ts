import { checkOptions } from './calls/check-options.js'
import { asyncDispose, type Resource } from './calls/dispose.js'
import { CREATE_OPTIONS, type CreateOptions } from './engines/create-options.js'
import { createLabeler } from './label.js'
import type { Recognizer } from './redact/findings/recognizer.js'
import { type NameRecognizerOptions, nameRecognizer } from './redact/names/names.js'

/** Finds names for a redactor, and holds the model that finds them. */
export interface NameRecognizer extends Recognizer, Resource {
  /** The id of the model. */
  readonly model: string
  /** The digest of the exact weights. */
  readonly digest: string | undefined
}

/**
 * Loads a tagger that finds names, places, organisations and addresses for a redactor.
 *
 * @example
 * const names = await createNameRecognizer()
 * const redactor = createRedactor({ model: names })
 * console.log((await redactor.redact('Ada Lovelace, ada@example.com')).text) // [PERSON_1], [EMAIL_1]
 * await names.close()
 */
export async function createNameRecognizer(
  allOptions: CreateOptions & NameRecognizerOptions = {},
): Promise<NameRecognizer> {
  checkOptions('createNameRecognizer', allOptions, { ...CREATE_OPTIONS, name: 'string', labels: 'object' })
  const { name, labels, ...options } = allOptions
  const labeler = await createLabeler(options)
  let recognizer: Recognizer
  try {
    recognizer = nameRecognizer(labeler, { name, labels })
  } catch (error) {
    await labeler.close()
    throw error
  }
  return {
    ...recognizer,
    model: labeler.model,
    digest: labeler.digest,
    close: () => labeler.close(),
    [asyncDispose]: () => labeler.close(),
  }
}
