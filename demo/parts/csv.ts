/** A table with a first row of names. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Reads a table whose fields are parted by commas, semicolons or tabs: by what the first line has most of. */
export function readCsv(text: string): Table {
  const [firstLine = ''] = text.split('\n', 1)
  const count = (mark: string) => firstLine.split(mark).length
  const [delimiter = ','] = [',', ';', '\t'].sort((a, b) => count(b) - count(a))
  const [columns = [], ...rows] = fieldsOf(text.replace(/^\uFEFF/, ''), delimiter)
  return { columns: columns.map((name) => name.trim()), rows }
}

/** A quoted field may hold the delimiter, line breaks, and doubled quotes. */
function fieldsOf(text: string, delimiter: string): string[][] {
  const field = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^"${delimiter}\\r\\n][^${delimiter}\\r\\n]*)?)(${delimiter}|\\r?\\n|$)`,
    'y',
  )
  const rows: string[][] = []
  let row: string[] = []
  while (field.lastIndex < text.length) {
    const from = field.lastIndex
    const match = field.exec(text)
    if (match === null) {
      // After a stray quote the rest of the line is one field as it stands.
      const end = text.indexOf('\n', from)
      row.push(text.slice(from, end === -1 ? undefined : end))
      rows.push(row)
      row = []
      field.lastIndex = end === -1 ? text.length : end + 1
      continue
    }
    const [, quoted, plain = '', mark] = match
    row.push(quoted?.replaceAll('""', '"') ?? plain)
    if (mark === delimiter) continue
    rows.push(row)
    row = []
  }
  if (row.length > 0) rows.push([...row, ''])
  return rows.filter((each) => each.some((value) => value.trim() !== ''))
}

/** Writes a table with commas. A field is quoted where a comma, a quote or a line break would end it. */
export function writeCsv({ columns, rows }: Table): string {
  const write = (value: string) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
  return [columns, ...rows].map((row) => `${row.map(write).join(',')}\n`).join('')
}
