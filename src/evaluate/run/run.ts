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

export interface RunSystem {
  /** Time of rows asked one by one, after the first. */
  readonly latency?: TimingSummary | undefined
  /** Of rows asked in batches. */
  readonly rowsPerSecond?: number | undefined
  readonly firstTokenMs?: TimingSummary | undefined
  readonly tokensPerSecond?: number | undefined
  readonly loadMs?: number | undefined
  readonly bytesLoaded?: number | undefined
}

/** Everything needed to say what was measured, to measure it again, and to look at every row. */
export interface Run {
  readonly format: 'tacet-run'
  readonly version: 1
  readonly dataset: {
    readonly name: string
    readonly task: EvaluationTask
    readonly digest: string
    readonly rows: number
    readonly problems: readonly RowProblem[]
  }
  readonly model: RunModel
  /** Device, number format, versions, browser: name to value. */
  readonly environment: Readonly<Record<string, string>>
  readonly options: RecordedOptions
  readonly seed: number
  readonly startedAt: string
  readonly system: RunSystem
  /** What a reader should know before trusting the figures. */
  readonly warnings: readonly string[]
  readonly outcomes: readonly Outcome[]
}

export interface RunModel {
  readonly id: string
  /** Of the model's files; two runs with the same digest used the same bytes. */
  readonly digest?: string | undefined
}

export type RecordedOptions = Readonly<Record<string, string | number | boolean>>
