import { withColumns } from '../formats/csv-row.js'
import { readRow } from '../formats/read-row.js'
import type { AddedValue, Row, RowFormat } from '../formats/row.js'
import { outcomeOf } from './outcome-of.js'
import type { Counts, JobModel, RowOutcome, RowWorker } from './work.js'

/** The answer of a model for a text. */
interface Derived {
  /** The values to add, in the order of the names. */
  readonly values: readonly AddedValue[]
  readonly found: Counts
  readonly truncated: boolean
}

interface DerivedOptions {
  /** The field with the text. */
  readonly field: string | undefined
  /** The names of the added fields. */
  readonly names: readonly string[]
  readonly model: JobModel
  compute(texts: readonly string[]): Promise<readonly Derived[]>
}

/** Adds to each row the answer of a model for its text. */
export function derivedRows(format: RowFormat, { field, names, model, compute }: DerivedOptions): RowWorker {
  async function run(records: readonly string[]): Promise<readonly RowOutcome[]> {
    const rows: { readonly index: number; readonly row: Row; readonly text: string }[] = []
    const outcomes = records.map((record, index) =>
      outcomeOf(() => {
        const row = readRow(record, format)
        rows.push({ index, row, text: row.text(field) })
        return { text: '', found: {} }
      }),
    )
    const derived = await compute(rows.map(({ text }) => text))
    for (const [order, { index, row }] of rows.entries()) {
      const { values, found, truncated } = derived[order] as Derived
      const fields = names.map((name, column) => [name, values[column] as AddedValue] as const)
      outcomes[index] = outcomeOf(() => ({ text: row.with(fields), found, truncated }))
    }
    return outcomes
  }
  return { header: format.type === 'csv' ? withColumns(format, names) : undefined, models: [model], run }
}
