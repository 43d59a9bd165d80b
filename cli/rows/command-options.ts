import { existsSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import type { ParseArgsConfig } from 'node:util'
import { WrongUse } from '../usage/wrong-use.js'
import type { JobOptions } from './job-options.js'

/** The options of all commands for rows. */
export const JOB_OPTIONS = {
  output: { type: 'string', short: 'o' },
  format: { type: 'string' },
  delimiter: { type: 'string' },
  field: { type: 'string', multiple: true },
  column: { type: 'string', multiple: true },
  threads: { type: 'string' },
  resume: { type: 'boolean', default: false },
  'skip-bad-rows': { type: 'boolean', default: false },
  report: { type: 'string' },
  quiet: { type: 'boolean', default: false },
} as const satisfies ParseArgsConfig['options']

export const JOB_USAGE = `
Rows come from the files, or from standard input where there are none or the file is -.

  --format text|jsonl|csv  default: by the name of the file; text for standard input
  --delimiter CHARACTER    of CSV (, and a tab for .tsv)
  --output FILE, -o FILE   default: standard output
  --resume                 go on with a FILE whose writing was stopped
  --threads N              default: the number of cores
  --skip-bad-rows          leave rows that cannot be read out, and name them; default: stop at the first
  --report FILE            write what was found in counts, as JSON
  --quiet                  no progress and no report on standard error

Exit codes: 0 all rows are written, 1 it failed, 2 wrong use, 3 rows were left out.
`

interface JobValues {
  readonly output?: string | undefined
  readonly format?: string | undefined
  readonly delimiter?: string | undefined
  readonly field?: readonly string[] | undefined
  readonly column?: readonly string[] | undefined
  readonly threads?: string | undefined
  readonly resume: boolean
  readonly 'skip-bad-rows': boolean
  readonly report?: string | undefined
  readonly quiet: boolean
}

/** Checks the options that all commands for rows have. */
export function jobOptions(values: JobValues, files: readonly string[]): JobOptions {
  const inputs = files.length === 0 ? ['-'] : files
  for (const path of inputs) {
    if (path !== '-' && !(existsSync(path) && !statSync(path).isDirectory()))
      throw new WrongUse(`There is no file ${path}.`)
    if (values.output !== undefined && resolve(path) === resolve(values.output)) {
      throw new WrongUse(`--output must be another file than the input ${path}.`)
    }
  }
  if (values.resume && values.output === undefined) throw new WrongUse('--resume needs --output.')
  const format = values.format === undefined ? formatOf(inputs) : oneOf('format', values.format, FORMATS)
  const fields = fieldsOf(values)
  if (format === 'text' && fields !== undefined) {
    throw new WrongUse(`--field ${fields[0]} needs rows with fields: --format jsonl or csv.`)
  }
  const tabs = inputs.every((path) => /\.tsv(\.gz)?$/.test(path))
  const delimiter = values.delimiter ?? (tabs ? '\t' : ',')
  if (delimiter.length !== 1 || /["\r\n]/.test(delimiter))
    throw new WrongUse(`--delimiter must be one character, got ${delimiter}`)
  return {
    inputs,
    output: values.output,
    format,
    delimiter,
    threads: values.threads === undefined ? availableParallelism() : count('threads', values.threads),
    resume: values.resume,
    skipBadRows: values['skip-bad-rows'],
    report: values.report,
    quiet: values.quiet,
  }
}

/** The fields that the caller named, by either name of the option. */
export function fieldsOf({
  field = [],
  column = [],
}: Pick<JobValues, 'field' | 'column'>): readonly string[] | undefined {
  return field.length + column.length === 0 ? undefined : [...field, ...column]
}

/** The only field that the caller named. */
export function fieldOf(values: Pick<JobValues, 'field' | 'column'>): string | undefined {
  const fields = fieldsOf(values)
  if (fields !== undefined && fields.length > 1) throw new WrongUse('--field must name one field here.')
  return fields?.[0]
}

export function oneOf<Value extends string>(name: string, value: string, known: readonly Value[]): Value {
  const found = known.find((each) => each === value)
  if (found === undefined) throw new WrongUse(`--${name} must be ${known.join(', ')}, got ${value}`)
  return found
}

/** The parts of a list with commas. */
export const listOf = (text: string | undefined): readonly string[] | undefined =>
  text
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

function count(name: string, value: string): number {
  const number = Number(value)
  if (Number.isInteger(number) && number > 0 && number <= 256) return number
  throw new WrongUse(`--${name} must be a whole number from 1 to 256, got ${value}`)
}

const FORMATS = ['text', 'jsonl', 'csv'] as const

const ENDINGS: Readonly<Record<string, JobOptions['format']>> = {
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  csv: 'csv',
  tsv: 'csv',
  txt: 'text',
  log: 'text',
  md: 'text',
}

function formatOf(inputs: readonly string[]): JobOptions['format'] {
  const formats = inputs.map((path) => {
    if (path === '-') return 'text'
    const [, ending = ''] = /\.(\w+)(?:\.gz)?$/.exec(path) ?? []
    const format = ENDINGS[ending.toLowerCase()]
    if (format === undefined) throw new WrongUse(`The name ${path} does not show the format: give --format.`)
    return format
  })
  const [first = 'text'] = formats
  if (formats.some((format) => format !== first))
    throw new WrongUse('The files have several formats: give them one by one.')
  return first
}
