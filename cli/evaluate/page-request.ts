import type { EvaluateProgress, EvaluationTask, Outcome } from '../../src/evaluate/index.js'

/** The evaluation that the program requests of its page in the browser. */
export interface PageRequest {
  /** The address of the dataset. */
  readonly data: string
  /** The name of the dataset's file. The name also distinguishes CSV from JSONL. */
  readonly name: string
  readonly task: EvaluationTask | undefined
  readonly model: string | undefined
  readonly device: 'auto' | 'wasm' | 'webgpu'
  readonly runtime: 'auto' | 'kernels' | 'onnxruntime'
  readonly locales: readonly string[] | 'all' | undefined
  readonly strictness: 'relaxed' | 'balanced' | 'strict' | undefined
  readonly length: 'short' | 'medium' | 'long' | undefined
  readonly candidates: readonly string[] | undefined
  readonly prompt: { readonly name: string; readonly source: string } | undefined
  readonly batch: number
  readonly seed: number
  /** The version of the package. */
  readonly version: string
  /** Identifies the code that runs, so that outcomes of another build are never reused. */
  readonly build: string
}

export type ProgressMessage =
  | {
      readonly type: 'load'
      readonly progress: { readonly type: string; readonly loaded?: number; readonly total?: number }
    }
  | ({ readonly type: 'rows' } & EvaluateProgress)
  | { readonly type: 'outcome'; readonly outcome: Outcome }
