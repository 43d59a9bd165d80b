import { readCitations } from '../../answer/citations.js'
import { type Check, check, type Found } from './check.js'

/** Finds parts of an answer that its passages do not hold. Texts without passages have nothing to be compared with. */
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

/** A sentence without its number says something else, so the whole sentence goes. */
function sentenceAround(text: string, start: number, end: number): { start: number; end: number } {
  const before = text.slice(0, start).search(/(?<=[.!?]["'”)]?\s)[^.!?\n]*$|(?<=\n)[^.!?\n]*$/)
  const after = /[.!?]["'”)]?(?:\s+(?:\[[\d, ]+\]\s*)?|$)|\n/.exec(text.slice(Math.max(start, end - 1)))
  return {
    start: Math.max(before, 0),
    end: after === null ? text.length : Math.max(start, end - 1) + after.index + after[0].length,
  }
}
