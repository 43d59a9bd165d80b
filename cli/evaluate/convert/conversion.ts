/** A public set, converted to the header and rows of a dataset. */
export interface Conversion {
  readonly header: {
    readonly dataset: string
    readonly license: string
    readonly task: 'redact'
    readonly description?: string | undefined
    readonly aliases: Readonly<Record<string, string>>
  }
  readonly rows: readonly ConvertedRow[]
}

export interface ConvertedRow {
  readonly id: string
  readonly text: string
  readonly spans: readonly { readonly start: number; readonly end: number; readonly type: string }[]
  readonly slices?: Readonly<Record<string, string>> | undefined
  readonly locales?: readonly string[] | undefined
  readonly types?: readonly string[] | undefined
}

/** Converts one format of public sets. The caller can give the name and the licence of the dataset. */
export interface Converter {
  readonly summary: string
  readonly license: string
  /** @throws {SyntaxError} if the file has another form */
  rows(file: string): readonly ConvertedRow[]
}
