import { NlpError } from '../shared/errors.js'
import { overlapsOne } from './findings/first-ending-after.js'
import { joinAddresses } from './findings/join-address.js'
import { mergeEntities } from './findings/merge.js'
import type { Entity, RecognizeOptions, Recognizer } from './findings/recognizer.js'
import { decodeValue, type Format } from './formats/format.js'
import { clip, type Reading } from './formats/reading.js'
import { knownWords } from './names/name-evidence.js'
import { type NormalizedText, normalize } from './shared/normalize.js'
import { minScoreOf, type Strictness } from './shared/strictness.js'
import type { KnownValues } from './vault/known-values.js'
import { loadKnownValues } from './vault/load-known-values.js'
import type { Vault } from './vault/vault.js'

export interface DetectSettings {
  readonly rules: readonly Recognizer[]
  /** The models run after the rules and receive the findings of the rules. */
  readonly models: readonly Recognizer[]
  readonly strictness: Strictness
  /** Absent if all types are wanted. */
  readonly types: ReadonlySet<string> | undefined
  readonly isAllowed: (value: string) => boolean
  readonly signal: AbortSignal | undefined
  readonly context: string | undefined
  readonly format: Format
  /** The vault of the conversation: its values are searched for, whether or not a recognizer finds them. */
  readonly vault: Vault | undefined
  /** Called when a model fails. It throws unless the text may be processed without that model. */
  readonly onModelFailure: (recognizer: string, error: unknown) => void
}

/** How long recognizers run before the page gets a turn. */
const SLICE_MS = 12

/** Shorter texts finish so soon that reading the clock before each recognizer would not pay. */
const LONG_TEXT = 8192

/** Reads a text with every recognizer and returns disjoint entities in the source's own offsets. */
export async function detectEntities(source: string, reading: Reading, settings: DetectSettings): Promise<Entity[]> {
  const { rules, models, strictness, types, isAllowed, signal, context, format, vault, onModelFailure } = settings
  const minScore = minScoreOf[strictness]
  const normalized = normalize(reading.view.text, { strictness })
  const likely = (entity: Entity) =>
    entity.score >= minScore && !isAllowed(normalized.text.slice(entity.start, entity.end))

  const run = await runAll(normalized.text, rules, { signal, strictness, context })
  const byRules = run.filter(likely)
  const found = byRules.filter(({ tier }) => tier !== 'context' && tier !== 'model')
  const byModels: Entity[] = []
  for (const model of models) {
    try {
      byModels.push(...(await runAll(normalized.text, [model], { signal, strictness, context, found })))
    } catch (error) {
      onModelFailure(model.name, error)
    }
  }

  const known = vault ? await findKnown(normalized.text, vault) : []

  const candidates = [...byRules, ...byModels.filter(likely), ...known.filter(likely)]
    .flatMap((entity) => inSource(source, entity, normalized, reading))
    .concat(fromFields(source, reading, isAllowed))
    .filter((entity) => types === undefined || types.has(entity.type))
  const once = fillColumns(source, reading, mergeEntities(source, candidates))
  const told = once.filter(({ type, tier }) => tier === 'context' || type === 'SECRET')
  const again = (await findAgain(normalized.text, source, told, format))
    .filter(likely)
    .flatMap((entity) => inSource(source, entity, normalized, reading))
    .filter((entity) => !overlapsOne(told, entity))
  const merged = again.length === 0 ? once : mergeEntities(source, [...once, ...again])
  // Fields of a form or a table stay apart: there each part of an address has its own place.
  return reading.ranges ? merged : joinAddresses(source, merged)
}

/** Where the values of a vault are in a normalized text. */
export async function findKnown(text: string, vault: Vault): Promise<readonly Entity[]> {
  const known = await vault.known()
  return known ? findIn(text, known) : []
}

/**
 * Finds the other places of values that were found only by the words around them or the title of their field. No
 * recognizer finds the values there, because those places lack the words.
 */
async function findAgain(
  text: string,
  source: string,
  told: readonly Entity[],
  format: Format,
): Promise<readonly Entity[]> {
  if (told.length === 0) return []
  const { KnownValues } = await loadKnownValues()
  const known = new KnownValues()
  for (const { type, start, end, partOf } of told) {
    known.add(type, partOf ?? decodeValue(source.slice(start, end), format))
  }
  return findIn(text, known)
}

async function findIn(text: string, known: KnownValues): Promise<readonly Entity[]> {
  const common = known.hasWords ? (await knownWords()).common : undefined
  return known.find(text, (word) => common?.has(word) ?? false)
}

async function runAll(
  text: string,
  recognizers: readonly Recognizer[],
  options: RecognizeOptions,
): Promise<readonly Entity[]> {
  const all: Entity[] = []
  let sliceStart = performance.now()
  for (const recognizer of recognizers) {
    if (text.length > LONG_TEXT && performance.now() - sliceStart > SLICE_MS) {
      await new Promise((resolve) => setTimeout(resolve))
      sliceStart = performance.now()
    }
    options.signal?.throwIfAborted()
    const asked = ask(recognizer, text, options)
    const found = isReady(asked) ? asked : await asked
    for (const entity of found) all.push(entity)
  }
  return all
}

/** Awaits only promises: a turn of the microtask queue for each of 150 rules would cost more than the rules. */
function ask(
  recognizer: Recognizer,
  text: string,
  options: RecognizeOptions,
): readonly Entity[] | Promise<readonly Entity[]> {
  try {
    const found = recognizer.recognize(text, options)
    if (isReady(found)) return found.length === 0 ? found : checked(recognizer, found, text)
    return Promise.resolve(found)
      .then((entities) => checked(recognizer, entities, text))
      .catch((error: unknown) => fail(recognizer, error, options.signal))
  } catch (error) {
    return fail(recognizer, error, options.signal)
  }
}

function isReady<T>(value: readonly T[] | Promise<readonly T[]>): value is readonly T[] {
  return Array.isArray(value)
}

function checked(recognizer: Recognizer, found: readonly Entity[], text: string): readonly Entity[] {
  if (!Array.isArray(found)) throw failure(recognizer, 'returned no list of spans')
  for (const entity of found) {
    if (!isSpan(entity, text.length)) throw failure(recognizer, 'returned a span outside the text')
  }
  return found
}

/** A foreign error may quote the hidden value, so only the kind of error is passed on. */
function fail(recognizer: Recognizer, error: unknown, signal: AbortSignal | undefined): never {
  if (NlpError.is(error) || (signal?.aborted && error === signal.reason)) throw error
  throw failure(recognizer, `threw ${error instanceof Error ? error.name : typeof error}`)
}

function isSpan(entity: Entity | null, length: number): boolean {
  if (entity === null) return false
  const { start, end, score } = entity
  return Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end && end <= length && score >= 0
}

function failure(recognizer: Recognizer, what: string): NlpError {
  return new NlpError('invalid-output', `The recognizer ${recognizer.name} ${what}. Nothing was redacted.`, {
    details: { recognizer: recognizer.name },
  })
}

function inSource(
  source: string,
  entity: Entity,
  normalized: NormalizedText,
  { view, ranges }: Reading,
): readonly Entity[] {
  const inView = normalized.toOriginal(entity.start, entity.end)
  const span = view.toOriginal(inView.start, inView.end)
  if (!ranges && span.start === entity.start && span.end === entity.end) return [entity]
  const all = clip(span, ranges)
  // A title is hidden only where a rule found a value that lies wholly inside it.
  const parts = all.filter(({ label }) => !label || (entity.tier !== 'model' && all.length === 1))
  if (all.length < 2) return parts.map(({ start, end }) => ({ ...entity, start, end }))
  const partOf = entity.partOf ?? normalized.text.slice(entity.start, entity.end)
  // The space between two parts of a value, "<b>Ada</b> Lovelace", belongs to neither.
  return parts.flatMap(({ start, end }) => {
    const part = source.slice(start, end)
    const value = part.replace(EDGES, '')
    const from = start + (part.length - part.replace(LEADING, '').length)
    return value === '' ? [] : [{ ...entity, start: from, end: from + value.length, partOf }]
  })
}

const LEADING = /^(?:\s|&nbsp;|&#160;){1,99}/
const EDGES = /^(?:\s|&nbsp;|&#160;){1,99}|(?:\s|&nbsp;|&#160;){1,99}$/g

/** Finds values by the title of their field, so even a name is found without a model. */
function fromFields(source: string, { fields = [] }: Reading, isAllowed: (value: string) => boolean): Entity[] {
  return fields
    .filter(({ start, end }) => !isAllowed(source.slice(start, end)))
    .map((field) => ({ ...field, score: 0.8, tier: 'context', recognizer: 'field-title' }))
}

/** Where at least 60% of four or more cells in a column hold one type, the other cells get that type too, even if they look odd. */
function fillColumns(source: string, { columns = [] }: Reading, entities: Entity[]): Entity[] {
  const added: Entity[] = []
  const byStart = new Map(entities.map((entity) => [entity.start, entity]))
  for (const cells of columns) {
    const counts = new Map<string, number>()
    for (const { start, end } of cells) {
      const entity = byStart.get(start)
      if (entity?.end === end) counts.set(entity.type, (counts.get(entity.type) ?? 0) + 1)
    }
    const [type, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['', 0]
    if (cells.length < 4 || count < cells.length * 0.6) continue
    for (const { start, end } of cells) {
      if (/[\p{L}\p{N}]{2}/u.test(source.slice(start, end))) {
        added.push({ type, start, end, score: 0.6, tier: 'context', recognizer: 'column' })
      }
    }
  }
  return added.length === 0 ? entities : mergeEntities(source, [...entities, ...added])
}
