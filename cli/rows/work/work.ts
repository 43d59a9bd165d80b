import type { Operator } from '../../../src/redact/operators/operator.js'
import type { RowFormat } from '../formats/row.js'

/** The work of a command on each row. Threads get it as a message. */
export type Work =
  | {
      readonly type: 'redact'
      /** The model that finds names; undefined for rules alone. */
      readonly model: string | undefined
      readonly locales: 'auto' | 'all' | readonly string[]
      readonly strictness: string
      readonly types: readonly string[] | undefined
      /** The name of an operator for each type, and for `default`. */
      readonly operators: Readonly<Record<string, Operator['type']>>
      /** The bytes of the key of the operator `token`. */
      readonly key: Uint8Array<ArrayBuffer> | undefined
      /** The fields to read. @default the whole row */
      readonly fields: readonly string[] | undefined
    }
  | {
      readonly type: 'classify'
      readonly model: string | undefined
      readonly labels: readonly string[] | undefined
      readonly threshold: string | number
      readonly field: string | undefined
      readonly into: string
    }
  | {
      readonly type: 'embed'
      readonly model: string | undefined
      readonly kind: string
      readonly field: string | undefined
      readonly into: string
    }

/** The work of one kind. */
export type WorkOf<Type extends Work['type']> = Extract<Work, { type: Type }>

/** The whole job of a thread. */
export interface Job {
  readonly work: Work
  readonly format: RowFormat
}

/** How often each thing was found: types of values, or labels. */
export type Counts = Readonly<Record<string, number>>

/** The result for a row. */
export type RowOutcome =
  | { readonly text: string; readonly found: Counts; readonly truncated?: boolean | undefined }
  /** The reason why the row could not be read. */
  | { readonly bad: string }

export interface JobModel {
  readonly id: string
  readonly digest: string | undefined
}

/** A command that is ready for rows. */
export interface RowWorker {
  /** The first line of the output; undefined where the format has none. */
  readonly header: string | undefined
  readonly models: readonly JobModel[]
  run(records: readonly string[]): Promise<readonly RowOutcome[]>
}
