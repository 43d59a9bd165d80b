import { loadFile } from '../words/load-file.js'

/** The file loads with the first search for known values. Many apps redact one text with each vault, and no value in it repeats. */
export function loadKnownValues(): Promise<typeof import('./known-values.js')> {
  return loadFile('the search for values that were hidden before', import('./known-values.js'))
}
