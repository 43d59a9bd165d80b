import type { Entity, Recognizer } from '../../findings/recognizer.js'
import { matchesOf } from '../parts/matches.js'

/**
 * Legal forms of companies. Two letters that also name a state or a direction ("Reno, NV") prove nothing, so they are
 * not in the list.
 */
const LEGAL_FORM =
  /(?<![\p{L}\p{N}])(?:Inc|LLC|L\.L\.C|LLP|L\.P|Ltd|Limited(?! \p{Ll})|PLC|plc|Corp|Corporation|GmbH|KGaA|mbH|OHG|S\.A|S\.A\.S|SARL|S\.à r\.l|B\.V|N\.V|A\/S|ASA|Oyj?|S\.p\.A|S\.r\.l|s\.r\.o|a\.s|Sp\. z o\.o|Kft|Zrt|Ltda|Lda|Pty|Pvt|K\.K)(?![\p{L}\p{N}])\.?/gu

/** Kinds of organizations, at the end of a name. */
const KIND =
  /(?<![\p{L}\p{N}])(?:University|College|Hospital|Airlines|Airways|Foundation|Insurance|Holdings?|Technologies|Consulting|Solutions|Partners|Associates|Industries|Group|Universität|Universidad|Université|Università|Klinikum)(?![\p{L}\p{N}])/gu

/** Kinds of organizations at the beginning of a name, with the name behind them. */
const HEADED =
  /(?<![\p{L}\p{N}])(?:University|Bank|College|Institute|Universität|Universidad|Université|Università|Banco|Banque|Banca) (?:of (?:the )?|de (?:la )?|di |d['’]|do |zu )?\p{Lu}[\p{L}'’-]{2,24}(?: (?:and|&|y|et|e|und) \p{Lu}[\p{L}'’-]{2,24}| \p{Lu}[\p{L}'’-]{2,24}){0,2}/gu

/** The last capitalised word before a place, or a word that joins two of them. */
const WORDS_BEFORE = /(?:\p{Lu}[\p{L}\p{N}&'’.-]{0,30}|\d{1,3}[\p{L}]{0,3}|&|and(?= \p{Lu})|of(?= \p{Lu})),? ?$/u

/** A word with the period of a sentence. Initials and short forms such as "St." and "Bros." belong to a name. */
const ENDS_SENTENCE = /\p{Ll}{4}\. $/u

/** Words that begin a sentence or a request and not a name. */
const OPENING =
  /^(?:The|A|An|At|In|On|For|From|With|By|To|And|Or|But|Of|Our|Your|My|His|Her|Their|This|That|Dear|Hello|Hi|Contact|Call|Visit|See|When|If|I|We|Is|Was|Both) /

/** The most words of a company's name. */
const MOST_WORDS = 5

/** Companies by their legal form, other organizations by their kind: "Hayes & Morton Ltd.", "University of Leeds". */
export const organization: Recognizer = {
  name: 'organization',
  types: ['ORGANIZATION'],
  recognize(text) {
    const found: Entity[] = []
    const add = (start: number, end: number, score: number) => {
      found.push({ type: 'ORGANIZATION', start, end, score, tier: 'context', recognizer: 'organization' })
    }
    for (const { 0: form, index } of matchesOf(LEGAL_FORM, text)) {
      const start = nameStart(text, index)
      // A name may have two legal forms: Pty Ltd, Co. Limited.
      if (start < index && found.at(-1)?.end !== index - 1) add(start, index + form.length, 0.8)
      else if (found.length > 0 && found.at(-1)!.end === index - 1) {
        found[found.length - 1] = { ...found.at(-1)!, end: index + form.length }
      }
    }
    for (const { 0: kind, index } of matchesOf(KIND, text)) {
      const start = /,\s?$/.test(text.slice(Math.max(0, index - 2), index)) ? index : nameStart(text, index)
      if (start < index) add(start, index + kind.length, 0.6)
    }
    for (const { 0: name, index } of matchesOf(HEADED, text)) add(index, index + name.length, 0.6)
    return found
  },
}

/** The start of the capitalised words before `end`; `end` itself where there are none. */
function nameStart(text: string, end: number): number {
  let start = end
  for (let words = 0; words < MOST_WORDS; words += 1) {
    const word = WORDS_BEFORE.exec(text.slice(Math.max(0, start - 36), start))?.[0]
    if (word === undefined || (words === 0 && !/\p{L}{2}|\d/u.test(word))) break
    // A comma belongs to the name only right before the legal form: "Acme, Inc.", but not in "Lyon, Acme Inc."
    if (words > 0 && word.includes(',')) break
    if (ENDS_SENTENCE.test(word)) break
    start -= word.length
  }
  const name = text.slice(start, end)
  const opening = OPENING.exec(name)?.[0] ?? /^(?:(?:and|of|&),? )+/.exec(name)?.[0] ?? ''
  return start + opening.length
}
