import { NlpError } from '../../src/shared/errors.js'

/** Loads weights of a file. Where the memory for them runs out, the error names the file and the remedy. */
export function namingFile<Result>(file: string, load: () => Result): Result {
  try {
    return load()
  } catch (error) {
    if (!NlpError.is(error, 'out-of-memory')) throw error
    throw new NlpError(
      'out-of-memory',
      `The browser gives no memory for all weights of ${file}. Close other models or pages, or choose a file with fewer bits or a smaller model.`,
      { details: { file }, cause: error },
    )
  }
}
