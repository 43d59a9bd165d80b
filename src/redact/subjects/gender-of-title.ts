import type { Gender } from './persons.js'

const MALE = '(?:Mr|Sir|Lord|Herrn?|Monsieur|Señor|Senhor|Sr|Signor|Sig|Dhr|Heer|Hr|Pan)'
const FEMALE =
  '(?:Mrs|Ms|Miss|Madam|Lady|Frau|Fr|Mme|Mlle|Madame|Mademoiselle|Señora|Señorita|Sra|Srta|Senhora|Signora|Sig\\.ra|Mevr|Mevrouw|Mw|Pani)'
const BEFORE = `(?<![\\p{L}\\p{N}])`
const AFTER = `\\.?\\s{1,3}$`
const IS_MALE = new RegExp(BEFORE + MALE + AFTER, 'u')
const IS_FEMALE = new RegExp(BEFORE + FEMALE + AFTER, 'u')

/** The title of a couple's other half, before the word that joins both: "Mr." in "Mr. and Mrs. Lee". */
const OTHER_HALF = new RegExp(
  `${BEFORE}(?:${MALE}|${FEMALE})\\.?(?=\\s{1,3}(?:and|und|et|y|e|en|i|och|og|&)\\s{1,3}$)`,
  'u',
)

/** The gender that the title right before `start` shows. */
export function genderBefore(text: string, start: number): Gender | undefined {
  const before = text.slice(Math.max(0, start - 16), start)
  if (IS_FEMALE.test(before)) return 'female'
  return IS_MALE.test(before) ? 'male' : undefined
}

/** Where a couple's other half has a title and no name, before the title at `start`. */
export function otherHalfBefore(
  text: string,
  start: number,
): { readonly start: number; readonly end: number } | undefined {
  const from = Math.max(0, start - 24)
  const match = OTHER_HALF.exec(text.slice(from, start))
  return match ? { start: from + match.index, end: from + match.index + match[0].length } : undefined
}
