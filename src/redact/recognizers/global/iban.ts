import type { Entity, Recognizer } from '../../findings/recognizer.js'
import { mod97 } from '../parts/checksums.js'
import { matchesOf } from '../parts/matches.js'

/** The length of an IBAN by country, from the IBAN registry (ISO 13616). */
const lengths = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 ' +
    'HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 ' +
    'RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const),
)
const beginning = /(?<![A-Za-z\d])[A-Z]{2}\d\d(?=[ -]?\n?[A-Z\d])/gi
const character = /[A-Za-z\d]/

/** International bank account numbers (ISO 13616): the country's length and ISO 7064 MOD 97-10, in any grouping. */
export const iban: Recognizer = {
  name: 'iban',
  types: ['IBAN'],
  recognize(text) {
    const found: Entity[] = []
    for (const match of matchesOf(beginning, text)) {
      const length = lengths.get(match[0].slice(0, 2).toUpperCase())
      const end = length === undefined ? -1 : endOfCharacters(text, match.index, length)
      if (end < 0 || character.test(text.charAt(end))) continue
      const value = text.slice(match.index, end).replace(/[ \n-]/g, '')
      if (mod97(value.slice(4) + value.slice(0, 4)) !== 1) continue
      found.push({ type: 'IBAN', start: match.index, end, score: 1, tier: 'checksum', recognizer: 'iban' })
    }
    return found
  },
}

/** The end of `count` letters and digits with single spaces, hyphens or line ends between them; -1 where there are fewer. */
function endOfCharacters(text: string, start: number, count: number): number {
  let index = start
  for (let seen = 0; seen < count; index++) {
    if (character.test(text.charAt(index))) seen++
    else if (!isSeparator(text, index)) return -1
  }
  return index
}

/** A line may end after a space or a hyphen: the check digits tell a wrapped number from two numbers. */
function isSeparator(text: string, index: number): boolean {
  const before = text.charAt(index - 1)
  if (text.charAt(index) === '\n') return /[A-Za-z\d -]/.test(before)
  return /[ -]/.test(text.charAt(index)) && character.test(before)
}
