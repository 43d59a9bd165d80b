import type { Judgements } from '../metrics/retrieval.js'
import type { GoldSpan } from '../metrics/spans.js'

export const TASKS = [
  'embed',
  'classify',
  'redact',
  'label',
  'rerank',
  'language',
  'generate',
  'summarize',
  'retrieve',
] as const
/** The task of a model. Tasks that need the same columns can share a file. */
export type EvaluationTask = (typeof TASKS)[number]

/** The first line of a dataset: its description and its licence. */
export interface DatasetHeader {
  /** The name of the dataset. */
  readonly dataset: string
  /** The licence of the rows. */
  readonly license: string
  /** The task of the model for each row. */
  readonly task: EvaluationTask
  /** A description of the rows and their source. */
  readonly description?: string | undefined
  /** Labels offered to a zero-shot classifier. Without them, a model answers with its own labels. */
  readonly candidates?: readonly string[] | undefined
  /** The label that counts as a detection, for figures such as the hit rate at 1 % false alarms. */
  readonly positive?: string | undefined
  /** Names that a detector uses for types of the dataset: the detector's name to the dataset's name. */
  readonly aliases?: Readonly<Record<string, string>> | undefined
  /** The prompt of a generator. `{question}`, `{contexts}` and `{text}` are filled in. */
  readonly prompt?: string | undefined
}

interface Row {
  readonly id: string
  /** Groups that are scored separately: language, source, phenomenon… */
  readonly slices: Readonly<Record<string, string>>
}

/** A text with its correct labels. */
export interface LabelRow extends Row {
  /** The text to classify. */
  readonly text: string
  /** The label, or all labels where a row may have several. */
  readonly label: string | readonly string[]
}

/** A text with the spans that a model should find. */
export interface SpansRow extends Row {
  /** The text. */
  readonly text: string
  /** The correct spans. */
  readonly spans: readonly GoldSpan[]
  /** For redaction: the countries whose identifiers are searched for in this row. @default those of the run */
  readonly locales?: readonly string[] | undefined
  /** For redaction: the only types that are searched for in this row. @default all */
  readonly types?: readonly string[] | undefined
}

/** Two texts and how similar they are. */
export interface PairRow extends Row {
  /** The two texts. */
  readonly pair: readonly [string, string]
  /** The similarity of the two texts, on any scale. */
  readonly score: number
}

/** A text that a search can find. */
export interface PassageRow {
  /** The id of the passage. */
  readonly id: string
  /** The words of the passage. */
  readonly text: string
}

/** A query with the passages that answer it. */
export interface QueryRow extends Row {
  /** The query. */
  readonly query: string
  /** The passages that answer the query, by id. */
  readonly relevant: Judgements
}

/** A query with texts to rank. */
export interface CandidatesRow extends QueryRow {
  /** The texts to rank. */
  readonly candidates: readonly PassageRow[]
}

/** A question with its correct answers. */
export interface QuestionRow extends Row {
  /** The question. */
  readonly question: string
  /** The correct answers. Any of them counts. */
  readonly answers: readonly string[]
  /** The texts that contain the answer. */
  readonly contexts: readonly string[]
}

/** A text without labels. */
export interface TextRow extends Row {
  /** The text. */
  readonly text: string
  /** Examples of a good output. Without references, the figure is how well a language model predicts the text itself. */
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
/** The shape of the rows of a dataset. */
export type DatasetShape = DatasetRows['shape']

/** A line that is not a valid row, and the reason. */
export interface RowProblem {
  /** The line of the file, from 1. */
  readonly line: number
  /** The error in the line. */
  readonly message: string
}

/** Rows with the correct answers, and the header that describes them. */
export type Dataset = DatasetRows & {
  readonly header: DatasetHeader
  /** SHA-256 of the uncompressed file. */
  readonly digest: string
  /** Lines that were left out, each with its reason. */
  readonly problems: readonly RowProblem[]
}
