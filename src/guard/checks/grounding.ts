import { readCitations } from '../../answer/citations.js'
import { type Check, check, type Found } from './check.js'

/**
 * Finds parts of an answer that its passages do not hold. Without passages there is nothing to compare an answer with.
 */
export const grounding = (): Check =>
  check(({ text, passages }) => {
    if (passages.length === 0) return []
    return readCitations(text, passages).unsupported.map(
      ({ type, start, end }): Found => ({
        reason: `unsupported-${type}`,
        score: 1,
        span: sentenceAround(text, start, end),
        repair: '',
        label: '',
      }),
    )
  })

/** Without its number a sentence has another meaning, so the whole sentence is removed. */
function sentenceAround(text: string, start: number, end: number): { start: number; end: number } {
  const before = text.slice(0, start).search(/(?<=[.!?]["'”)]?\s)[^.!?\n]*$|(?<=\n)[^.!?\n]*$/)
  const after = /[.!?]["'”)]?(?:\s+(?:\[[\d, ]+\]\s*)?|$)|\n/.exec(text.slice(Math.max(start, end - 1)))
  return {
    start: Math.max(before, 0),
    end: after === null ? text.length : Math.max(start, end - 1) + after.index + after[0].length,
  }
}
