import type { Entity, Recognizer } from '../../findings/recognizer.js'
import { isWrittenDate } from '../parts/calendar.js'
import { candidateStarts } from '../parts/candidate-starts.js'
import { digitsOf } from '../parts/checksums.js'
import { labelMatcher } from '../parts/label-before.js'
import { yearRange } from '../parts/number-labels.js'
import { identityLabels } from './identity-labels.js'

// A group after a space has digits, or one or two capitals. A word of the sentence therefore does not match.
const number =
  /[A-Za-z\d]{1,20}(?:[-/.][A-Za-z\d]{1,20}| ?[-/] ?\d{1,14}(?!\p{L})| (?:\d{1,14}|[A-Z]{1,2}|\d{1,6}[A-Z])(?![\p{L}\d])){0,7}(?:\([A-Z\d]\))?(?![\p{L}\d]|[-./:]\d)/uy

/** The least number of digits before the next letter. */
const LEAST_DIGITS = 4

const isNamed = labelMatcher(identityLabels, 4)

/**
 * Numbers of people, found by the name right before them, in the words of any country. Any shape counts, and no check
 * digit is tested: a number with a typing error is as personal as a correct one.
 */
export const labelledIdentity: Recognizer = {
  name: 'labelled-identity',
  types: ['ID_NUMBER'],
  recognize(text, run) {
    const found: Entity[] = []
    let end = 0
    const { at, digits } = candidateStarts(text, run).either
    for (let index = 0; index < at.length; index++) {
      const start = at[index]!
      if (start < end || digits[index]! < LEAST_DIGITS) continue
      if (!mayBegin(text, start) || !isNamed(text, start, run)) continue
      number.lastIndex = start
      const match = withoutCount(number.exec(text)?.[0], text, start)
      if (match === undefined || !isLong(match) || isWrittenDate(match) || yearRange.test(match)) continue
      end = start + match.length
      found.push({ type: 'ID_NUMBER', start, end, score: 0.6, tier: 'context', recognizer: 'labelled-identity' })
    }
    return found
  },
}

/** In "12345678909 2 times" the short number after the long one belongs to the words that follow, so it is cut off. */
function withoutCount(match: string | undefined, text: string, start: number): string | undefined {
  const [, first] = /^(\w{9,}) \d{1,4}$/.exec(match ?? '') ?? []
  return first !== undefined && /^ \p{L}/u.test(text.slice(start + match!.length, start + match!.length + 2))
    ? first
    : match
}

/** Whether a digit follows the first letters, as in AB-12. After a space it counts only behind capitals: QQ 12 34 56 C. */
function mayBegin(text: string, start: number): boolean {
  let index = start
  let capitals = true
  for (; index < start + 7; index++) {
    const code = text.charCodeAt(index)
    if (code >= 48 && code <= 57) return true
    if (code >= 97 && code <= 122) capitals = false
    else if (!(code >= 65 && code <= 90)) break
  }
  const isSpaced =
    text.charAt(index) === ' ' && capitals && index - start < 5 && !LABEL_ENDS.has(text.slice(start, index))
  return (isSpaced || text.charAt(index) === '-') && /\d/.test(text.charAt(index + 1))
}

const LABEL_ENDS = new Set(['NO', 'NR', 'IS', 'ID'])

function isLong(match: string): boolean {
  const digits = digitsOf(match).length
  return digits > 4 || (digits > 3 && match.length > 7)
}
