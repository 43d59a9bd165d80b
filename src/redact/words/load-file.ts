import { NlpError } from '../../shared/errors.js'

/** Waits for a file of this package. Without a network the file is missing; the same call may succeed later. */
export async function loadFile<T>(content: string, loading: Promise<T>): Promise<T> {
  try {
    return await loading
  } catch (cause) {
    const message = `A file of tacet, ${content}, could not be loaded. Check the network and try again.`
    throw new NlpError('model-download', message, { cause, retryable: true })
  }
}
