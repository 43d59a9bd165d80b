/** How the rows of a file are written. */
export type RowFormat =
  | { readonly type: 'text' }
  | { readonly type: 'jsonl' }
  | {
      readonly type: 'csv'
      readonly delimiter: string
      /** The record with the names of the columns, as the file has it. */
      readonly header: string
    }

/** A span of a record. */
export interface Place {
  readonly start: number
  readonly end: number
}

/** A row whose parts can be found in the record, so that everything else of the record stays as it is. */
export interface Row {
  /** The places of the named fields and of everything inside them. Throws `BadRow` where a field is missing. */
  places(fields: readonly string[]): readonly Place[]
  /** The text of one field, or of the only field where the format has no names. Throws `BadRow` where there is no text. */
  text(field: string | undefined): string
  /** The record with more fields at its end. Throws `BadRow` where the record has a field of such a name. */
  with(fields: readonly (readonly [name: string, value: AddedValue])[]): string
}

/** A value that a command adds to a row. */
export type AddedValue = string | number | null | readonly number[]
