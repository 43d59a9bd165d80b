import { BadRow } from './bad-row.js'
import type { AddedValue, Place, Row, RowFormat } from './row.js'

type CsvFormat = RowFormat & { readonly type: 'csv' }

interface Cell extends Place {
  readonly value: string
}

/** Reads a record of a file of comma-separated values. The record may have several lines. */
export function readCsvRow(record: string, { delimiter, header }: CsvFormat): Row {
  const cells = cellsOf(record, delimiter)
  const names = columnsOf(header, delimiter)
  const cellOf = (field: string): Cell => {
    const cell = cells[names.indexOf(field)]
    if (cell === undefined) throw new BadRow(`the row has no column ${field}`)
    return cell
  }
  return {
    places: (fields) => fields.map(cellOf),
    text: (field = 'text') => cellOf(field).value,
    with(fields) {
      const line = record.replace(/\r$/, '')
      // A row that is too short would give its new values to the wrong columns.
      const empty = delimiter.repeat(Math.max(0, names.length - cells.length))
      const added = fields.map(([, value]) => delimiter + written(value, delimiter))
      return line + empty + added.join('') + record.slice(line.length)
    },
  }
}

/** The names of the columns. */
export function columnsOf(header: string, delimiter: string): readonly string[] {
  return cellsOf(header, delimiter).map(({ value }) => value.trim())
}

/** The header with more columns at its end. */
export function withColumns({ header, delimiter }: CsvFormat, names: readonly string[]): string {
  const line = header.replace(/\r$/, '')
  return line + names.map((name) => delimiter + written(name, delimiter)).join('') + header.slice(line.length)
}

function cellsOf(record: string, delimiter: string): readonly Cell[] {
  const text = record.replace(/\r$/, '')
  const cells: Cell[] = []
  for (let at = 0; at <= text.length; at += 1) {
    const start = at
    let value = ''
    if (text[at] === '"') {
      for (at += 1; at < text.length; at += 1) {
        // Inside quotes, a quote is written twice. A single quote ends the cell.
        if (text[at] === '"' && text[++at] !== '"') break
        value += text[at]
      }
    }
    const next = text.indexOf(delimiter, at)
    const end = next === -1 ? text.length : next
    cells.push({ start, end, value: value + text.slice(at, end) })
    at = end
  }
  return cells
}

function written(value: AddedValue, delimiter: string): string {
  const text = value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
