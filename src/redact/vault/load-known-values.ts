import { NlpError } from '../../shared/errors.js'

/** Loaded when a value is first looked for again: many apps redact one text with each vault, and nothing in it comes twice. */
export async function loadKnownValues(): Promise<typeof import('./known-values.js')> {
  return import('./known-values.js').catch((cause: unknown) => {
    const message =
      'A file of tacet, the search for values that were hidden before, could not be loaded. Check the network and try again.'
    throw new NlpError('model-download', message, { cause, retryable: true })
  })
}
