import type { Judgements } from '../metrics/retrieval.js'
import type { GoldSpan } from '../metrics/spans.js'

export const TASKS = ['embed', 'classify', 'redact', 'label', 'rerank', 'language', 'generate', 'retrieve'] as const
/** What is asked of a model. Tasks that need the same columns can share a file. */
export type EvaluationTask = (typeof TASKS)[number]

/** The first line of a dataset: what it is, and under which terms. */
export interface DatasetHeader {
  /** The name of the dataset. */
  readonly dataset: string
  /** The licence of the rows. */
  readonly license: string
  /** What a model is asked to do with each row. */
  readonly task: EvaluationTask
  /** What the rows are and where they come from. */
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

/** A text with the labels that it should get. */
export interface LabelRow extends Row {
  /** The text to classify. */
  readonly text: string
  /** One label, or all of them where a row may have several. */
  readonly label: string | readonly string[]
}

/** A text with the spans that should be found in it. */
export interface SpansRow extends Row {
  /** The text. */
  readonly text: string
  /** The spans that should be found. */
  readonly spans: readonly GoldSpan[]
  /** For redaction: countries whose identifiers are looked for in this row. @default those of the run */
  readonly locales?: readonly string[] | undefined
  /** For redaction: the only types that are looked for in this row. @default all */
  readonly types?: readonly string[] | undefined
}

/** Two texts and how similar they are. */
export interface PairRow extends Row {
  /** The two texts. */
  readonly pair: readonly [string, string]
  /** How close the two are, on any scale. */
  readonly score: number
}

/** A text that can be found. */
export interface PassageRow {
  /** Names the passage. */
  readonly id: string
  /** The words of the passage. */
  readonly text: string
}

/** A query with the passages that answer it. */
export interface QueryRow extends Row {
  /** The query. */
  readonly query: string
  /** The passages that answer it, by id. */
  readonly relevant: Judgements
}

/** A query with texts to put in order. */
export interface CandidatesRow extends QueryRow {
  /** The texts to put in order. */
  readonly candidates: readonly PassageRow[]
}

/** A question with its right answers. */
export interface QuestionRow extends Row {
  /** The question. */
  readonly question: string
  /** The right answers; any of them counts. */
  readonly answers: readonly string[]
  /** The texts that hold the answer. */
  readonly contexts: readonly string[]
}

/** A text by itself. */
export interface TextRow extends Row {
  /** The text. */
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

/** One row of a dataset, whatever its shape. */
export type DatasetRow = DatasetRows['rows'][number]
/** What the rows of a dataset look like. */
export type DatasetShape = DatasetRows['shape']

/** A line that is not a row, and why. */
export interface RowProblem {
  /** The line of the file, from 1. */
  readonly line: number
  /** What is wrong there. */
  readonly message: string
}

/** Rows with the right answers, and the header that says what they are. */
export type Dataset = DatasetRows & {
  readonly header: DatasetHeader
  /** SHA-256 of the uncompressed file. */
  readonly digest: string
  /** Lines left out, each with its reason. */
  readonly problems: readonly RowProblem[]
}
