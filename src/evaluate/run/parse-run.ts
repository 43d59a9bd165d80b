import { NlpError } from '../../shared/errors.js'
import type { Run } from './run.js'

/**
 * Reads a run that was saved as JSON.
 *
 * @example
 * const baseline = parseRun(await file.text())
 */
export function parseRun(json: string): Run {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (cause) {
    throw new NlpError('invalid-data', 'The run is not JSON.', { cause })
  }
  const run = value as Partial<Run> | null
  if (run?.format !== 'tacet-run') throw new NlpError('invalid-data', 'The file is not a saved run.')
  if (run.version !== 1) {
    throw new NlpError('invalid-data', `The run has version ${String(run.version)}, and only 1 can be read.`)
  }
  if (typeof run.dataset?.digest !== 'string' || typeof run.model?.id !== 'string' || !Array.isArray(run.outcomes)) {
    throw new NlpError('invalid-data', 'The run lacks its dataset, its model or its outcomes.')
  }
  return run as Run
}
