import { NlpError } from '../errors.js'
import { applyOperators, type RedactedEntity } from './apply.js'
import { detectEntities } from './detect.js'
import type { Format } from './format.js'
import { readFormat } from './formats/read-format.js'
import { allowList, type DeniedValue, denyRecognizer } from './lists.js'
import { assertOperators, type Operators } from './operators/operator.js'
import type { Entity, Recognizer } from './recognizer.js'
import { type Locale, localePacks, patternRecognizers } from './recognizers/index.js'
import { minScoreOf, type Strictness } from './strictness.js'
import { Vault } from './vault.js'

export interface RedactorOptions {
  /** What looks for values. @default patternRecognizers */
  recognizers?: readonly Recognizer[] | undefined
  /** Countries whose identifiers are looked for, as ISO codes; their packs load on first use. @default ['us'] */
  locales?: readonly (Locale | Uppercase<Locale>)[] | 'all' | undefined
  /** Finds names and addresses: see `createNameRecognizer`. @default none */
  model?: Recognizer | undefined
  /** @default 'balanced' */
  strictness?: Strictness | undefined
  /** Only these types are looked for. @default all */
  types?: readonly string[] | undefined
  /** Values that are never hidden: whole values in any case, or patterns of whole values. @default [] */
  allow?: readonly (string | RegExp)[] | undefined
  /** Values that are always hidden. @default [] */
  deny?: readonly (string | DeniedValue)[] | undefined
  /** What is done with each type of value. @default placeholders for all */
  operators?: Operators | undefined
}

export interface DetectOptions {
  signal?: AbortSignal | undefined
  /** How the text is written. @default 'text' */
  format?: Format | undefined
  /** Also reads the attributes of HTML that can hold personal data; comments and scripts are always read. @default true */
  attributes?: boolean | undefined
  /** Words that would stand before the text if it were not alone: the title of its field. @default none */
  context?: string | undefined
  /** The conversation's vault: each value in it is looked for too, whatever the recognizers say. @default a new one */
  vault?: Vault | undefined
}

export interface RedactOptions extends DetectOptions {
  /** What to hide instead of what `detect` finds. @default what `detect` finds */
  entities?: readonly Entity[] | undefined
  /**
   * What placeholders in the text are: 'escape' takes them for the user's own words, which come back as they were;
   * 'keep' leaves them, for text that was redacted with this vault before. @default 'escape'
   */
  existing?: 'escape' | 'keep' | undefined
}

export interface Redaction {
  readonly text: string
  readonly entities: readonly RedactedEntity[]
  readonly vault: Vault
}

export interface Redactor {
  /** What would be hidden, as disjoint spans of the text in order. */
  detect(text: string, options?: DetectOptions): Promise<Entity[]>
  detect(texts: readonly string[], options?: DetectOptions): Promise<Entity[][]>
  /** The text with its values replaced; `restore` turns the answer to it back. */
  redact(text: string, options?: RedactOptions): Promise<Redaction>
  /** Several texts of one conversation, with one vault. */
  redact(texts: readonly string[], options?: RedactOptions): Promise<Redaction[]>
}

/**
 * Finds personal data in text and replaces it, reversibly by default. It owns nothing and needs no closing.
 *
 * @example
 * const redactor = createRedactor({ locales: ['us', 'de'], operators: { CREDIT_CARD: { type: 'mask', keepLast: 4 } } })
 * const redaction = await redactor.redact('Card 4111 1111 1111 1111, mail jo@example.com')
 * redaction.text // 'Card •••• •••• •••• 1111, mail [EMAIL_1]'
 * restore('I wrote to [EMAIL_1].', redaction) // 'I wrote to jo@example.com.'
 */
export function createRedactor({
  recognizers = patternRecognizers,
  locales = ['us'],
  model,
  strictness = 'balanced',
  types,
  allow = [],
  deny = [],
  operators = {},
}: RedactorOptions = {}): Redactor {
  if (!Object.hasOwn(minScoreOf, strictness)) {
    throw new TypeError(`\`strictness\` must be relaxed, balanced or strict, got ${String(strictness)}`)
  }
  const wanted = (locales === 'all' ? Object.keys(localePacks) : locales).map(localeOf)
  assertOperators(operators)
  const denied = deny.length > 0 ? [denyRecognizer(deny)] : []
  const isAllowed = allowList(allow)

  let loading: Promise<Recognizers> | undefined
  const load = (): Promise<Recognizers> => {
    loading ??= loadPacks(wanted)
      .then((packs) => inStages(ofTypes([...denied, ...recognizers, ...packs, ...(model ? [model] : [])], types)))
      .catch((error: unknown) => {
        // The next call may try again: packs are files, and files may fail to arrive.
        loading = undefined
        throw error
      })
    return loading
  }

  const detectOne = async (text: string, options: DetectOptions): Promise<Entity[]> => {
    const { format = 'text', signal, context, attributes, vault } = options
    assertText(text)
    vault?.assertAlive()
    signal?.throwIfAborted()
    const reading = await readFormat(text, format, { attributes })
    const { rules, models } = await load()
    const wantedTypes = types && new Set(types)
    return detectEntities(text, reading, {
      rules,
      models,
      strictness,
      types: wantedTypes,
      isAllowed,
      signal,
      context,
      vault,
    })
  }

  const redactOne = async (text: string, options: RedactOptions, vault: Vault): Promise<Redaction> => {
    const { format = 'text', attributes, existing = 'escape', signal } = options
    assertText(text)
    vault.assertAlive()
    const entities = options.entities
      ? ordered(options.entities, text.length)
      : await detectOne(text, { ...options, vault })
    signal?.throwIfAborted()
    const { ranges } = await readFormat(text, format, { attributes })
    const settings = { vault, operators, recognizers: (await load()).all, format, ranges, existing }
    return { ...(await applyOperators(text, entities, settings)), vault }
  }

  function detect(text: string, options?: DetectOptions): Promise<Entity[]>
  function detect(texts: readonly string[], options?: DetectOptions): Promise<Entity[][]>
  async function detect(
    input: string | readonly string[],
    options: DetectOptions = {},
  ): Promise<Entity[] | Entity[][]> {
    return Array.isArray(input)
      ? inOrder(input, (text) => detectOne(text, options))
      : detectOne(input as string, options)
  }

  function redact(text: string, options?: RedactOptions): Promise<Redaction>
  function redact(texts: readonly string[], options?: RedactOptions): Promise<Redaction[]>
  async function redact(
    input: string | readonly string[],
    options: RedactOptions = {},
  ): Promise<Redaction | Redaction[]> {
    const vault = options.vault ?? new Vault()
    return Array.isArray(input)
      ? inOrder(input, (text) => redactOne(text, options, vault))
      : redactOne(input as string, options, vault)
  }

  return { detect, redact }
}

function localeOf(country: string): Locale {
  const locale = country.toLowerCase()
  if (!Object.hasOwn(localePacks, locale)) throw new RangeError(`\`locales\` has no pack for ${locale}`)
  return locale as Locale
}

async function loadPacks(locales: readonly Locale[]): Promise<readonly Recognizer[]> {
  try {
    return (await Promise.all(locales.map((locale) => localePacks[locale]()))).flat()
  } catch (cause) {
    throw new NlpError('model-download', 'The recognizers of a country could not be loaded: is the network there?', {
      cause,
      retryable: true,
    })
  }
}

interface Recognizers {
  readonly all: readonly Recognizer[]
  readonly rules: readonly Recognizer[]
  readonly models: readonly Recognizer[]
}

/** Told apart once: with all countries there are hundreds, and a short text takes less time than a look at each. */
function inStages(all: readonly Recognizer[]): Recognizers {
  const isModel = ({ stage }: Recognizer) => stage === 'model'
  return { all, rules: all.filter((recognizer) => !isModel(recognizer)), models: all.filter(isModel) }
}

function ofTypes(all: readonly Recognizer[], types: readonly string[] | undefined): readonly Recognizer[] {
  if (!types) return all
  for (const type of types) {
    // Asking for a type that nobody finds would quietly hide nothing.
    if (!all.some((recognizer) => recognizer.types.includes(type))) {
      throw new RangeError(`\`types\` holds ${type}, which no recognizer of this redactor finds`)
    }
  }
  return all.filter((recognizer) => recognizer.types.some((type) => types.includes(type)))
}

/** One after the other: numbers follow the order of the texts. */
async function inOrder<T>(texts: readonly string[], work: (text: string) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  for (const text of texts) results.push(await work(text))
  return results
}

function assertText(text: unknown): asserts text is string {
  if (typeof text !== 'string')
    throw new TypeError(`\`text\` must be a string, got ${text === null ? 'null' : typeof text}`)
}

/** Entities of the caller, in order; overlapping ones would hide a text twice. */
function ordered(entities: readonly Entity[], length: number): Entity[] {
  const sorted = [...entities].sort((a, b) => a.start - b.start)
  let end = 0
  for (const entity of sorted) {
    if (!(entity.start >= end && entity.end > entity.start && entity.end <= length)) {
      throw new RangeError(`\`entities\` must be disjoint spans of the text, got ${entity.start} to ${entity.end}`)
    }
    end = entity.end
  }
  return sorted
}
