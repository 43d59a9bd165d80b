import type { Judgements } from '../metrics/retrieval.js'
import type { GoldSpan } from '../metrics/spans.js'
import {
  type CandidatesRow,
  type DatasetHeader,
  type DatasetRow,
  type DatasetShape,
  type EvaluationTask,
  type PassageRow,
  TASKS,
} from './dataset.js'

type Fields = Readonly<Record<string, unknown>>

/** The shapes of rows that a task accepts. Texts without references are for language models. */
export const SHAPES: Readonly<Record<EvaluationTask, readonly DatasetShape[]>> = {
  embed: ['pairs'],
  classify: ['labels'],
  language: ['labels'],
  redact: ['spans'],
  label: ['spans'],
  retrieve: ['queries'],
  rerank: ['candidates'],
  generate: ['questions', 'texts'],
  summarize: ['texts'],
}

/** The column that identifies a shape. */
const MARKS: Readonly<Record<DatasetShape, string>> = {
  labels: 'label',
  spans: 'spans',
  pairs: 'pair',
  queries: 'query',
  candidates: 'candidates',
  questions: 'question',
  texts: 'text',
}

/** The most common task for rows with these columns. */
export function taskFor(fields: Fields): EvaluationTask | undefined {
  if (fields['document'] !== undefined) return 'retrieve'
  const tasks: readonly (readonly [DatasetShape, EvaluationTask])[] = [
    ['labels', 'classify'],
    ['spans', 'redact'],
    ['pairs', 'embed'],
    ['candidates', 'rerank'],
    ['queries', 'retrieve'],
    ['questions', 'generate'],
  ]
  return tasks.find(([shape]) => fields[MARKS[shape]] !== undefined)?.[1]
}

export type ParsedLine =
  | { readonly type: 'row'; readonly shape: DatasetShape; readonly row: DatasetRow }
  | { readonly type: 'passage'; readonly passage: PassageRow }

/** A bad line. The message is shown with the line's number, and quotes no text of the row. */
export class RowError extends Error {}

export function parseHeader(fields: Fields): DatasetHeader {
  const task = fields['task']
  if (!TASKS.includes(task as EvaluationTask)) {
    throw new RowError(`\`task\` must be one of ${TASKS.join(', ')}, got ${JSON.stringify(task)}`)
  }
  const optional = (name: string) => (fields[name] === undefined ? undefined : string(fields, name))
  return {
    dataset: string(fields, 'dataset'),
    license: string(fields, 'license'),
    task: task as EvaluationTask,
    description: optional('description'),
    candidates: fields['candidates'] === undefined ? undefined : strings(fields, 'candidates'),
    positive: optional('positive'),
    aliases: fields['aliases'] === undefined ? undefined : groups(fields, 'aliases'),
    prompt: optional('prompt'),
  }
}

export function parseRow(fields: Fields, task: EvaluationTask, line: number): ParsedLine {
  const id = fields['id'] === undefined ? `line-${line}` : identifier(fields['id'])
  if (task === 'retrieve' && fields['document'] !== undefined) {
    return { type: 'passage', passage: { id, text: string(fields, 'document') } }
  }
  const shapes = SHAPES[task]
  const shape = shapes.find((name) => fields[MARKS[name]] !== undefined)
  if (shape === undefined) {
    const wanted = shapes.map((name) => `\`${MARKS[name]}\``).join(' or ')
    throw new RowError(`the task ${task} needs the column ${wanted}, found ${Object.keys(fields).join(', ') || 'none'}`)
  }
  // Without a summary to compare with, every figure would be 0.
  if (task === 'summarize' && fields['references'] === undefined) {
    throw new RowError('the task summarize needs the column `references`, a list of summaries')
  }
  return { type: 'row', shape, row: { id, slices: groups(fields, 'slices'), ...PARSERS[shape](fields) } as DatasetRow }
}

const PARSERS: Readonly<Record<DatasetShape, (fields: Fields) => Omit<DatasetRow, 'id' | 'slices'>>> = {
  labels: (fields) => ({ text: string(fields, 'text'), label: labels(fields['label']) }),
  spans: (fields) => {
    const text = string(fields, 'text')
    const optional = (name: string) => (fields[name] === undefined ? undefined : strings(fields, name))
    return {
      text,
      spans: spans(fields['spans'], text.length),
      locales: optional('locales'),
      types: optional('types'),
    }
  },
  pairs: (fields) => ({ pair: pair(fields['pair']), score: number(fields, 'score') }),
  queries: (fields) => ({ query: string(fields, 'query'), relevant: judgements(fields['relevant']) }),
  candidates: (fields) => candidates(fields),
  questions: (fields) => ({
    question: string(fields, 'question'),
    answers: strings(fields, 'answers'),
    contexts: fields['contexts'] === undefined ? [] : strings(fields, 'contexts'),
  }),
  texts: (fields) => ({
    text: string(fields, 'text'),
    references: fields['references'] === undefined ? [] : strings(fields, 'references'),
  }),
}

function identifier(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value === 'string' && value !== '') return value
  throw new RowError(`\`id\` must be a text or a number, got ${JSON.stringify(value)}`)
}

function string(fields: Fields, name: string): string {
  const value = fields[name]
  if (typeof value !== 'string') throw new RowError(`\`${name}\` must be a text, got ${kind(value)}`)
  return value
}

function number(fields: Fields, name: string): number {
  const value = fields[name]
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new RowError(`\`${name}\` must be a finite number, got ${kind(value)}`)
  }
  return value
}

function strings(fields: Fields, name: string): readonly string[] {
  const value = fields[name]
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    throw new RowError(`\`${name}\` must be a list of texts, got ${kind(value)}`)
  }
  return value
}

function labels(value: unknown): string | readonly string[] {
  if (typeof value === 'string' && value !== '') return value
  if (Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '')) return value
  throw new RowError(`\`label\` must be a text, or a list of texts, got ${kind(value)}`)
}

function pair(value: unknown): readonly [string, string] {
  if (Array.isArray(value) && value.length === 2 && value.every((item) => typeof item === 'string')) {
    return value as unknown as readonly [string, string]
  }
  throw new RowError(`\`pair\` must be a list of two texts, got ${kind(value)}`)
}

function spans(value: unknown, length: number): readonly GoldSpan[] {
  if (!Array.isArray(value)) throw new RowError(`\`spans\` must be a list, got ${kind(value)}`)
  return value.map((span: Fields | null, index) => {
    const { start, end, type } = span ?? {}
    const inside = Number.isInteger(start) && Number.isInteger(end) && (start as number) >= 0
    if (!inside || (start as number) >= (end as number) || (end as number) > length) {
      throw new RowError(`span ${index} must lie within 0 and ${length}, got ${String(start)} to ${String(end)}`)
    }
    if (typeof type !== 'string' || type === '') throw new RowError(`span ${index} needs a \`type\``)
    return { start: start as number, end: end as number, type }
  })
}

function judgements(value: unknown): Judgements {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RowError(`\`relevant\` must map document ids to gains, got ${kind(value)}`)
  }
  const gains = Object.entries(value)
  const bad = gains.find(([, gain]) => typeof gain !== 'number' || !Number.isFinite(gain) || gain < 0)
  if (bad !== undefined) throw new RowError(`the gain of document ${bad[0]} must be 0 or more, got ${kind(bad[1])}`)
  if (!gains.some(([, gain]) => gain > 0)) throw new RowError('no document is `relevant`, so nothing can be found')
  return Object.fromEntries(gains)
}

function candidates(fields: Fields): Omit<CandidatesRow, 'id' | 'slices'> {
  const value = fields['candidates']
  if (!Array.isArray(value) || value.length === 0) throw new RowError('`candidates` must be a list with entries')
  const passages = value.map((item: Fields | null) => ({
    id: identifier(item?.['id']),
    text: string(item ?? {}, 'text'),
  }))
  if (new Set(passages.map(({ id }) => id)).size !== passages.length) throw new RowError('two `candidates` share an id')
  return { query: string(fields, 'query'), relevant: judgements(fields['relevant']), candidates: passages }
}

/** An object whose values are names. */
function groups(fields: Fields, name: string): Readonly<Record<string, string>> {
  const value = fields[name] ?? {}
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RowError(`\`${name}\` must be an object, got ${kind(value)}`)
  }
  const bad = Object.entries(value).find(([, group]) => typeof group !== 'string')
  if (bad !== undefined) throw new RowError(`${bad[0]} in \`${name}\` must be a text, got ${kind(bad[1])}`)
  return value as Record<string, string>
}

/** The kind of a value and never the value itself, because rows may contain texts that must not appear in a log. */
function kind(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return 'a list'
  return value === '' ? 'an empty text' : `a ${typeof value}`
}
