import { loadFile } from '../words/load-file.js'
import { loadedOnce } from '../words/loaded-once.js'

/**
 * The file loads with the first search for known values. Many apps redact one text with each vault, and no value in it
 * repeats. Only the first call imports the file, because `import()` takes longer than a short search.
 */
export const loadKnownValues = loadedOnce(() =>
  loadFile('the search for values that were hidden before', import('./known-values.js')),
)
