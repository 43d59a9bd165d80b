import type { LabelledSpan, LabelScore } from '../../shared/tasks.js'
import type { EvaluationTask, RowProblem } from '../dataset/dataset.js'
import type { TimingSummary } from '../metrics/timing.js'

/** What a model said about one row. */
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

/** A row that was answered, or the failure that stands in its place. */
export type Outcome =
  | { readonly id: string; readonly output: Output }
  | { readonly id: string; readonly error: { readonly code: string; readonly message: string } }

/** How fast a run was, and how much it loaded. */
export interface RunSystem {
  /** Time of rows asked one by one, after the first. */
  readonly latency?: TimingSummary | undefined
  /** Of rows asked in batches. */
  readonly rowsPerSecond?: number | undefined
  /** Time to the first token, where the model writes. */
  readonly firstTokenMs?: TimingSummary | undefined
  /** How many tokens the model wrote in a second. */
  readonly tokensPerSecond?: number | undefined
  /** How long the model took to load. */
  readonly loadMs?: number | undefined
  /** How many bytes were downloaded for it. */
  readonly bytesLoaded?: number | undefined
}

/** Everything needed to say what was measured, to measure it again, and to look at every row. */
export interface Run {
  /** Says that the file is a run. */
  readonly format: 'tacet-run'
  /** The version of the form of the file. */
  readonly version: 1
  /** The dataset that was asked about; its digest names the exact rows. */
  readonly dataset: {
    readonly name: string
    readonly task: EvaluationTask
    readonly digest: string
    readonly rows: number
    readonly problems: readonly RowProblem[]
  }
  /** The model that answered. */
  readonly model: RunModel
  /** Device, number format, versions, browser: name to value. */
  readonly environment: Readonly<Record<string, string>>
  /** How the model was asked, as far as it changes answers. */
  readonly options: RecordedOptions
  /** The seed of the intervals. */
  readonly seed: number
  /** When the run began, in ISO 8601. */
  readonly startedAt: string
  /** How fast the run was, and how much it loaded. */
  readonly system: RunSystem
  /** What a reader should know before trusting the figures. */
  readonly warnings: readonly string[]
  /** The answer or the failure of each row. */
  readonly outcomes: readonly Outcome[]
}

/** The model that made a run. */
export interface RunModel {
  /** The id of the model. */
  readonly id: string
  /** Of the model's files; two runs with the same digest used the same bytes. */
  readonly digest?: string | undefined
}

export type RecordedOptions = Readonly<Record<string, string | number | boolean>>
