import { contextMatcher } from '../context.js'
import type { Entity, Recognizer } from '../recognizer.js'
import { otherNumbers, phoneWords } from './phone-words.js'
import { withContext } from './with-context.js'

/** The parts of libphonenumber's metadata that are read here. */
interface Plan {
  readonly number: RegExp
  readonly lengths: ReadonlySet<number>
  /** What is dialled in front within the country: 0 in most, nothing in some. */
  readonly trunk: string
}

const candidates = /(?<![\w+(.]|\d[-/. ])\(?\d[\d ()./-]{4,18}\d(?![\w]|[-.]\d)/g
const dateLike = /^\d{1,4}([./-])\d{1,2}\1\d{1,4}$|^\d{1,2} \d{1,2} (?:19|20)\d\d$/
const weigh = contextMatcher(phoneWords, otherNumbers)

/** Numbers as they are dialled within one country, by its numbering plan. The plans load with the first candidate. */
export function nationalPhone(country: string): Recognizer {
  const name = `${country}-phone`
  let plan: Plan | undefined

  function recognizeWith({ number, lengths, trunk }: Plan, text: string, context: string | undefined): Entity[] {
    const found: Entity[] = []
    for (const { 0: match, index: start } of text.matchAll(candidates)) {
      const digits = match.replace(/\D/g, '')
      const dialled = trunk !== '' && digits.startsWith(trunk)
      const national = dialled ? digits.slice(trunk.length) : digits
      if (!lengths.has(national.length) || national.length < 7 || !number.test(national) || dateLike.test(match))
        continue
      const grouped = digits.length < match.length
      // Where a trunk prefix is the rule, a number without it is rather something else.
      const own = trunk === '0' && !dialled ? 0.3 : grouped ? 0.55 : trunk === '0' ? 0.45 : 0.35
      const score = withContext(own, weigh(text, start, start + match.length, context))
      if (score <= 0) continue
      found.push({
        type: 'PHONE',
        start,
        end: start + match.length,
        score,
        tier: own < 0.5 ? 'context' : 'pattern',
        recognizer: name,
      })
    }
    return found
  }

  return {
    name,
    types: ['PHONE'],
    recognize(text, { context } = {}) {
      if (plan) return recognizeWith(plan, text, context)
      candidates.lastIndex = 0
      if (!candidates.test(text)) return []
      return loadPlan(country).then((loaded) => {
        plan = loaded
        return recognizeWith(loaded, text, context)
      })
    },
  }
}

async function loadPlan(country: string): Promise<Plan> {
  const { default: metadata } = await import('libphonenumber-js/min/metadata')
  const [, , number, lengths, , trunk] =
    (metadata.countries as Readonly<Record<string, readonly unknown[]>>)[country.toUpperCase()] ?? []
  return {
    number: new RegExp(`^(?:${typeof number === 'string' ? number : '(?!)'})$`),
    lengths: new Set(Array.isArray(lengths) ? lengths : []),
    trunk: typeof trunk === 'string' ? trunk : '',
  }
}
