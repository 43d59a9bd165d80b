import { NlpError } from '../../src/shared/errors.js'

/** Loads weights of a file. Where the memory for them runs out, the error names the file and the remedy. */
export function namingFile<Result>(file: string, load: () => Result): Result {
  return naming(
    file,
    `The browser gives no memory for all weights of ${file}. Close other models or pages, or choose a file with fewer bits or a smaller model.`,
    load,
  )
}

/** Computes a text, or a part of one. Where the memory for it runs out, the error names the file of the model and the remedy. */
export function namingText<Result>(file: string, compute: () => Result): Result {
  return naming(
    file,
    `The browser gives no memory for so long a text with ${file}. Shorten the text or the conversation, or close other models or pages.`,
    compute,
  )
}

function naming<Result>(file: string, message: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (!NlpError.is(error, 'out-of-memory')) throw error
    throw new NlpError('out-of-memory', message, { details: { file }, cause: error })
  }
}
