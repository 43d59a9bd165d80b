import { NlpError } from '../../src/shared/errors.js'
import { readRecords, type SourceRecord } from './formats/read-records.js'
import type { RowFormat } from './formats/row.js'
import type { JobOptions } from './job-options.js'

/** A row, and where it was read. */
export interface SourceRow extends SourceRecord {
  readonly file: string
}

export interface Inputs {
  readonly format: RowFormat
  readonly rows: AsyncGenerator<SourceRow>
}

type InputOptions = Pick<JobOptions, 'inputs' | 'format' | 'delimiter'>

/** Opens the inputs as one list of rows. `onBytes` gets the number of bytes that were read of all files. */
export async function openInputs(
  { inputs, format, delimiter }: InputOptions,
  onBytes: (bytes: number) => void,
): Promise<Inputs> {
  let before = 0
  let current = 0
  const read = (path: string) => {
    before += current
    current = 0
    return readRecords(path, {
      quotes: format === 'csv',
      onBytes(bytes) {
        current = bytes
        onBytes(before + bytes)
      },
    })
  }
  const [path = '-', ...others] = inputs
  const first = read(path)
  if (format !== 'csv') return { format: { type: format }, rows: rowsOf(first, path, others, (file) => read(file)) }
  const header = await headerOf(first, path)
  return {
    format: { type: 'csv', delimiter, header },
    rows: rowsOf(first, path, others, async (file) => {
      const records = read(file)
      if ((await headerOf(records, file)) !== header) {
        throw new NlpError('invalid-data', `${file}:1: the columns are not those of ${nameOf(path)}.`)
      }
      return records
    }),
  }
}

async function* rowsOf(
  first: AsyncGenerator<SourceRecord>,
  path: string,
  others: readonly string[],
  open: (file: string) => AsyncGenerator<SourceRecord> | Promise<AsyncGenerator<SourceRecord>>,
): AsyncGenerator<SourceRow> {
  for await (const record of first) yield { ...record, file: nameOf(path) }
  for (const file of others) {
    for await (const record of await open(file)) yield { ...record, file: nameOf(file) }
  }
}

async function headerOf(records: AsyncGenerator<SourceRecord>, path: string): Promise<string> {
  const { value } = await records.next()
  if (value === undefined)
    throw new NlpError('invalid-data', `${nameOf(path)} is empty: its first line must name the columns.`)
  return (value as SourceRecord).text
}

const nameOf = (path: string) => (path === '-' ? 'standard input' : path)
