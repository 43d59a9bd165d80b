import type { Judgements } from '../metrics/retrieval.js'
import type { GoldSpan } from '../metrics/spans.js'

export const TASKS = ['embed', 'classify', 'redact', 'label', 'rerank', 'language', 'generate', 'retrieve'] as const
/** What is asked of a model. Tasks that need the same columns can share a file. */
export type EvaluationTask = (typeof TASKS)[number]

/** The first line of a dataset: what it is, and under which terms. */
export interface DatasetHeader {
  readonly dataset: string
  readonly license: string
  readonly task: EvaluationTask
  readonly description?: string | undefined
  /** Labels offered to a zero-shot classifier; without them a model answers with its own. */
  readonly candidates?: readonly string[] | undefined
  /** The label that counts as found, for figures of detection such as the hit rate at 1 % false alarms. */
  readonly positive?: string | undefined
  /** Types of spans that a detector gives under another name than the dataset's: its name to the dataset's. */
  readonly aliases?: Readonly<Record<string, string>> | undefined
  /** What a generator is told; `{question}`, `{contexts}` and `{text}` are filled in. */
  readonly prompt?: string | undefined
}

interface Row {
  readonly id: string
  /** Groups that are looked at one by one: language, source, phenomenon… */
  readonly slices: Readonly<Record<string, string>>
}

export interface LabelRow extends Row {
  readonly text: string
  /** One label, or all of them where a row may have several. */
  readonly label: string | readonly string[]
}

export interface SpansRow extends Row {
  readonly text: string
  readonly spans: readonly GoldSpan[]
  /** For redaction: countries whose identifiers are looked for in this row. @default those of the run */
  readonly locales?: readonly string[] | undefined
  /** For redaction: the only types that are looked for in this row. @default all */
  readonly types?: readonly string[] | undefined
}

export interface PairRow extends Row {
  readonly pair: readonly [string, string]
  /** How close the two are, on any scale. */
  readonly score: number
}

export interface PassageRow {
  readonly id: string
  readonly text: string
}

export interface QueryRow extends Row {
  readonly query: string
  readonly relevant: Judgements
}

export interface CandidatesRow extends QueryRow {
  readonly candidates: readonly PassageRow[]
}

export interface QuestionRow extends Row {
  readonly question: string
  readonly answers: readonly string[]
  readonly contexts: readonly string[]
}

export interface TextRow extends Row {
  readonly text: string
  /** What a good output looks like; without any, the text itself is what a language model is asked to expect. */
  readonly references: readonly string[]
}

/** Rows of one shape. */
export type DatasetRows =
  | { readonly shape: 'labels'; readonly rows: readonly LabelRow[] }
  | { readonly shape: 'spans'; readonly rows: readonly SpansRow[] }
  | { readonly shape: 'pairs'; readonly rows: readonly PairRow[] }
  | { readonly shape: 'queries'; readonly rows: readonly QueryRow[]; readonly corpus: readonly PassageRow[] }
  | { readonly shape: 'candidates'; readonly rows: readonly CandidatesRow[] }
  | { readonly shape: 'questions'; readonly rows: readonly QuestionRow[] }
  | { readonly shape: 'texts'; readonly rows: readonly TextRow[] }

export type DatasetRow = DatasetRows['rows'][number]
export type DatasetShape = DatasetRows['shape']

/** A line that is not a row, and why. */
export interface RowProblem {
  readonly line: number
  readonly message: string
}

export type Dataset = DatasetRows & {
  readonly header: DatasetHeader
  /** SHA-256 of the uncompressed file. */
  readonly digest: string
  /** Lines left out, each with its reason. */
  readonly problems: readonly RowProblem[]
}
