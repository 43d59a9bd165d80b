import type { Entity } from '../findings/recognizer.js'
import { letterCase } from '../spelling/letter-case.js'
import { everydayWords } from '../words/everyday-words.js'
import { GERMAN_NOUN, isBehindArticle } from '../words/german-nouns.js'
import { loadedOnce } from '../words/loaded-once.js'
import { isErrorCode, isFieldLabel, isMedical, NO_NAME } from '../words/no-names.js'
import { isSaidOfOneself } from '../words/of-oneself.js'
import type { WordLanguage } from '../words/text-language.js'
import { isPersonal } from './personal-reference.js'

export interface KnownWords {
  /** Words that are mostly written small, and are no English name. */
  readonly common: ReadonlySet<string>
  /** Countries, regions and cities, in lower case. */
  readonly places: ReadonlySet<string>
  /** Words of the text's language that are no names, if the language is another one; else the common ones. */
  readonly everyday: ReadonlySet<string>
}

/** The lists load with the first text that a model reads: rules alone need none of them. */
export async function knownWords(language?: WordLanguage): Promise<KnownWords> {
  const [lists, everyday] = await Promise.all([commonLists(), language && everydayWords(language)])
  return { ...lists, everyday: everyday ?? lists.common }
}

const commonLists = loadedOnce(async (): Promise<Omit<KnownWords, 'everyday'>> => {
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
 * Scores of names after a second look at how they are written. A model reads the sentence and takes any strange word
 * for a name; what it cannot know is that the word is an everyday one, or how the text around it uses capitals. The
 * entities are disjoint and in order.
 */
export function weighNames(text: string, entities: readonly Entity[], known: KnownWords): Entity[] {
  const weighed = entities.map((entity) => {
    if (NAMES.has(entity.type) && isNoName(text, entity, known)) return doubted(entity)
    if (NAMES.has(entity.type)) return { ...entity, score: standing(entity.score + evidenceFor(text, entity, known)) }
    return isHollow(entity.type, text.slice(entity.start, entity.end), known) ? doubted(entity) : entity
  })
  return lendScores(text, weighed).map((entity, index, all) =>
    entity.type !== 'NRP' || isPersonal(text, all, index) ? entity : doubted(entity),
  )
}

/** Whether a stretch is known to be something else: the title of a field, a disease, a code, a noun, words of another language. */
function isNoName(text: string, { type, start, end }: Entity, known: KnownWords): boolean {
  const value = text.slice(start, end)
  const before = text.slice(Math.max(0, start - 24), start)
  const after = text.slice(end, end + 40)
  if (isFieldLabel(value, after) || isMedical(value, before, after) || isErrorCode(value, before)) return true
  if (type === 'PERSON' && (isSaidOfOneself(value, before) || isBehindArticle(value, before))) return true
  return known.everyday !== known.common && isForeignWords(value, known, /\p{Lu}\p{Ll}/u.test(text))
}

/** Whether each word is one of everyday language: the model learned to read English, and takes others for names. */
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

/** A weekday, a month alone or "floor 12" is nobody's day, and "street" nobody's address. */
function isHollow(type: string, value: string, { common }: KnownWords): boolean {
  const words = value.match(WORD) ?? []
  if (type === 'ADDRESS') return PART_OF_ADDRESS.test(value)
  if (type !== 'DATE' || /\d{4}|\d[./-]\d/.test(value)) return false
  // "12 May" has a day and a word that is none of the everyday ones.
  return !/\d/.test(value) || words.some((word) => word.length > 3 && common.has(word.toLowerCase()))
}

const PART_OF_ADDRESS =
  /^(?:street|road|avenue|lane|drive|square|address|apartment|apt|suite|unit|floor|building|house|box|zip|postcode|city|state|stra(?:ß|ss)e|platz|adresse|rue|calle|via|rua)$/i

// Found by logistic regression on text that the tagger was not trained on, labelled by a larger model; in units of its
// score. Only differences that held in chat, in articles and in made-up letters were kept.
const WEIGHT = {
  allCommon: -0.12,
  /** Of persons, on top. */
  commonPerson: -0.15,
  someCommon: -0.11,
  /** Small letters in a text that uses capitals. */
  lowerCase: -0.35,
  /** One word that begins a sentence, where anything has a capital. */
  firstWord: -0.08,
  short: -0.09,
  severalWords: 0.08,
  /** "iPhone", "McDonald" aside: capitals within a word are brands more often than people. */
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
  else if (words.length === 1 && beginsSentence(text, start)) sum += WEIGHT.firstWord
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

const WORD = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu

/** How the line around a finding uses capitals, as shares of its words. */
function surroundings(text: string, start: number, end: number) {
  // Cut out first: in a text of one line, a search for its ends would read all of it for every name.
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

/** The sums that are as sure as a score of 0.5 and of 0.75 says. */
const LIKELY = 0.62
const CERTAIN = 0.79
const LEAST = 0.3
const DOUBTED = 0.45

/** A sum of score and evidence as a score again. Never below what 'strict' reports: it hides all that the model names. */
function standing(sum: number): number {
  if (sum < LIKELY) return Math.max(LEAST, LEAST + ((0.5 - LEAST) * (sum - LEAST)) / (LIKELY - LEAST))
  if (sum < CERTAIN) return 0.5 + (0.25 * (sum - LIKELY)) / (CERTAIN - LIKELY)
  return Math.min(1, 0.75 + (0.25 * (sum - CERTAIN)) / (1 - CERTAIN))
}

/** Only 'strict' still reports it, however sure the model is of the type: what is in doubt is whether it tells anything. */
function doubted(entity: Entity): Entity {
  return { ...entity, score: Math.min(entity.score, DOUBTED) }
}

/** A name that one sentence makes certain is that name in the others too. */
function lendScores(text: string, entities: readonly Entity[]): Entity[] {
  const best = new Map<string, number>()
  const keyOf = ({ type, start, end }: Entity) => `${type} ${text.slice(start, end)}`
  for (const entity of entities) best.set(keyOf(entity), Math.max(entity.score, best.get(keyOf(entity)) ?? 0))
  return entities.map((entity) => (NAMES.has(entity.type) ? { ...entity, score: best.get(keyOf(entity))! } : entity))
}
