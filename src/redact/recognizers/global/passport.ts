import { identifier } from '../parts/identifier.js'
import { machineReadable } from '../parts/machine-readable.js'
import { patternRecognizer } from '../parts/pattern-recognizer.js'

// ICAO Doc 9303: in the lower line of a passport a check digit follows each field. The sign < counts as 0.
function lowerLine(match: string): boolean {
  const line = match.slice(-44).replaceAll('<', '0')
  return [line.slice(0, 10), line.slice(13, 20), line.slice(21, 28)].every((field) => machineReadable(field))
}

const passportWords = (
  'passport|passports|passport no|passport number|reisepass|passnummer|passeport|pasaporte|passaporto|passaporte|paspoort|passinumero|paszport|paszportu|cestovní pas|útlevél|pașaport|διαβατήριο|' +
  'паспорт|паспорта|загранпаспорт|pasaport|جواز السفر|جواز|דרכון|पासपोर्ट|护照|護照|パスポート|旅券|여권*|여권번호*|หนังสือเดินทาง|hộ chiếu|paspor|pasport|travel document'
).split('|')

/** Passports: the machine-readable lines by their check digits, and numbers next to the word for passport in 30 languages. */
export const passport = [
  patternRecognizer({
    name: 'passport-machine-readable',
    type: 'PASSPORT',
    pattern:
      /(?<![A-Z\d<])(?:P[A-Z<][A-Z]{3}[A-Z<]{39}\n?)?[A-Z\d<]{9}\d[A-Z<]{3}\d{6}\d[MFX<]\d{6}\d[A-Z\d<]{14}[\d<]\d(?![A-Z\d<])/g,
    validate: lowerLine,
    score: 0.95,
  }),
  identifier({
    name: 'passport',
    type: 'PASSPORT',
    pattern: /[A-Z]{1,3}\d{6,9}|\d{7,9}|\d{2}[A-Z]{2}\d{5}|[A-Z]\d{2}[A-Z]\d{5}/,
    evidence: 'label',
    context: passportWords,
  }),
]
