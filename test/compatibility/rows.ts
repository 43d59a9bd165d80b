import list from './rows.json' with { type: 'json' }

/** A model of the suite: its family and form, and the way to open it. The maker in Python reads the same list. */
export interface CompatibilityRow {
  readonly id: string
  readonly family: string
  readonly tokenizer: string
  readonly task: 'embed' | 'classify' | 'zero-shot' | 'rerank' | 'label' | 'generate'
  /** The special feature of the files. */
  readonly form: string
  /** @default 'fp32' */
  readonly dtype?: string
  /** Whether the model is kept in the repository. */
  readonly short?: boolean
  /** Options of the function that opens the model. */
  readonly options?: object
  /** A part of the error message, for a model that must be refused. */
  readonly refused?: string
}

export const rows = list as readonly CompatibilityRow[]

/** The result of a model: its difference from the reference, or the error that refused it. */
export type Outcome =
  | { readonly type: 'equal'; readonly runtime: string; readonly measure: string; readonly largest: number }
  | { readonly type: 'refused'; readonly sentence: string }

declare module 'vitest' {
  interface TaskMeta {
    compatibility?: Outcome
  }
  interface ProvidedContext {
    /** The rows whose models lie in `.models/compatibility`; undefined where only the models of the repository are tried. */
    madeModels: readonly string[] | undefined
  }
}
