import { isDate, isShortDate } from '../parts/calendar.js'
import { isRepeated, luhn } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'
import { postalCode } from '../parts/postal-code.js'

// A coordination number, given to people who are not registered, adds 60 to the day.
function personalNumber(value: string): boolean {
  const digits = value.slice(-10)
  const day = Number(digits.slice(4, 6))
  const monthDay = [Number(digits.slice(2, 4)), day > 60 ? day - 60 : day] as const
  const dated =
    value.length === 12 ? isDate(+value.slice(0, 4), ...monthDay) : isShortDate(+digits.slice(0, 2), ...monthDay)
  return dated && luhn(digits)
}

export const recognizers = [
  identifier({
    name: 'se-personnummer',
    type: 'SE_PERSONNUMMER',
    pattern: /(?:18|19|20)?\d{6}[-+ ]?\d{4}/,
    check: personalNumber,
    evidence: 'strong',
    context: ['personnummer', 'pnr', 'samordningsnummer', 'personal identity'],
  }),
  identifier({
    name: 'se-organisation',
    type: 'SE_ORGANISATION',
    pattern: /(?:16)?\d\d[2-9]\d{3}-?\d{4}/,
    check: (value) => !isRepeated(value) && luhn(value.slice(-10)),
    evidence: 'fair',
    context: ['organisationsnummer', 'orgnr', 'orgnummer', 'org.nr', 'org nr', 'bolag', 'företag', 'company'],
  }),
  identifier({
    name: 'se-passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{2}\d{6}|\d{8}/,
    evidence: 'faint',
    context: ['pass', 'passnummer', 'passport'],
  }),
  postalCode('se', /[1-9]\d{2} ?\d{2}/, ['postnummer', 'postnr']),
]
