/** Where the rows of a command come from, where they go, and how. */
export interface JobOptions {
  /** Paths of files; `-` is standard input. */
  readonly inputs: readonly string[]
  /** The path of the output. @default standard output */
  readonly output: string | undefined
  readonly format: 'text' | 'jsonl' | 'csv'
  readonly delimiter: string
  readonly threads: number
  /** Whether to go on where an earlier run was stopped. */
  readonly resume: boolean
  /** Whether rows that cannot be read are left out. Otherwise the first of them ends the command. */
  readonly skipBadRows: boolean
  /** The path of the report. @default none */
  readonly report: string | undefined
  /** Whether nothing but errors is written to standard error. */
  readonly quiet: boolean
}
