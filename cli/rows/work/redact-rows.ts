import { createNameRecognizer } from '../../../src/index.js'
import {
  createRedactor,
  type Entity,
  type Format,
  type Locale,
  type Operators,
  type Redaction,
  type Strictness,
} from '../../../src/redact/index.js'
import { readRow } from '../formats/read-row.js'
import type { RowFormat } from '../formats/row.js'
import { badOutcome } from './outcome-of.js'
import { threadEngine } from './thread-engine.js'
import type { Counts, RowOutcome, RowWorker, WorkOf } from './work.js'

const FORMATS: Readonly<Record<RowFormat['type'], Format>> = { text: 'text', jsonl: 'json', csv: 'csv' }

/**
 * Redacts rows. Each row has its own placeholders, so the output does not depend on the rows before it, nor on the thread that
 * computes it.
 */
export async function redactRows(work: WorkOf<'redact'>, format: RowFormat): Promise<RowWorker> {
  const { model, fields, types } = work
  const names = model === undefined ? undefined : await createNameRecognizer({ model, engines: [threadEngine()] })
  const redactor = createRedactor({
    model: names,
    locales: work.locales as 'auto' | 'all' | readonly Locale[],
    strictness: work.strictness as Strictness,
    types,
    operators: await operatorsOf(work),
  })
  const options = { format: FORMATS[format.type] }
  // The titles of the columns describe the cells, so each row is read below them.
  const head = format.type === 'csv' ? `${format.header}\n` : ''

  async function redact(record: string): Promise<RowOutcome> {
    const row = readRow(record, format)
    const places = fields && row.places(fields)
    const text = head + record
    const isWanted = ({ start, end }: Entity) =>
      places?.some((place) => start < head.length + place.end && end > head.length + place.start) ?? true
    const entities = (await redactor.detect(text, options)).filter(
      (entity) => entity.start >= head.length && isWanted(entity),
    )
    const redaction = await redactor.redact(text, { ...options, entities })
    return { text: redaction.text.slice(head.length), found: countsOf(redaction) }
  }

  return {
    header: format.type === 'csv' ? (await redactor.redact(format.header, options)).text : undefined,
    models: names === undefined ? [] : [{ id: names.model, digest: names.digest }],
    run: (records) => Promise.all(records.map((record) => redact(record).catch(badOutcome))),
  }
}

async function operatorsOf({ operators, key }: WorkOf<'redact'>): Promise<Operators> {
  const made: Record<string, Operators[string]> = {}
  for (const [type, name] of Object.entries(operators)) {
    if (name !== 'token') made[type] = { type: name } as Operators[string]
    else made[type] = { type: 'token', key: await signingKey(key as Uint8Array<ArrayBuffer>) }
  }
  return made
}

const signingKey = (bytes: Uint8Array<ArrayBuffer>) =>
  crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])

function countsOf({ entities }: Redaction): Counts {
  const counts: Record<string, number> = {}
  // A placeholder that the text already had is kept apart from ours, and is not personal data.
  for (const { type, recognizer } of entities) if (recognizer !== 'literal') counts[type] = (counts[type] ?? 0) + 1
  return counts
}
