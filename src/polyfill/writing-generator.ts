import type { TextGenerator } from '../generate.js'

/** The part of a generator that writes for the polyfill. `createGenerator` makes one. */
export type WritingGenerator = Pick<TextGenerator, 'stream' | 'object' | 'contextWindow' | 'textToText'>
