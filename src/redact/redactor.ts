import { checkOptions, describe, type OptionKinds } from '../calls/check-options.js'
import { inOrder } from '../calls/in-order.js'
import { type EventFacts, observed } from '../calls/observed.js'
import { NlpError } from '../shared/errors.js'
import { applyOperators, type RedactedEntity } from './apply.js'
import { detectEntities } from './detect.js'
import type { Entity, Recognizer } from './findings/recognizer.js'
import type { Format } from './formats/format.js'
import { readFormat } from './formats/read-format.js'
import { allowList, type DeniedValue, denyRecognizer } from './lists.js'
import { assertOperators, type Operators } from './operators/operator.js'
import type { RedactionProblem } from './problem.js'
import { type Locale, localePacks, patternRecognizers } from './recognizers/index.js'
import { minScoreOf, type Strictness } from './shared/strictness.js'
import { Vault } from './vault/vault.js'
import { loadFile } from './words/load-file.js'
import { loadedOnce } from './words/loaded-once.js'

/** Settings of a redactor: the values to look for, and how to hide them. */
export interface RedactorOptions {
  /** The recognizers that look for values. @default patternRecognizers */
  recognizers?: readonly Recognizer[] | undefined
  /**
   * Countries whose identifiers are looked for, as ISO codes. 'auto' takes the countries of the page's languages and of the language
   * of each text. Of all other countries it takes the identifiers that check digits prove or that a name in front announces. A list
   * may hold 'auto' and countries whose identifiers are all taken.
   * @default 'auto'
   */
  locales?: readonly (Locale | Uppercase<Locale> | 'auto')[] | 'all' | 'auto' | undefined
  /**
   * Finds names and addresses. Pass the recognizer of `createNameRecognizer`, or a function that loads it. The function is called
   * with the first text, and again after a failure. @default none
   */
  model?: Recognizer | (() => Promise<Recognizer>) | undefined
  /**
   * The behaviour when the model fails or cannot be loaded: 'refuse' rejects with its error; 'rules' continues without the model
   * and reports the failure in `problems`. @default 'refuse'
   */
  withoutModel?: 'refuse' | 'rules' | undefined
  /** Called with each problem of a text, also during `detect`. */
  onProblem?: ((problem: RedactionProblem) => void) | undefined
  /** How readily doubtful text counts as personal data. @default 'balanced' */
  strictness?: Strictness | undefined
  /** Only these types are looked for. @default all */
  types?: readonly string[] | undefined
  /** Values that are never hidden: whole values in any case, or patterns of whole values. @default [] */
  allow?: readonly (string | RegExp)[] | undefined
  /** Values that are always hidden. @default [] */
  deny?: readonly (string | DeniedValue)[] | undefined
  /** The operator for each type of value. @default placeholders for all */
  operators?: Operators | undefined
}

/** How one call of `detect` runs. */
export interface DetectOptions {
  /** Aborts the work; the call rejects with exactly its reason. */
  signal?: AbortSignal | undefined
  /** How the text is written. @default 'text' */
  format?: Format | undefined
  /** Also reads the attributes of HTML that can hold personal data; comments and scripts are always read. @default true */
  attributes?: boolean | undefined
  /** Words that belong in front of the text, such as the title of its field. @default none */
  context?: string | undefined
  /** The conversation's vault. Its values are looked for too, whether or not a recognizer finds them. @default a new one */
  vault?: Vault | undefined
  /** The span that the call belongs to, for listeners of `tacet/observe`. @default none */
  trace?: object | undefined
}

/** How one call of `redact` runs. */
export interface RedactOptions extends DetectOptions {
  /** The entities to hide, instead of those that `detect` finds. @default what `detect` finds */
  entities?: readonly Entity[] | undefined
  /**
   * How placeholders in the text are read. 'escape' treats them as the user's own words, which come back unchanged. 'keep' leaves
   * them, for text that was redacted with this vault before. @default 'escape'
   */
  existing?: 'escape' | 'keep' | undefined
}

const DETECT_OPTIONS: OptionKinds<DetectOptions> = {
  signal: 'signal',
  format: 'any',
  attributes: 'boolean',
  context: 'string',
  vault: 'object',
  trace: 'object',
}

const REDACT_OPTIONS: OptionKinds<RedactOptions> = { ...DETECT_OPTIONS, entities: 'list', existing: 'any' }

/** A text that may leave the device, and the entities that were hidden in it. */
export interface Redaction {
  /** The text that may leave the device. */
  readonly text: string
  /** The hidden entities, in the order of the text. */
  readonly entities: readonly RedactedEntity[]
  /** The vault from which `restore` takes the values. */
  readonly vault: Vault
  /** Failures that did not stop the redaction. Not empty where the model failed and `withoutModel` is 'rules'. */
  readonly problems: readonly RedactionProblem[]
}

/** Hides personal data in texts. */
export interface Redactor {
  /** Finds the values that `redact` would hide, as disjoint spans in the order of the text. */
  detect(text: string, options?: DetectOptions): Promise<Entity[]>
  detect(texts: readonly string[], options?: DetectOptions): Promise<Entity[][]>
  /** Replaces the values of a text. `restore` puts them back into the answer to that text. */
  redact(text: string, options?: RedactOptions): Promise<Redaction>
  /** Redacts several texts of one conversation with one vault: a value that one text reveals is hidden in all of them. */
  redact(texts: readonly string[], options?: RedactOptions): Promise<Redaction[]>
}

/**
 * Creates a redactor. It finds personal data in text and replaces it, reversibly by default. A redactor needs no closing.
 *
 * @example
 * const redactor = createRedactor({ locales: ['us', 'de'], operators: { CREDIT_CARD: { type: 'mask', keepLast: 4 } } })
 * const redaction = await redactor.redact('Card 4111 1111 1111 1111, mail jo@example.com')
 * redaction.text // 'Card •••• •••• •••• 1111, mail [EMAIL_1]'
 * restore('I wrote to [EMAIL_1].', redaction) // 'I wrote to jo@example.com.'
 */
export function createRedactor(options: RedactorOptions = {}): Redactor {
  checkOptions('createRedactor', options, {
    recognizers: 'list',
    locales: 'any',
    model: 'object',
    withoutModel: 'any',
    onProblem: 'function',
    strictness: 'any',
    types: 'list',
    allow: 'list',
    deny: 'list',
    operators: 'object',
  })
  const { recognizers = patternRecognizers, locales = 'auto', model, strictness = 'balanced' } = options
  const { withoutModel = 'refuse', onProblem, types, allow = [], deny = [], operators = {} } = options
  if (!Object.hasOwn(minScoreOf, strictness)) {
    throw new TypeError(`\`strictness\` must be relaxed, balanced or strict, got ${String(strictness)}`)
  }
  if (withoutModel !== 'refuse' && withoutModel !== 'rules') {
    throw new TypeError(`\`withoutModel\` must be 'refuse' or 'rules', got ${String(withoutModel)}`)
  }
  if (model !== undefined && typeof model !== 'function' && typeof model?.recognize !== 'function') {
    throw new TypeError(`\`model\` must be a recognizer or a function that loads one, got ${describe(model)}`)
  }
  const named = locales === 'all' ? Object.keys(localePacks) : typeof locales === 'string' ? [locales] : locales
  const isAutomatic = named.includes('auto')
  const countries = named.filter((country) => country !== 'auto').map(localeOf)
  assertOperators(operators)
  const denied = deny.length > 0 ? [denyRecognizer(deny)] : []
  const isAllowed = allowList(allow)

  const loadRules = loadedOnce(async () => [...denied, ...recognizers, ...(await loadNational(countries, isAutomatic))])
  const loadModel = loadedOnce(async () => (typeof model === 'function' ? model() : model))

  /** Loads the recognizers for a text. The model may be missing only where the caller allows it. */
  const load = async (note: NoteFailure): Promise<Recognizers> => {
    const rules = await loadRules()
    let loaded: Recognizer | undefined
    try {
      loaded = await loadModel()
    } catch (error) {
      note('model', error)
      // The types of a missing model are unknown, so no type that the caller asks for is refused.
      return inStages(types ? rules.filter((rule) => isOfTypes(rule, types)) : rules)
    }
    if (model !== undefined) assertRecognizer(loaded)
    return stagesOf(rules, loaded)
  }
  let stages: { readonly model: Recognizer | undefined; readonly made: Recognizers } | undefined
  const stagesOf = (rules: readonly Recognizer[], loaded: Recognizer | undefined): Recognizers => {
    if (!stages || stages.model !== loaded) {
      stages = { model: loaded, made: inStages(ofTypes(loaded ? [...rules, loaded] : rules, types)) }
    }
    return stages.made
  }

  /** Records that a text is processed without the model, or throws where the caller does not allow that. */
  const noting =
    (problems: RedactionProblem[], signal: AbortSignal | undefined): NoteFailure =>
    (name, error) => {
      signal?.throwIfAborted()
      if (withoutModel === 'refuse') throw error
      const problem: RedactionProblem = { type: 'model-failed', recognizer: name, error: asNlpError(error) }
      problems.push(problem)
      onProblem?.(problem)
    }

  const detectOne = async (text: string, options: DetectOptions, problems: RedactionProblem[]): Promise<Entity[]> => {
    const { format = 'text', signal, context, attributes, vault } = options
    assertText(text)
    vault?.assertAlive()
    signal?.throwIfAborted()
    const reading = await readFormat(text, format, { attributes })
    const note = noting(problems, signal)
    const { rules, models } = await load(note)
    const wantedTypes = types && new Set(types)
    return detectEntities(text, reading, {
      rules,
      models,
      strictness,
      types: wantedTypes,
      isAllowed,
      signal,
      context,
      format,
      vault,
      onModelFailure: note,
    })
  }

  const redactOne = async (text: string, options: RedactOptions, vault: Vault): Promise<Redaction> => {
    const { format = 'text', attributes, existing = 'escape', signal } = options
    assertText(text)
    vault.assertAlive()
    const problems: RedactionProblem[] = []
    const entities = options.entities
      ? ordered(options.entities, text.length)
      : await detectOne(text, { ...options, vault }, problems)
    signal?.throwIfAborted()
    const { ranges } = await readFormat(text, format, { attributes })
    const settings = { vault, operators, recognizers: await loadRules(), format, ranges, existing }
    return { ...(await applyOperators(text, entities, settings)), vault, problems }
  }

  function detect(text: string, options?: DetectOptions): Promise<Entity[]>
  function detect(texts: readonly string[], options?: DetectOptions): Promise<Entity[][]>
  async function detect(
    input: string | readonly string[],
    options: DetectOptions = {},
  ): Promise<Entity[] | Entity[][]> {
    checkOptions('detect', options, DETECT_OPTIONS)
    return Array.isArray(input)
      ? inOrder(input, (text) => detectOne(text, options, []))
      : detectOne(input as string, options, [])
  }

  function redact(text: string, options?: RedactOptions): Promise<Redaction>
  function redact(texts: readonly string[], options?: RedactOptions): Promise<Redaction[]>
  async function redact(
    input: string | readonly string[],
    options: RedactOptions = {},
  ): Promise<Redaction | Redaction[]> {
    checkOptions('redact', options, REDACT_OPTIONS)
    const { signal, trace } = options
    return observed(
      { of: 'redact', signal, trace },
      () => redactAll(input, options),
      (made) => summaryOf(input, made),
    )
  }

  async function redactAll(
    input: string | readonly string[],
    options: RedactOptions,
  ): Promise<Redaction | Redaction[]> {
    const vault = options.vault ?? new Vault()
    if (!Array.isArray(input)) return redactOne(input as string, options, vault)
    const { format = 'text' } = options
    const { RememberedTexts } = await loadRememberedTexts()
    const texts = new RememberedTexts<Redaction>(vault)
    const redactEach = (text: string) => texts.redact(text, format, () => redactOne(text, options, vault))
    return texts.settle(() => inOrder(input, redactEach))
  }

  return { detect, redact }
}

/** A redaction in counts, for events. */
function summaryOf(input: string | readonly string[], made: Redaction | readonly Redaction[]): EventFacts {
  const texts = [input].flat()
  const all = [made].flat() as readonly Redaction[]
  const entities: Record<string, number> = {}
  for (const { type } of all.flatMap((each) => each.entities)) entities[type] = (entities[type] ?? 0) + 1
  return {
    type: 'redact',
    texts: texts.length,
    characters: texts.reduce((sum, text) => sum + text.length, 0),
    entities,
    problems: all.flatMap(({ problems }) => problems).length,
  }
}

function localeOf(country: string): Locale {
  const locale = country.toLowerCase()
  if (!Object.hasOwn(localePacks, locale)) throw new RangeError(`\`locales\` has no pack for ${locale}`)
  return locale as Locale
}

async function loadNational(countries: readonly Locale[], isAutomatic: boolean): Promise<readonly Recognizer[]> {
  if (countries.length === 0 && !isAutomatic) return []
  try {
    const packs = await import('./recognizers/automatic-packs.js')
    return [isAutomatic ? await packs.loadAutomaticPacks(countries) : await packs.loadPacks(countries)]
  } catch (cause) {
    throw new NlpError(
      'model-download',
      'The recognizers of the countries could not be loaded: is the network there?',
      {
        cause,
        retryable: true,
      },
    )
  }
}

/** The file loads with the first list, because most apps redact one text at a time. */
function loadRememberedTexts(): Promise<typeof import('./remembered-texts.js')> {
  return loadFile('the redaction of several texts', import('./remembered-texts.js'))
}

/** Throws the error unless the text may be processed without this recognizer. */
type NoteFailure = (recognizer: string, error: unknown) => void

interface Recognizers {
  readonly rules: readonly Recognizer[]
  readonly models: readonly Recognizer[]
}

/**
 * The split is made once: with all countries there are hundreds of recognizers, and a look at each takes longer than a short text.
 */
function inStages(all: readonly Recognizer[]): Recognizers {
  const isModel = ({ stage }: Recognizer) => stage === 'model'
  return { rules: all.filter((recognizer) => !isModel(recognizer)), models: all.filter(isModel) }
}

function ofTypes(all: readonly Recognizer[], types: readonly string[] | undefined): readonly Recognizer[] {
  if (!types) return all
  for (const type of types) {
    // A type that no recognizer finds would hide nothing, and the caller would not notice.
    if (!all.some((recognizer) => recognizer.types.includes(type))) {
      throw new RangeError(`\`types\` holds ${type}, which no recognizer of this redactor finds`)
    }
  }
  return all.filter((recognizer) => isOfTypes(recognizer, types))
}

function isOfTypes(recognizer: Recognizer, types: readonly string[]): boolean {
  return recognizer.types.some((type) => types.includes(type))
}

function assertRecognizer(value: unknown): void {
  if (typeof (value as Recognizer | undefined)?.recognize === 'function') return
  throw new TypeError(`\`model\` must load a recognizer, got ${describe(value)}`)
}

function asNlpError(cause: unknown): NlpError {
  return NlpError.is(cause)
    ? cause
    : new NlpError(
        'unsupported',
        'The model of the redactor could not be loaded. The cause says why; the next call loads it again.',
        { cause },
      )
}

function assertText(text: unknown): asserts text is string {
  if (typeof text !== 'string') throw new TypeError(`\`text\` must be a string, got ${describe(text)}`)
}

/** Sorts the caller's entities. Overlapping entities are refused, because they would hide a text twice. */
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
