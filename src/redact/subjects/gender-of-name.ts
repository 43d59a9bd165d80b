import { fold } from '../spelling/fold.js'
import { loadFile } from '../words/load-file.js'
import { loadedOnce } from '../words/loaded-once.js'
import type { GenderOfName } from './persons.js'

/** The list of names loads with the first person that is redacted. */
export const loadGenderOfName = loadedOnce(async (): Promise<GenderOfName> => {
  const { mensNames, womensNames } = await loadFile('the given names', import('../words/given-names.js'))
  const men = new Set(fold(mensNames).split(/\s+/))
  const women = new Set(fold(womensNames).split(/\s+/))
  return (name) => {
    if (men.has(name)) return women.has(name) ? undefined : 'male'
    return women.has(name) ? 'female' : undefined
  }
})
