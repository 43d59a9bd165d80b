import { NlpError } from '../../shared/errors.js'

/** The file loads with the first search for known values. Many apps redact one text with each vault, and no value in it repeats. */
export async function loadKnownValues(): Promise<typeof import('./known-values.js')> {
  return import('./known-values.js').catch((cause: unknown) => {
    const message =
      'A file of tacet, the search for values that were hidden before, could not be loaded. Check the network and try again.'
    throw new NlpError('model-download', message, { cause, retryable: true })
  })
}
