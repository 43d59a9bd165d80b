import { checkOptions, describe } from '../calls/check-options.js'
import { inOrder } from '../calls/in-order.js'
import { type EventFacts, observed } from '../calls/observed.js'
import { NlpError } from '../shared/errors.js'
import { applyOperators, type RedactedEntity } from './apply.js'
import { detectEntities } from './detect.js'
import type { Entity } from './findings/recognizer.js'
import { readFormat } from './formats/read-format.js'
import { allowList, denyRecognizer } from './lists.js'
import { type NoteFailure, recognizersOf } from './load-recognizers.js'
import { assertOperators } from './operators/operator.js'
import type { RedactionProblem } from './problem.js'
import { patternRecognizers } from './recognizers/index.js'
import {
  DETECT_OPTIONS,
  type DetectOptions,
  REDACT_OPTIONS,
  type RedactOptions,
  type RedactorOptions,
} from './redactor-options.js'
import { minScoreOf } from './shared/strictness.js'
import { checkVault, Vault } from './vault/vault.js'
import { loadFile } from './words/load-file.js'

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
  assertOperators(operators)
  const denied = deny.length > 0 ? [denyRecognizer(deny)] : []
  const isAllowed = allowList(allow)
  const { loadRules, loadStages } = recognizersOf(denied, { recognizers, locales, model, types })

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
    const { rules, models } = await loadStages(note)
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
    if (options.vault !== undefined) checkVault(options.vault)
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
    if (options.vault !== undefined) checkVault(options.vault)
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

/** The file loads with the first list, because most apps redact one text at a time. */
function loadRememberedTexts(): Promise<typeof import('./remembered-texts.js')> {
  return loadFile('the redaction of several texts', import('./remembered-texts.js'))
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
