import { patternRecognizer } from '../parts/pattern-recognizer.js'
import { eastAsianDate, numericDate, wordyDate } from './dates.js'

const timestamp =
  '(?:1[89]|20)\\d\\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])[T ][0-2]\\d:[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,9})?)?(?:Z|[+-][0-2]\\d:?[0-5]\\d)?'
const partial = '(?:0?[1-9]|1[0-2])/(?:\\d{4}|[0-3]?\\d)'

/**
 * Any date. A date alone tells little about a person, and a text without its dates is mostly useless. These findings
 * therefore have a low score and are reported only under 'strict'.
 */
export const date = Object.entries({
  timestamp,
  'date-numeric': numericDate,
  'date-words': wordyDate,
  'date-east-asian': eastAsianDate,
  'date-partial': partial,
}).map(([name, source]) =>
  patternRecognizer({
    name,
    type: 'DATE',
    pattern: new RegExp(`(?<![\\w./]|\\w-)${source}(?![\\w]|[-/.]\\d)`, 'giu'),
    score: 0.3,
    tier: 'context',
  }),
)
