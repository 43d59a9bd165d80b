import { readCsvRow } from './csv-row.js'
import { readJsonRow } from './json-row.js'
import type { Row, RowFormat } from './row.js'
import { readTextRow } from './text-row.js'

/** Reads a record. Throws `BadRow` where it is not written in the format. */
export function readRow(record: string, format: RowFormat): Row {
  switch (format.type) {
    case 'text':
      return readTextRow(record)
    case 'jsonl':
      return readJsonRow(record)
    case 'csv':
      return readCsvRow(record, format)
  }
}
