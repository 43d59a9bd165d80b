/** A table with a first row of names. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A field of a table, and where its value is in the text, without its quotes. */
export interface Cell {
  readonly value: string
  readonly start: number
  readonly end: number
  /** It is the rest of a line after a stray quote, with the delimiters in it. */
  readonly isRest?: true
}

/**
 * Reads a table whose fields are separated by commas, semicolons or tabs: by the most frequent of these in the first
 * line.
 */
export function readCsv(text: string): Table {
  const [columns = [], ...rows] = readCells(text).map((row) => row.map(({ value }) => value))
  return { columns: columns.map((name) => name.trim()), rows }
}

/** The fields of each row that is not empty, with that of the names. A quoted field may hold the delimiter, line breaks, and doubled quotes. */
export function readCells(text: string): Cell[][] {
  const delimiter = delimiterOf(text)
  const field = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^"${delimiter}\\r\\n][^${delimiter}\\r\\n]*)?)(${delimiter}|\\r?\\n|$)`,
    'y',
  )
  // Some programs begin a file with a mark of its encoding.
  field.lastIndex = text.startsWith('\uFEFF') ? 1 : 0
  const rows: Cell[][] = []
  let row: Cell[] = []
  while (field.lastIndex < text.length) {
    const from = field.lastIndex
    const match = field.exec(text)
    if (match === null) {
      // After a stray quote the rest of the line is one field as it stands.
      const found = text.indexOf('\n', from)
      const next = found === -1 ? text.length : found + 1
      const value = text.slice(from, next).replace(/\r?\n$/, '')
      row.push({ value, start: from, end: from + value.length, isRest: true })
      rows.push(row)
      row = []
      field.lastIndex = next
      continue
    }
    const [, quoted, plain = '', mark] = match
    const start = quoted === undefined ? from : from + 1
    const length = (quoted ?? plain).length
    row.push({ value: quoted?.replaceAll('""', '"') ?? plain, start, end: start + length })
    if (mark === delimiter) continue
    rows.push(row)
    row = []
  }
  if (row.length > 0) rows.push([...row, { value: '', start: text.length, end: text.length }])
  return rows.filter((each) => each.some(({ value }) => value.trim() !== ''))
}

function delimiterOf(text: string): string {
  const [firstLine = ''] = text.split('\n', 1)
  const count = (mark: string) => firstLine.split(mark).length
  return [',', ';', '\t'].sort((a, b) => count(b) - count(a))[0] ?? ','
}

/** Writes a table with commas. A field is quoted where a comma, a quote or a line break would end it. */
export function writeCsv({ columns, rows }: Table): string {
  const write = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
  return [columns, ...rows].map((row) => `${row.map(write).join(',')}\n`).join('')
}
