import type { Entity, RecognizeOptions, Recognizer } from '../findings/recognizer.js'
import { contextMatcher } from './parts/context.js'
import { matchesOf } from './parts/matches.js'
import { otherNumbers, phoneWords, yearRange } from './parts/phone-words.js'
import { remembered } from './parts/remembered.js'
import { withContext } from './parts/with-context.js'

/** The numbering plan of a country, from the metadata of libphonenumber. */
interface Plan {
  readonly number: RegExp
  readonly lengths: ReadonlySet<number>
  /** The trunk prefix that callers dial within the country: 0 in most countries, nothing in some. */
  readonly trunk: string
}

interface Candidate {
  readonly match: string
  readonly start: number
  readonly digits: string
}

const shape = /(?<![\w+]|\w[-/]|[\w.]\.|\d )(?:\(\d{1,5}\) ?)?\d(?:(?: [/-] |[ ./-])?\d){5,14}(?![\w]|[-.]\d)/g
const dateLike = /^(?:19|20)\d\d-\d\d-\d\d|^\d{1,4}([./-])\d{1,2}\1\d{1,4}$|^\d{1,2} \d{1,2} (?:19|20)\d\d$/
/** The grouping of numbers in North America. Ten digits in another grouping are probably no telephone number there. */
const threeThreeFour = /^(?:1[ .-]?)?(?:\(\d{3}\) ?\d{3}[ .-]?\d{4}|\d{3}([ .-]?)\d{3}\1\d{4})$/
const weigh = contextMatcher(phoneWords, otherNumbers)

/** Without a word of context, 1 234 567 and 12345.67 count as quantities and 02110-1301 as a ZIP code. */
const quantity = /^\d{1,3}(?: \d{3}){1,4}(?:\.\d{1,2})?$|^\d{1,3}(?:\.\d{3}){1,4}$|^\d+\.\d+$|^\d{5}-\d{4}$/
/** The same separator throughout. Only the separators after the trunk prefix and the area code may differ. */
const evenlyGrouped = /^(?:\(\d+\) ?|\d )?\d+(?:([ .-])\d+(?:\1\d+)*|(?: [/-] |[ /-])\d+(?:([ .-])\d+(?:\2\d+)*)?)?$/

/** The candidates of a text. All countries share them. */
const candidatesIn = remembered((text): readonly Candidate[] =>
  [...matchesOf(shape, text)]
    .map(({ 0: match, index: start }) => ({ match, start, digits: match.replace(/\D/g, '') }))
    .filter(
      ({ match, digits }) =>
        digits.length >= 7 &&
        digits.length <= 15 &&
        !dateLike.test(match) &&
        !yearRange.test(match) &&
        evenlyGrouped.test(match),
    ),
)

/** Finds numbers as people dial them within a country, by its numbering plan. The plan loads with the first candidate. */
export function nationalPhone(country: string): Recognizer {
  const name = `${country}-phone`
  let plan: Plan | undefined

  function recognizeWith(
    { number, lengths, trunk }: Plan,
    candidates: readonly Candidate[],
    text: string,
    run: RecognizeOptions | undefined,
  ): Entity[] {
    const found: Entity[] = []
    for (const { match, start, digits } of candidates) {
      const dialled = trunk !== '' && digits.startsWith(trunk)
      const national = dialled ? digits.slice(trunk.length) : digits
      if (national.length < 7 || !lengths.has(national.length) || !number.test(national)) continue
      const grouped = digits.length < match.length
      if (trunk === '1' ? grouped && !threeThreeFour.test(match) : !grouped && digits.length > 12) continue
      // In a country with the trunk prefix 0, a number without it is probably no telephone number, unless an area code
      // in brackets begins it. A number of full length with the prefix probably is one: quantities do not begin with 0.
      const odd = (trunk === '0' && !dialled && !match.startsWith('(')) || quantity.test(match)
      // In f(0301234567) and rgb(120 30 200) the bracket opens arguments. In tel(030 1234567) the word "tel" helps.
      const argument = text.charAt(start - 1) === '(' && /\w/.test(text.charAt(start - 2))
      const long = trunk === '0' && national.length > 8 && digits.length < 12
      const own = argument
        ? 0.2
        : odd
          ? 0.3
          : grouped
            ? trunk !== '' || national.length > 8
              ? 0.55
              : 0.35
            : long
              ? 0.5
              : 0.35
      const end = start + match.length
      const words = weigh(text, start, end, run?.context, run)
      const score = withContext(own, words)
      const tier = words > 0 && own >= 0.5 ? 'pattern' : 'context'
      if (score > 0) found.push({ type: 'PHONE', start, end, score, tier, recognizer: name })
    }
    return found
  }

  return {
    name,
    types: ['PHONE'],
    recognize(text, run) {
      const candidates = candidatesIn(text, run)
      if (candidates.length === 0) return []
      if (plan) return recognizeWith(plan, candidates, text, run)
      return loadPlan(country).then((loaded) => {
        plan = loaded
        return recognizeWith(loaded, candidates, text, run)
      })
    },
  }
}

async function loadPlan(country: string): Promise<Plan> {
  const { default: metadata } = await import('libphonenumber-js/min/metadata')
  const entry = (metadata.countries as Readonly<Record<string, readonly unknown[]>>)[country.toUpperCase()] ?? []
  const [, , general, lengths, , trunk] = entry
  // Countries that share a calling code have a pattern for each kind of number, which is stricter.
  const kinds = (Array.isArray(entry[11]) ? entry[11] : []).flatMap((kind: unknown) =>
    Array.isArray(kind) && typeof kind[0] === 'string' ? [kind[0]] : [],
  )
  const source = kinds.length > 0 ? kinds.join('|') : typeof general === 'string' ? general : '(?!)'
  return {
    number: new RegExp(`^(?:${source})$`),
    lengths: new Set(Array.isArray(lengths) ? lengths : []),
    trunk: typeof trunk === 'string' ? trunk : '',
  }
}
