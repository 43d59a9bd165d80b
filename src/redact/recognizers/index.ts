import type { Recognizer } from '../recognizer.js'

export { localePacks } from './locale-packs.js'

/** What is personal wherever one lives. */
export const patternRecognizers: readonly Recognizer[] = []
