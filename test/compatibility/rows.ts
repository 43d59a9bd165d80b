import list from './rows.json' with { type: 'json' }

/** A model of the suite: what it stands for, and how it is opened. The maker in Python reads the same list. */
export interface CompatibilityRow {
  readonly id: string
  readonly family: string
  readonly tokenizer: string
  readonly task: 'embed' | 'classify' | 'zero-shot' | 'rerank' | 'label' | 'generate'
  /** What is special about the files. */
  readonly form: string
  /** @default 'fp32' */
  readonly dtype?: string
  /** Whether the model is kept in the repository. */
  readonly short?: boolean
  /** Options of the function that opens the model. */
  readonly options?: object
  /** What the refusal must say, for a model that must be refused. */
  readonly refused?: string
}

export const rows = list as readonly CompatibilityRow[]

/** What a model did: how far it was from its reference, or how it was refused. */
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
