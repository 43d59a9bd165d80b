import { type Check, CheckFailure, check, type Found } from './check.js'
import type { GuardRedactor } from './detectors.js'

/** The types of a redactor that open doors. The rule `secrets` takes them, and the rule `pii` takes all others. */
const SECRETS: ReadonlySet<string> = new Set(['SECRET'])

/** The check `url` handles web addresses. */
const NOT_PERSONAL: readonly string[] = ['URL']

export interface PersonalDataSettings {
  readonly types?: readonly string[] | undefined
  readonly except?: readonly string[] | undefined
}

/** Finds personal data. */
export const personalData = (
  redactor: GuardRedactor,
  { types, except = NOT_PERSONAL }: PersonalDataSettings = {},
): Check =>
  values(redactor, 'personal-data', (type) =>
    types === undefined ? !SECRETS.has(type) && !except.includes(type) : types.includes(type),
  )

/** Finds passwords, keys and tokens. */
export const secrets = (redactor: GuardRedactor): Check => values(redactor, 'secret', (type) => SECRETS.has(type))

const values = (redactor: GuardRedactor, reason: Found['reason'], wanted: (type: string) => boolean): Check =>
  check(async ({ text, signal }) => {
    const entities = await detectOnce(redactor, text, signal)
    if (!Array.isArray(entities)) throw new CheckFailure('invalid-result')
    return entities.flatMap(({ type, start, end }): Found[] => {
      if (typeof type !== 'string') throw new CheckFailure('invalid-result')
      // A redactor reports what reached its own threshold, so its findings are not weighed again.
      return wanted(type) ? [{ reason, score: 1, span: { start, end }, label: `[${type}]`, repair: `[${type}]` }] : []
    })
  })

type Detected = ReturnType<GuardRedactor['detect']>

const last = new WeakMap<GuardRedactor, { readonly text: string; readonly entities: Detected }>()

/** A rule on personal data and a rule on secrets often read the same text, so the second rule reuses the findings. */
async function detectOnce(redactor: GuardRedactor, text: string, signal: AbortSignal): Detected {
  const known = last.get(redactor)
  if (known?.text === text) return known.entities
  const entities = await redactor.detect(text, { signal })
  last.set(redactor, { text, entities: Promise.resolve(entities) })
  return entities
}
