import type { Entity, Recognizer } from './findings/recognizer.js'
import { decodeValue, encodeValue, type Format } from './formats/format.js'
import { clip, type Range } from './formats/reading.js'
import { cipherOf, tokenOf } from './operators/digest.js'
import { generalize } from './operators/generalize.js'
import { mask } from './operators/mask.js'
import { type Operator, type Operators, operatorFor } from './operators/operator.js'
import { loadGenderOfName } from './subjects/gender-of-name.js'
import { genderBefore } from './subjects/gender-of-title.js'
import type { GenderOfName } from './subjects/persons.js'
import type { ValueHints } from './subjects/subjects.js'
import type { Match, MatchOptions } from './vault/matcher.js'
import type { Vault } from './vault/vault.js'
import type { EntryKind, VaultEntry, WrittenForm } from './vault/vault-entry.js'

/** An entity and its replacement. */
export interface RedactedEntity extends Entity {
  /** The operator that hid the value. */
  readonly operator: Operator['type']
  /** The text that replaces the value. */
  readonly replacement: string
  /** Where the replacement is in the redacted text. */
  readonly redactedStart: number
  /** Where the replacement ends in the redacted text. */
  readonly redactedEnd: number
}

export interface ApplyOptions {
  readonly vault: Vault
  readonly operators: Operators
  /** The recognizers that check whether a surrogate is valid. */
  readonly recognizers: readonly Recognizer[]
  readonly format: Format
  readonly ranges: readonly Range[] | undefined
  /**
   * How to read placeholders of the vault that the text already holds: 'keep' as replacements, 'escape' as the user's own words.
   */
  readonly existing: 'escape' | 'keep'
}

/** A stretch of the source and its replacement. */
interface Change {
  readonly entity: Entity
  readonly operator: Operator['type']
  readonly value: string
  readonly written: WrittenForm | undefined
  readonly hints: ValueHints
  /** Present for the name of a person. */
  readonly genderOf: GenderOfName | undefined
  readonly bare: boolean
  readonly text: string
  /** Present if the change is reversible. */
  readonly entry?: VaultEntry | undefined
}

/** Replaces disjoint, ordered entities. The vault gets no entry unless every entity could be drafted. */
export async function applyOperators(
  text: string,
  entities: readonly Entity[],
  options: ApplyOptions,
): Promise<{ text: string; entities: RedactedEntity[] }> {
  const drafts: Draft[] = []
  for (const entity of entities) drafts.push(await draft(text, entity, options))
  // The code from here on is synchronous, so two calls with one vault cannot interleave their numbers.
  for (const kept of keptParts(text, entities)) options.vault.reserve(kept)
  return settle(text, enterAll(drafts, options.vault), options)
}

/** Persons get their numbers first, and then the addresses that share a person's number, before another takes that number. */
function enterAll(drafts: readonly Draft[], vault: Vault): readonly Change[] {
  const isAddress = ({ entity }: Draft) => entity.type === 'EMAIL'
  if (!drafts.some(isAddress)) return drafts.map((draft) => enter(draft, vault))
  const changes: Change[] = []
  const enterEach = (isNext: (draft: Draft) => boolean) => {
    for (const [index, draft] of drafts.entries()) {
      if (changes[index] === undefined && isNext(draft)) changes[index] = enter(draft, vault)
    }
  }
  enterEach(({ entity }) => entity.type === 'PERSON')
  enterEach((draft) => isAddress(draft) && vault.isOfPerson('EMAIL', draft.value))
  enterEach(() => true)
  return changes
}

/**
 * The parts of the source that stay, each by itself. In "4EMAIL_1" a hidden "4" leaves "]EMAIL_1", which reads as a placeholder.
 */
function keptParts(text: string, entities: readonly Entity[]): string[] {
  const ends = [0, ...entities.map(({ end }) => end)]
  return ends.map((end, index) => text.slice(end, entities[index]?.start ?? text.length))
}

/** A change without its vault entry, which a reversible change gets later. */
interface Draft extends Omit<Change, 'entry'> {
  readonly kind?: EntryKind | undefined
}

async function draft(
  text: string,
  entity: Entity,
  { vault, operators, recognizers, format, ranges }: ApplyOptions,
): Promise<Draft> {
  const raw = text.slice(entity.start, entity.end)
  const value = decodeValue(raw, format)
  const bare = clip(entity, ranges).some((range) => range.bare)
  const written = encodeValue(value, format) === raw && !bare ? undefined : { format, raw }
  const operator = operatorFor(operators, entity.type)
  const hints = hintsOf(text, entity)
  const genderOf = entity.type === 'PERSON' ? await loadGenderOfName() : undefined
  const replaced = (kind: EntryKind | undefined, replacement: string): Draft => {
    return { entity, operator: operator.type, value, hints, genderOf, written, bare, kind, text: replacement }
  }
  const final = (replacement: string): Draft =>
    replaced(undefined, bare ? JSON.stringify(replacement) : encodeValue(replacement, format))
  switch (operator.type) {
    case 'placeholder':
      return replaced(bare ? 'number' : 'placeholder', '')
    case 'token':
      return replaced('token', await tokenOf(entity.type, value, operator.key))
    case 'encrypt':
      return replaced(
        'cipher',
        vault.find('cipher', entity.type, value, written)?.replacement ??
          (await cipherOf(entity.type, value, operator.key)),
      )
    case 'surrogate':
      return replaced(
        'surrogate',
        vault.find('surrogate', entity.type, value, written)?.replacement ??
          (await surrogate(text, entity.type, value, recognizers)),
      )
    case 'mask':
      return final(mask(value, operator))
    case 'replace':
      return final(typeof operator.with === 'string' ? operator.with : operator.with(value, entity))
    case 'remove':
      return final('')
    case 'generalize':
      return final(generalize(entity.type, value))
    case 'keep':
      return replaced(undefined, raw)
  }
}

/** A title in front of a name tells two people of the same name apart. */
function hintsOf(text: string, { type, start, end, partOf: whole }: Entity): ValueHints {
  const gender =
    type !== 'PERSON'
      ? undefined
      : (genderBefore(text, start) ?? (whole ? genderBefore(`${text.slice(start, end)} `, end - start + 1) : undefined))
  return { ...(whole === undefined ? {} : { whole }), ...(gender === undefined ? {} : { gender }) }
}

/**
 * The file loads on first use: most apps need no surrogates, and the lists of names are larger than all other
 * operators.
 */
async function surrogate(
  text: string,
  type: string,
  value: string,
  recognizers: readonly Recognizer[],
): Promise<string> {
  const { surrogateFor } = await import('./operators/surrogate.js')
  let replacement = await surrogateFor(type, value, recognizers)
  // `restore` would also turn the user's own word into this value where the text already holds the surrogate.
  for (let attempt = 0; attempt < 20 && text.includes(replacement); attempt++) {
    replacement = await surrogateFor(type, value, recognizers)
  }
  return replacement
}

function enter({ kind, ...change }: Draft, vault: Vault): Change {
  const { value, written, bare, hints, genderOf } = change
  const type = change.entity.type
  if (kind === undefined) {
    if (change.operator !== 'keep') vault.remember(type, hints.whole ?? value)
    return change
  }
  // A bare number of JSON always gets a numbered placeholder, because its replacement must bring its own quotes. A replacement that
  // is taken already would restore to the other value, so this value gets a placeholder too. Numbered placeholders are always free.
  const taken =
    kind === 'placeholder' || kind === 'number' || bare
      ? undefined
      : vault.enter({ kind, type, value, replacement: change.text, written })
  const entry = taken ?? vault.placeholder(bare ? 'number' : 'placeholder', type, value, written, hints, genderOf)
  return { ...change, text: entry.replacement, entry }
}

/**
 * Puts the changes into the text and reads the result as `restore` will. Text of the source that `restore` would replace gets a
 * placeholder of its own. A surrogate that `restore` would not recognise in its place becomes a placeholder.
 */
function settle(
  text: string,
  planned: readonly Change[],
  options: ApplyOptions,
): { text: string; entities: RedactedEntity[] } {
  let changes = planned
  for (;;) {
    const composed = compose(text, changes)
    const next = mend(text, composed, changes, options)
    if (next === changes) return { text: composed.text, entities: report(changes, composed.starts) }
    changes = next
  }
}

interface Composed {
  readonly text: string
  /** Where each change starts in the text. */
  readonly starts: readonly number[]
}

function compose(text: string, changes: readonly Change[]): Composed {
  const parts: string[] = []
  const starts: number[] = []
  let from = 0
  let length = 0
  for (const { entity, text: replacement } of changes) {
    const kept = text.slice(from, entity.start)
    parts.push(kept, replacement)
    starts.push(length + kept.length)
    length += kept.length + replacement.length
    from = entity.end
  }
  parts.push(text.slice(from))
  return { text: parts.join(''), starts }
}

function report(changes: readonly Change[], starts: readonly number[]): RedactedEntity[] {
  const entities: RedactedEntity[] = []
  for (const [index, { entity, operator, text, entry }] of changes.entries()) {
    if (entity.type === LITERAL) continue
    const redactedStart = starts[index]!
    const redactedEnd = redactedStart + text.length
    const used = entry?.kind === 'placeholder' ? 'placeholder' : operator
    entities.push({ ...entity, operator: used, replacement: text, redactedStart, redactedEnd })
  }
  return entities
}

const LITERAL = 'LITERAL'

/** Returns the same changes if `restore` would read the text correctly, else a corrected list. */
function mend(
  text: string,
  composed: Composed,
  changes: readonly Change[],
  { vault, format, ranges, existing }: ApplyOptions,
): readonly Change[] {
  const literals: Change[] = []
  const matched = new Set<number>()
  const intended = new Map(composed.starts.map((start, index) => [start, index]))
  for (const match of matchesIn(composed.text, vault)) {
    const index = intended.get(match.start)
    const change = index === undefined ? undefined : changes[index]
    if (change?.entry && match.end === match.start + change.text.length) {
      matched.add(index!)
      // The result reads as a link, but the source had none. The bracket gets a placeholder, because restoring would otherwise
      // leave the brackets of a link behind.
      const { end } = change.entity
      if (match.isLink && text[end] === '(') literals.push(literal(text, end, end + 1, vault, format))
      continue
    }
    if (existing === 'keep') continue
    for (const part of sourceParts(match, composed, changes, text)) {
      for (const { start, end, bare } of clip(part, ranges)) {
        if (bare) continue
        literals.push(literal(text, start, end, vault, format))
      }
    }
  }
  const lost = changes.map((change, index) => change.entry !== undefined && !matched.has(index))
  if (literals.length > 0) return [...changes, ...literals].sort((a, b) => a.entity.start - b.entity.start)
  if (!lost.some((isLost, index) => isLost && changes[index]!.entry!.kind === 'surrogate')) return changes
  return changes.map((change, index) =>
    lost[index] && change.entry!.kind === 'surrogate' ? asPlaceholder(change, vault) : change,
  )
}

const AS_RESTORE_READS: MatchOptions = { tolerant: true, final: true, before: '' }

function* matchesIn(text: string, vault: Vault): Generator<Match> {
  for (let at = vault.nextStart(text, 0); at < text.length; at = vault.nextStart(text, at)) {
    const match = vault.matchAt(text, at, AS_RESTORE_READS)
    if (match && match !== 'more') {
      yield match
      at = match.end
    } else at++
  }
}

/** The stretches of the source under a match in the redacted text. */
function sourceParts(
  match: { start: number; end: number },
  { starts }: Composed,
  changes: readonly Change[],
  text: string,
): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = []
  let source = 0
  let redacted = 0
  for (let index = 0; index <= changes.length; index++) {
    const change = changes[index]
    const length = (change?.entity.start ?? text.length) - source
    const start = Math.max(match.start, redacted)
    const end = Math.min(match.end, redacted + length)
    if (end > start) parts.push({ start: source + start - redacted, end: source + end - redacted })
    if (!change || redacted >= match.end) break
    source = change.entity.end
    redacted = starts[index]! + change.text.length
  }
  return parts
}

function literal(text: string, start: number, end: number, vault: Vault, format: Format): Change {
  const raw = text.slice(start, end)
  const value = decodeValue(raw, format)
  const written = encodeValue(value, format) === raw ? undefined : { format, raw }
  const entity: Entity = { type: LITERAL, start, end, score: 1, tier: 'listed', recognizer: 'literal' }
  const entry = vault.placeholder('placeholder', LITERAL, value, written)
  return {
    entity,
    operator: 'placeholder',
    value,
    hints: {},
    genderOf: undefined,
    written,
    bare: false,
    text: entry.replacement,
    entry,
  }
}

function asPlaceholder(change: Change, vault: Vault): Change {
  const { entity, value, written, hints, genderOf } = change
  const entry = vault.placeholder('placeholder', entity.type, value, written, hints, genderOf)
  return { ...change, text: entry.replacement, entry }
}
