import type { Entity, Recognizer } from '../../findings/recognizer.js'
import { contextMatcher } from '../parts/context.js'
import { matchesOf } from '../parts/matches.js'
import { overlapping } from '../parts/overlapping.js'
import { otherNumbers, phoneWords, yearRange } from '../parts/phone-words.js'
import { withContext } from '../parts/with-context.js'

interface Shape {
  readonly pattern: RegExp
  readonly score: number
  readonly digits: readonly [least: number, most: number]
}

const extension = '(?: ?(?:x|ext\\.?|extension) ?\\d{1,5})?'
// A full stop may come before the number, unless it belongs to another number or a word.
const before = '(?<![\\w+]|[\\w.]\\.|\\d[-/ ])'
const after = '(?![\\w]|[-.]\\d)'
// A bracket after a word opens arguments: f(0301234567), rgb(120 30 200 40).
const beforePlain = '(?<![\\w+]|[\\w.]\\.|\\w\\(|\\d[-/ ])'

// The strongest shape comes first: a later shape does not report a piece of text that an earlier one has.
const shapes: readonly Shape[] = [
  { pattern: shape('\\+ ?[1-9]\\d{0,13}(?:[ .()/-]{1,3}\\d{1,12}){0,6}', '(?<![\\w+])'), score: 0.9, digits: [7, 15] },
  // 8 (495) 123-45-67: people in Russia and its neighbours write national numbers like this.
  { pattern: shape('8[ -]?\\(\\d{3,5}\\)[ -]?\\d{1,3}(?:[ -]?\\d{2,3}){1,3}'), score: 0.7, digits: [11, 11] },
  { pattern: shape('00[1-9]\\d{0,2}(?:[ .()/-]{1,3}\\d{1,12}){1,8}'), score: 0.75, digits: [9, 17] },
  { pattern: shape('(?:1[ .-]?)?\\([2-9]\\d\\d\\)[ .-]?\\d{3}[ .-]?\\d{4}'), score: 0.85, digits: [10, 11] },
  { pattern: shape('(?:\\d{1,3}[.-])?(?:[2-9]\\d\\d|123)([.-])\\d{3}\\1\\d{4}'), score: 0.65, digits: [10, 13] },
  {
    pattern: shape('\\(0\\d{1,4}\\)(?:[ /.-]?\\d{2,8}){1,4}|0[ -]\\(\\d{2,4}\\)(?:[ /.-]?\\d{2,8}){1,4}'),
    score: 0.7,
    digits: [8, 13],
  },
  {
    pattern: shape('0[1-9]\\d{0,3}(?: [/-] |[ /.-])\\d{2,8}(?:[ /.-]\\d{2,8}){0,7}', beforePlain),
    score: 0.5,
    digits: [10, 12],
  },
  { pattern: shape('(?:\\(\\d{2,4}\\)|\\d{2,4})(?:[ .-]\\d{2,6}){1,8}', beforePlain), score: 0.2, digits: [7, 12] },
  { pattern: shape('\\d{7,13}', beforePlain), score: 0.2, digits: [7, 13] },
]
const weigh = contextMatcher(phoneWords, otherNumbers)
const dateLike = /^(?:19|20)\d\d-\d\d-\d\d|^\(?\d{1,4}([./-])\d{1,2}\1\d{1,4}$|^\d{1,2} \d{1,2} (?:19|20)\d\d$/

/** Telephone numbers by their written form. A form that other numbers share needs a word such as "call". */
export const phone: Recognizer = {
  name: 'phone',
  types: ['PHONE'],
  recognize(text, { context } = {}) {
    const found: Entity[] = []
    for (const {
      pattern,
      score,
      digits: [least, most],
    } of shapes) {
      const taken = overlapping(found)
      for (const { 0: match, index: start } of matchesOf(pattern, text)) {
        const value = match.startsWith('+') ? withinDigits(match, most) : match
        const end = start + value.length
        const digits = value.replace(/ ?(?:x|ext).*$/i, '').replace(/\D/g, '')
        if (
          digits.length < least ||
          digits.length > most ||
          dateLike.test(value) ||
          yearRange.test(value) ||
          taken(start, end)
        )
          continue
        const words = weigh(text, start, end, context)
        const weighed = withContext(score, words)
        if (weighed <= 0) continue
        found.push({
          type: 'PHONE',
          start,
          end,
          score: weighed,
          tier: score >= 0.7 || (score >= 0.5 && words > 0) ? 'pattern' : 'context',
          recognizer: 'phone',
        })
      }
    }
    return found
  },
}

function shape(source: string, left: string = before): RegExp {
  return new RegExp(`${left}(?:${source})${extension}${after}`, 'gi')
}

/** Drops groups from the end until the number has at most `most` digits. */
function withinDigits(match: string, most: number): string {
  let value = match
  while (value.replace(/ ?(?:x|ext).*$/i, '').replace(/\D/g, '').length > most && /\d[ .()/-]+\d+$/.test(value)) {
    value = value.replace(/[ .()/-]+\d+$/, '')
  }
  return value
}
