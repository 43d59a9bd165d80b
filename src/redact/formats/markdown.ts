import { MappedText } from '../shared/mapped-text.js'
import type { Reading } from './reading.js'

/** Marks of emphasis and code, and the backslashes that escape punctuation. */
const MARKS = /\*{1,3}|~~|`{1,3}|\\(?=[!-/:-@[-`{-~])/g

/** Markdown as its reader sees it: jo\_doe@**example**.com is one address. */
export function readMarkdown(text: string): Reading {
  return { view: MappedText.of(text).replace(MARKS, () => '') }
}
