import type { LabelledSpan, LabelScore } from '../../shared/tasks.js'
import type { EvaluationTask, RowProblem } from '../dataset/dataset.js'
import type { TimingSummary } from '../metrics/timing.js'

/** The answer of a model to one row. */
export type Output =
  | { readonly type: 'labels'; readonly scores: readonly LabelScore[] }
  | { readonly type: 'spans'; readonly spans: readonly LabelledSpan[] }
  | { readonly type: 'similarity'; readonly similarity: number }
  | { readonly type: 'ranking'; readonly ranking: readonly { readonly id: string; readonly score: number }[] }
  | {
      readonly type: 'text'
      readonly text: string
      readonly firstTokenMs?: number | undefined
      readonly tokensPerSecond?: number | undefined
    }
  | { readonly type: 'likelihood'; readonly nats: number }

/** The answer to a row, or the failure instead of an answer. */
export type Outcome =
  | { readonly id: string; readonly output: Output }
  | { readonly id: string; readonly error: { readonly code: string; readonly message: string } }

/** The speed of a run, and the amount that it loaded. */
export interface RunSystem {
  /** Time of rows that were asked one by one, without the first. */
  readonly latency?: TimingSummary | undefined
  /** The rate of rows that were asked in batches. */
  readonly rowsPerSecond?: number | undefined
  /** Time to the first token, where the model generates text. */
  readonly firstTokenMs?: TimingSummary | undefined
  /** The number of tokens that the model generated per second. */
  readonly tokensPerSecond?: number | undefined
  /** The time that loading the model took. */
  readonly loadMs?: number | undefined
  /** The bytes that were downloaded for the model. */
  readonly bytesLoaded?: number | undefined
}

/** The record of an evaluation: enough to say what was measured, to measure it again, and to look at every row. */
export interface Run {
  /** Identifies the file as a run. */
  readonly format: 'tacet-run'
  /** The version of the file format. */
  readonly version: 1
  /** The dataset. Its digest identifies the exact rows. */
  readonly dataset: {
    readonly name: string
    readonly task: EvaluationTask
    readonly digest: string
    readonly rows: number
    readonly problems: readonly RowProblem[]
  }
  /** The model that answered. */
  readonly model: RunModel
  /** Device, number format, versions and browser, by name. */
  readonly environment: Readonly<Record<string, string>>
  /** The options of the model that can change answers. */
  readonly options: RecordedOptions
  /** The seed of the intervals. */
  readonly seed: number
  /** When the run began, in ISO 8601. */
  readonly startedAt: string
  /** The speed of the run, and the amount that it loaded. */
  readonly system: RunSystem
  /** Facts that a reader should know before trusting the figures. */
  readonly warnings: readonly string[]
  /** The answer or the failure of each row. */
  readonly outcomes: readonly Outcome[]
}

/** The model that made a run. */
export interface RunModel {
  /** The id of the model. */
  readonly id: string
  /** The digest of the model's files. Two runs with the same digest used the same bytes. */
  readonly digest?: string | undefined
}

export type RecordedOptions = Readonly<Record<string, string | number | boolean>>
