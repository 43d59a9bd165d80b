import { NlpError } from '../../shared/errors.js'

/** The error for a prompt file that cannot be read. It names the line, and quotes no text. */
export function promptError(line: number, problem: string): NlpError {
  return new NlpError('invalid-data', `Line ${line} of the prompt ${problem}`, { details: { line } })
}
