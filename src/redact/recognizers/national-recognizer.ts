import type { Entity, RecognizeOptions, Recognizer } from '../findings/recognizer.js'
import { minScoreOf } from '../shared/strictness.js'
import type { Locale } from './locale-packs.js'
import { nationalPhone } from './national-phone.js'
import { candidateStarts } from './parts/candidate-starts.js'
import { isRepeated } from './parts/checksums.js'
import type { Identifier } from './parts/identifier.js'
import { namedInText } from './parts/named-in-text.js'

/** A finding, with the place of its recognizer among all: where two are equally sure, the earlier recognizer decides. */
interface Found {
  readonly entity: Entity
  readonly order: number
}

interface Entry {
  readonly country: Locale
  readonly identifier: Identifier
  readonly order: number
}

const NONE: readonly Entity[] = []

/**
 * One recognizer for the numbers of many countries. It walks over the text once, for the places where a number may
 * begin. An identifier is tried only where it may be reported, and only at places with its first character and as many
 * digits, so a text without digits costs nothing.
 *
 * `reportedIn` gives the countries whose findings are all reported for a text, as the same set for the same countries.
 * All other countries report only a number that its check digits prove or that the word in front of it names: such a
 * shape alone does not prove a number of a country to which the text does not belong.
 */
export function nationalRecognizer(
  packs: readonly (readonly [country: Locale, identifiers: readonly Identifier[]])[],
  reportedIn: (text: string) => ReadonlySet<Locale>,
): Recognizer {
  let order = 0
  const entries: Entry[] = []
  const phones: { readonly country: Locale; readonly phone: Recognizer; readonly order: number }[] = []
  for (const [country, identifiers] of packs) {
    for (const identifier of identifiers) entries.push({ country, identifier, order: order++ })
    phones.push({ country, phone: nationalPhone(country), order: order++ })
  }
  const namedIn = namedInText(entries.map(({ identifier }) => identifier.evidence.words))

  /** How each identifier may be proven for a set of countries. A country of the set needs no proof. */
  const proofs = new WeakMap<ReadonlySet<Locale>, readonly Identifier['proof'][]>()
  function proofsFor(own: ReadonlySet<Locale>): readonly Identifier['proof'][] {
    const known = proofs.get(own)
    if (known !== undefined) return known
    const made = entries.map(({ country, identifier }) => (own.has(country) ? 'alone' : identifier.proof))
    proofs.set(own, made)
    return made
  }

  /** The identifiers that may give a finding which is reported. In most texts a word is missing that all others need. */
  function entriesFor(text: string, run: RecognizeOptions | undefined, own: ReadonlySet<Locale>): readonly Entry[] {
    const named = namedIn(run?.context === undefined ? text : `${run.context} ${text}`)
    const least = run?.strictness === undefined ? 0 : minScoreOf[run.strictness]
    const proofOf = proofsFor(own)
    const tried: Entry[] = []
    for (let index = 0; index < entries.length; index++) {
      const isNamed = named[index]!
      if (proofOf[index] !== 'alone' && !(isNamed && proofOf[index] === 'named')) continue
      const entry = entries[index]!
      const { evidence } = entry.identifier
      if ((isNamed ? evidence.named : evidence.bare) >= least) tried.push(entry)
    }
    return tried
  }

  function findIdentifiers(text: string, run: RecognizeOptions | undefined, own: ReadonlySet<Locale>): Found[] {
    const { at, digits, together } = candidateStarts(text, run).either
    const found: Found[] = []
    if (at.length === 0) return found
    const here: Entity[] = []
    for (const { country, identifier, order } of entriesFor(text, run, own)) {
      const { first, digits: least, mostDigits: most } = identifier.facts
      const isOwn = own.has(country)
      let end = 0
      for (let place = 0; place < at.length; place++) {
        const start = at[place]!
        const count = digits[place]!
        if (start < end || count < least || together[place]! > most) continue
        if (first !== 'either' && (first === 'letter') !== (count === Number.POSITIVE_INFINITY)) continue
        end = identifier.recognizeAt(text, start, run, here) || end
        const entity = here.pop()
        if (entity && (isOwn || isProven(entity, text))) found.push({ entity, order })
      }
    }
    return found
  }

  return {
    name: 'national',
    types: [...new Set(entries.flatMap(({ identifier }) => identifier.types).concat('PHONE'))],
    recognize(text, run) {
      if (!/\d/.test(text)) return NONE
      const own = reportedIn(text)
      const found = findIdentifiers(text, run, own)
      const waiting: Promise<void>[] = []
      for (const { country, phone, order } of phones) {
        if (!own.has(country)) continue
        const add = (entities: readonly Entity[]) => {
          for (const entity of entities) found.push({ entity, order })
        }
        const result = phone.recognize(text, run)
        // A promise for each country would cost more than its numbers, so a result without a promise stays so.
        if ('then' in result) waiting.push(result.then(add))
        else add(result)
      }
      return waiting.length === 0 ? inOrder(found) : Promise.all(waiting).then(() => inOrder(found))
    },
  }
}

function isProven({ tier, type, start, end }: Entity, text: string): boolean {
  if (type === 'ID_NUMBER') return true
  if (tier !== 'checksum' || LONE_DIGIT.test(text.slice(end, end + 3))) return false
  const value = text.slice(start, end)
  return !WORD_IN_FRONT.test(value) && !isSample(value.replace(/[ ./-]/g, ''))
}

/** A digit by itself behind a number is mostly its last digit: then the number is longer, and of another kind. */
const LONE_DIGIT = /^ \d(?!\d)/

/** Letters with a space behind them are mostly a word, as in "SSN 000123456". */
const WORD_IN_FRONT = /^[a-z]+ /i

/** Whether all digits are the same or count upwards, as in documents and tests. Such a number passes the check of some country. */
function isSample(value: string): boolean {
  return '01234567890123456789'.includes(value) || (/^\d+$/.test(value) && isRepeated(value))
}

function inOrder(found: readonly Found[]): readonly Entity[] {
  if (found.length === 0) return NONE
  // The sort is stable: findings of one recognizer stay in the order of the text.
  return [...found].sort((a, b) => a.order - b.order).map(({ entity }) => entity)
}
