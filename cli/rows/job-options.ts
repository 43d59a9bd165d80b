/** The inputs, the output and the settings of a command for rows. */
export interface JobOptions {
  /** Paths of files; `-` is standard input. */
  readonly inputs: readonly string[]
  /** The path of the output. @default standard output */
  readonly output: string | undefined
  readonly format: 'text' | 'jsonl' | 'csv'
  readonly delimiter: string
  readonly threads: number
  /** Whether to continue where an earlier run was stopped. */
  readonly resume: boolean
  /** Whether rows that cannot be read are left out. Otherwise the first of them ends the command. */
  readonly skipBadRows: boolean
  /** The path of the report. @default none */
  readonly report: string | undefined
  /** Whether only errors are written to standard error. */
  readonly quiet: boolean
}
