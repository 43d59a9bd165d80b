import type { Entity } from '../findings/recognizer.js'
import { letterCase } from '../spelling/letter-case.js'
import { everydayWords } from '../words/everyday-words.js'
import { GERMAN_NOUN, isBehindArticle } from '../words/german-nouns.js'
import { loadedOnce } from '../words/loaded-once.js'
import { isErrorCode, isFieldLabel, isMedical, isNamedAfter, NO_NAME } from '../words/no-names.js'
import { isSaidOfOneself } from '../words/of-oneself.js'
import type { WordLanguage } from '../words/text-language.js'
import { isPersonal } from './personal-reference.js'

export interface KnownWords {
  /** Words that are mostly written in small letters and are not English names. */
  readonly common: ReadonlySet<string>
  /** Countries, regions and cities, in lower case. */
  readonly places: ReadonlySet<string>
  /** Words of the text's language that are not names. For English or an unknown language they are the common words. */
  readonly everyday: ReadonlySet<string>
  readonly language: WordLanguage | undefined
}

/** The lists load with the first text that a model reads or in which known values are searched for. Rules alone need no list. */
export async function knownWords(language?: WordLanguage): Promise<KnownWords> {
  const [lists, words] = await Promise.all([commonLists(), language && everydayWords(language)])
  const everyday = words === undefined ? lists.common : language === 'hi' ? withEnglish(lists.common, words) : words
  return { ...lists, everyday, language }
}

let mixed: ReadonlySet<string> | undefined

/** People who write Hindi in Latin letters mix in English words. */
function withEnglish(common: ReadonlySet<string>, words: ReadonlySet<string>): ReadonlySet<string> {
  mixed ??= new Set([...common, ...words])
  return mixed
}

const commonLists = loadedOnce(async (): Promise<Omit<KnownWords, 'everyday' | 'language'>> => {
  const [{ commonWords }, { placeNames }] = await Promise.all([
    import('../words/common-words.js'),
    import('../words/place-names.js'),
  ])
  return {
    common: new Set(commonWords.split(/\s+/)),
    places: new Set(placeNames.toLowerCase().split(/\|\s*/)),
  }
})

const NAMES = new Set(['PERSON', 'ORGANIZATION', 'LOCATION'])

/**
 * Scores names again by the way they are written. A model reads the sentence and takes any strange word for a name. It cannot know
 * that the word is an everyday word, or how the text around it uses capitals. The entities are disjoint and in order.
 */
export function weighNames(text: string, entities: readonly Entity[], known: KnownWords): Entity[] {
  const weighed = entities.map((entity) => {
    if (NAMES.has(entity.type) && isNoName(text, entity, known)) return doubted(entity)
    if (NAMES.has(entity.type)) return { ...entity, score: standing(entity.score + evidenceFor(text, entity, known)) }
    return isHollow(text, entity, known) ? doubted(entity) : entity
  })
  return lendScores(text, weighed).map((entity, index, all) =>
    entity.type !== 'NRP' || isPersonal(text, all, index) ? entity : doubted(entity),
  )
}

/** Whether a stretch is known not to be a name: the title of a field, a disease, a code, a noun, words of another language. */
function isNoName(text: string, { type, start, end }: Entity, known: KnownWords): boolean {
  const value = text.slice(start, end)
  const before = text.slice(Math.max(0, start - 24), start)
  const after = text.slice(end, end + 40)
  if (isFieldLabel(value, after) || isMedical(value, before, after) || isErrorCode(value, before)) return true
  if (isCode(type, value) || isNamedAfter(value, after) || LAUGHTER.test(value)) return true
  if (type === 'PERSON' && (isSaidOfOneself(value, before) || isBehindArticle(value, before))) return true
  if (type === 'PERSON' && known.language === undefined && isOneOfMany(value, before, after)) return true
  if (type === 'PERSON' && known.language === 'nl' && isBehindDutchArticle(value, before)) return true
  return known.everyday !== known.common && isForeignWords(value, known, /\p{Lu}\p{Ll}/u.test(text))
}

/** Whether a Dutch stretch is a noun with its article: "de Grote Markt". A surname with "de" follows a given name. */
function isBehindDutchArticle(value: string, before: string): boolean {
  return /^(?:de|het|een) \p{Lu}/u.test(value) && !/\p{Lu}[\p{L}.'-]*\s$/u.test(before)
}

/** A syllable three times or more: "jajaja", "HAHAHA". */
const LAUGHTER = /^(\p{L}{2,3})\1{2,}/iu

/** Whether "a" or "an" comes before a single word, as in "saw a Bear" and "such a Karen". No person is one of many. */
function isOneOfMany(value: string, before: string, after: string): boolean {
  return /^\p{Lu}[\p{L}'’-]+$/u.test(value) && /(?<!\p{L})an? $/iu.test(before) && ENGLISH.test(before + after)
}

/** In Spanish and Italian "a" means "to", and a name follows: "dile a Juan". So an English word must be near. */
const ENGLISH =
  /(?<!\p{L})(?:the|and|of|was|is|you|it|that|with|for|this|have|had|got|not|my|we|from|to|are|he|she|like|such|into|about|saw|what)(?!\p{L})/iu

/** Whether each word is an everyday word of the text's language. The model learned English and takes foreign words for names. */
function isForeignWords(value: string, { everyday }: KnownWords, usesCapitals: boolean): boolean {
  const words = value.match(WORD) ?? []
  if (words.some((word) => NO_NAME.test(word))) return true
  return (
    words.length > 0 &&
    words.every((word) => {
      const lower = word.toLowerCase()
      return everyday.has(lower) || GERMAN_NOUN.test(lower) || (usesCapitals && words.length > 1 && word === lower)
    })
  )
}

/** Whether a stretch is a number or a code: "8080", or for a person "C3D4". Names of persons may end in digits in chats. */
function isCode(type: string, value: string): boolean {
  return !/\p{L}/u.test(value) || (type === 'PERSON' && /\d/.test(value) && !/^[^\d\s].*\p{Ll}/u.test(value))
}

/** Whether a date or an address identifies no person: a weekday, a month alone, the time of a log, "floor 12", or the word "street". */
function isHollow(text: string, { type, start, end }: Entity, { common }: KnownWords): boolean {
  const value = text.slice(start, end)
  const words = value.match(WORD) ?? []
  if (type === 'ADDRESS') {
    return PART_OF_ADDRESS.test(value) || MEASURE.test(value) || isFieldLabel(value, text.slice(end, end + 40))
  }
  if (type === 'POSTAL_CODE') {
    return /^[.,]\d/.test(text.slice(end, end + 2)) || NUMBERED.test(text.slice(Math.max(0, start - 10), start))
  }
  if (type !== 'DATE') return false
  if (isLogTime(text, start) || VERSION.test(text.slice(Math.max(0, start - 10), start))) return true
  if (/^\d{4}$/.test(value) && !/^(?:1[89]|20)/.test(value)) return true
  if (/\d{4}|\d[./-]\d/.test(value)) return false
  // "12 May" has a number and no everyday word of more than three letters, so it may be somebody's day.
  return !/\d/.test(value) || words.some((word) => word.length > 3 && common.has(word.toLowerCase()))
}

/** Whether a program wrote the time: with a T, or at the start of a line. "Date: 2024-05-03 12:13:14" may be the day of a person. */
function isLogTime(text: string, start: number): boolean {
  const [, separator] = TO_THE_SECOND.exec(text.slice(start, start + 20)) ?? []
  if (separator !== ' ') return separator === 'T'
  return /\n[[(]?$/.test(start < 2 ? `\n${text.slice(0, start)}` : text.slice(start - 2, start))
}

const TO_THE_SECOND = /^\d{4}-\d\d-\d\d([T ])\d\d:\d\d:\d\d/
/** Things that have numbers like postal codes. */
const NUMBERED = /(?<!\p{L})(?:port|pid|line|row|build|issue|ticket)[ :=#]{1,2}$/iu
const VERSION = /(?<!\p{L})(?:v|version|release|build) $/iu

const PART_OF_ADDRESS =
  /^(?:street|road|avenue|lane|drive|square|address|apartment|apt|suite|unit|floor|building|house|box|zip|postcode|city|state|stra(?:ß|ss)e|platz|adresse|rue|calle|via|rua)$/i
/** A measure of a patient: "BP 120" looks like a box of the French post. */
const MEASURE = /^(?:puls|pulse|hr|bp|rr|spo2|bmi) \d/i

// The weights come from a logistic regression on text that the tagger was not trained on, labelled by a larger model. They are in
// units of the tagger's score. Only effects that held in chat, in articles and in made-up letters were kept.
const WEIGHT = {
  allCommon: -0.12,
  /** Added for persons. */
  commonPerson: -0.15,
  someCommon: -0.11,
  /** Small letters in a text that uses capitals. */
  lowerCase: -0.35,
  /** One word that begins a sentence, where any word has a capital. */
  firstWord: -0.08,
  /** The same word, where "this", "you" or "so" follows: "Brah this is it". A name of which the model is sure still counts. */
  exclamation: -0.28,
  short: -0.09,
  severalWords: 0.08,
  /** A capital within a word, as in "iPhone", marks a brand more often than a person. "McDonald" and the like are excepted. */
  innerCapital: -0.13,
  stretched: -0.06,
  titleCase: 0.1,
  allCapitals: -0.06,
  place: 0.12,
  knownPlace: 0.2,
  companyEnding: 0.3,
} as const

const COMPANY_ENDING =
  /[\p{L}\p{N}&] ?,? (?:Inc|LLC|L\.L\.C|LLP|Ltd|Limited|PLC|plc|Corp|Corporation|Company|Co|GmbH|AG|KG|SE|SA|S\.A|SARL|SAS|BV|B\.V|NV|AB|A\/S|ASA|Oy|Oyj|SpA|S\.p\.A|Srl|S\.r\.l|s\.r\.o|a\.s|Sp\. z o\.o|Kft|Zrt|Lda|Ltda|Pty|Pvt|Group|Holdings?|Bank|University|Institute|Foundation|Association|Hospital|Airlines|Insurance)\.?$/u

function evidenceFor(text: string, { type, start, end }: Entity, { common, places }: KnownWords): number {
  const value = text.slice(start, end)
  const words = value.match(WORD) ?? []
  if (words.length === 0) return 0
  const around = surroundings(text, start, end)
  const everyday = words.filter((word) => common.has(word.toLowerCase())).length
  let sum = 0
  if (everyday === words.length) sum += WEIGHT.allCommon + (type === 'PERSON' ? WEIGHT.commonPerson : 0)
  else if (everyday > 0) sum += WEIGHT.someCommon
  else if (words.length === 1 && beginsSentence(text, start)) {
    sum += WEIGHT.firstWord + (EXCLAIMED.test(text.slice(end, end + 12)) ? WEIGHT.exclamation : 0)
  }
  if (words.every(isLower) && around.capitals >= 0.05) sum += WEIGHT.lowerCase
  if (value.length <= 3) sum += WEIGHT.short
  if (words.length > 1) sum += WEIGHT.severalWords
  if (words.some((word) => /\p{Ll}\p{Lu}/u.test(word) && !/^(?:Mc|Mac|De|Di|La|Le|Van|O)\p{Lu}\p{Ll}/u.test(word))) {
    sum += WEIGHT.innerCapital
  }
  if (/(\p{L})\1\1/iu.test(value)) sum += WEIGHT.stretched
  if (around.words > 4 && around.capitals > 0.6) sum += WEIGHT.titleCase
  if (around.allCapitals > 0.5) sum += WEIGHT.allCapitals
  if (type === 'LOCATION') sum += WEIGHT.place + (places.has(value.toLowerCase()) ? WEIGHT.knownPlace : 0)
  if (type === 'ORGANIZATION' && COMPANY_ENDING.test(value)) sum += WEIGHT.companyEnding
  return sum
}

/** A pronoun or an article right after a word. After the subject of a sentence a verb would follow. */
const EXCLAIMED =
  /^ (?:this|that|these|those|it|it['’]?s|its|so|i|i['’]?m|you|u|ur|your|he|she|we|they|my|his|her|our|what|why|how|when|where|if|because|the|an?)(?!\p{L})/iu

const WORD = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu

/** How the line around a finding uses capitals, as shares of its words. */
function surroundings(text: string, start: number, end: number) {
  // The text is cut first: in a text of one line, a search for the line's ends would read all of it for every name.
  const before = text.slice(Math.max(0, start - 200), start)
  const after = text.slice(start, end + 200)
  const line = before.slice(before.lastIndexOf('\n') + 1) + after.split('\n', 1)[0]!
  const { words, capitals, allCapitals } = letterCase(line)
  const share = (count: number) => (words < 4 ? 0.5 : count / words)
  return { words, capitals: share(capitals), allCapitals: share(allCapitals) }
}

function beginsSentence(text: string, start: number): boolean {
  return /(?:^|[.!?:"“”•*>\n])\s*$/u.test(text.slice(Math.max(0, start - 8), start))
}

function isLower(word: string): boolean {
  return word === word.toLowerCase() && word !== word.toUpperCase()
}

/** The sums that correspond to scores of 0.5 and 0.75. */
const LIKELY = 0.62
const CERTAIN = 0.79
const LEAST = 0.3
const DOUBTED = 0.45

/**
 * Turns a sum of score and evidence into a score. It never falls below the threshold of 'strict', which hides every name of the
 * model.
 */
function standing(sum: number): number {
  if (sum < LIKELY) return Math.max(LEAST, LEAST + ((0.5 - LEAST) * (sum - LEAST)) / (LIKELY - LEAST))
  if (sum < CERTAIN) return 0.5 + (0.25 * (sum - LIKELY)) / (CERTAIN - LIKELY)
  return Math.min(1, 0.75 + (0.25 * (sum - CERTAIN)) / (1 - CERTAIN))
}

/**
 * Lowers the score so that only 'strict' reports the entity. The model may be sure of the type, but not that the entity matters.
 */
function doubted(entity: Entity): Entity {
  return { ...entity, score: Math.min(entity.score, DOUBTED) }
}

/** A name that one sentence makes certain counts as certain in the other sentences too. */
function lendScores(text: string, entities: readonly Entity[]): Entity[] {
  const best = new Map<string, number>()
  const keyOf = ({ type, start, end }: Entity) => `${type} ${text.slice(start, end)}`
  for (const entity of entities) best.set(keyOf(entity), Math.max(entity.score, best.get(keyOf(entity)) ?? 0))
  return entities.map((entity) => (NAMES.has(entity.type) ? { ...entity, score: best.get(keyOf(entity))! } : entity))
}
