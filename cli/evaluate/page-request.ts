import type { EvaluateProgress, EvaluationTask, Outcome } from '../../src/evaluate/index.js'

/** What the program asks of its page in the browser. */
export interface PageRequest {
  /** Where the dataset is served. */
  readonly data: string
  /** The name of its file, which also tells CSV from JSONL. */
  readonly name: string
  readonly task: EvaluationTask | undefined
  readonly model: string | undefined
  readonly device: 'auto' | 'wasm' | 'webgpu'
  readonly locales: readonly string[] | 'all' | undefined
  readonly strictness: 'relaxed' | 'balanced' | 'strict' | undefined
  readonly candidates: readonly string[] | undefined
  readonly batch: number
  readonly seed: number
  /** Of the package. */
  readonly version: string
  /** Names the code that runs: outcomes of another build are never reused. */
  readonly build: string
}

export type ProgressMessage =
  | {
      readonly type: 'load'
      readonly progress: { readonly type: string; readonly loaded?: number; readonly total?: number }
    }
  | ({ readonly type: 'rows' } & EvaluateProgress)
  | { readonly type: 'outcome'; readonly outcome: Outcome }
