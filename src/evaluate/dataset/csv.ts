/** Reads comma-separated lines one after the other. Quoted fields may contain commas, quotes and line ends. */
export class CsvReader {
  #columns: readonly string[] | undefined
  #open = ''
  #openedAt = 0

  /** Adds a line. Returns the fields by column name once a record is complete; `undefined` within a record and for the header line. */
  add(line: string, number: number): { fields: Record<string, string>; line: number } | undefined {
    if (this.#open === '') this.#openedAt = number
    const record = this.#open === '' ? line : `${this.#open}\n${line}`
    // With an odd number of quotes, the record continues in the next line.
    if ((record.split('"').length - 1) % 2 === 1) {
      this.#open = record
      return undefined
    }
    this.#open = ''
    if (record.trim() === '') return undefined
    const values = splitRecord(record)
    if (this.#columns === undefined) {
      this.#columns = values.map((name) => name.trim())
      return undefined
    }
    const entries = this.#columns.flatMap((name, index) => (values[index] === undefined ? [] : [[name, values[index]]]))
    return { fields: Object.fromEntries(entries) as Record<string, string>, line: this.#openedAt }
  }

  /** The line of a quote that was opened and never closed. */
  get unclosed(): number | undefined {
    return this.#open === '' ? undefined : this.#openedAt
  }
}

function splitRecord(record: string): string[] {
  const fields: string[] = []
  for (let at = 0; at <= record.length; at += 1) {
    let value = ''
    if (record[at] === '"') {
      for (at += 1; at < record.length; at += 1) {
        // Inside quotes, a quote is written twice. A single quote ends the field.
        if (record[at] === '"' && record[++at] !== '"') break
        value += record[at]
      }
    }
    const end = record.indexOf(',', at)
    const until = end === -1 ? record.length : end
    fields.push(value + record.slice(at, until))
    at = until
  }
  return fields
}

/** Turns a record into a row by the column names that are common in spreadsheets. Any other column is a slice. */
export function csvRow(fields: Readonly<Record<string, string>>): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  const slices: Record<string, string> = {}
  const pair: string[] = []
  for (const [name, value] of Object.entries(fields)) {
    if (['id', 'text', 'label', 'question', 'query', 'document'].includes(name)) row[name] = value
    else if (name === 'score') row['score'] = value.trim() === '' ? undefined : Number(value)
    else if (name === 'first' || name === 'sentence1') pair[0] = value
    else if (name === 'second' || name === 'sentence2') pair[1] = value
    else if (name === 'answer') row['answers'] = [value]
    else if (name === 'context') row['contexts'] = [value]
    else if (name === 'reference') row['references'] = [value]
    else slices[name] = value
  }
  if (pair.length > 0) row['pair'] = pair
  return { ...row, slices }
}
