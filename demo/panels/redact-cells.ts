import type { RedactedEntity, Vault } from 'tacet/redact'
import { type Cell, readCells } from '../parts/csv.js'
import type { RedactAnswer } from './redact-answer.js'

/**
 * The choice for a column, by its place: it is hidden whole, or left as it is. In all other columns the findings are
 * hidden.
 */
export type ColumnChoices = ReadonlyMap<number, 'hide' | 'leave'>

/** Stands as the finder of a cell whose whole column is hidden. */
export const COLUMN = 'column'

export interface TableCells {
  readonly titles: readonly string[]
  /** The rows below the titles. */
  readonly rows: readonly (readonly Cell[])[]
}

/** The cells of a table. A first row that looks like data is a row like the others, and the columns are numbered. */
export function tableCells(text: string): TableCells {
  const rows = readCells(text)
  const [first = []] = rows
  const isNamed = first.every(({ value }) => /\p{L}/u.test(value) && !/@|\d{3}/.test(value))
  if (isNamed) return { titles: first.map(({ value }) => value.trim()), rows: rows.slice(1) }
  return { titles: first.map((_, index) => `Column ${index + 1}`), rows }
}

interface Change {
  readonly start: number
  readonly end: number
  readonly value: string
  readonly entity: RedactedEntity
}

/** Hides whole columns of a redacted table, or leaves them as they are. */
export function withColumns(
  text: string,
  { text: redacted, entities }: RedactAnswer,
  choices: ColumnChoices,
  vault: Vault,
): RedactAnswer {
  const { titles, rows } = tableCells(text)
  const hidden: Change[] = []
  const chosen: Cell[] = []
  for (const row of rows) {
    for (const [place, cell] of row.entries()) {
      if (cell.value.trim() === '') continue
      const columns = columnsOf(row, place, titles.length)
      const hiding = columns.find((column) => choices.get(column) === 'hide')
      if (hiding !== undefined) hidden.push(hiddenCell(cell, titles[hiding] ?? '', vault))
      if (hiding !== undefined || columns.every((column) => choices.get(column) === 'leave')) chosen.push(cell)
    }
  }
  const found = entities.filter(({ start, end }) => !overlapsOne(start, end, chosen))
  const kept = found.map((entity): Change => {
    const { start, end, redactedStart, redactedEnd } = entity
    return { start, end, value: redacted.slice(redactedStart, redactedEnd), entity }
  })
  return replaced(
    text,
    [...kept, ...hidden].sort((a, b) => a.start - b.start),
  )
}

/**
 * The columns to which a cell may belong. A row with more cells than columns has a delimiter within a value, but it is
 * unknown in which. The rest of a line may hold all columns that follow. Such a cell is hidden with any of its columns,
 * and left with all of them.
 */
function columnsOf(row: readonly Cell[], place: number, count: number): number[] {
  const used = row.findLastIndex(({ value }) => value.trim() !== '') + 1
  const first = Math.max(0, place - Math.max(0, used - count))
  const last = row[place]?.isRest ? count - 1 : Math.min(place, count - 1)
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => first + index)
}

/** The cells are in the order of the text, so half of those that are left can be put aside in each step. */
function overlapsOne(start: number, end: number, cells: readonly Cell[]): boolean {
  let [low, high] = [0, cells.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cells[middle]?.end ?? 0) <= start) low = middle + 1
    else high = middle
  }
  return (cells[low]?.start ?? Number.POSITIVE_INFINITY) < end
}

function hiddenCell({ value, start, end }: Cell, title: string, vault: Vault): Change {
  const type =
    title
      .toUpperCase()
      .replace(/[^A-Z]+/g, '_')
      .replace(/^_|_$/g, '') || 'COLUMN'
  const { replacement } = vault.placeholder('placeholder', type, value)
  const places = { start, end, redactedStart: start, redactedEnd: end }
  const why = { score: 1, tier: 'listed', recognizer: COLUMN } as const
  return { start, end, value: replacement, entity: { type, ...places, ...why, operator: 'placeholder', replacement } }
}

function replaced(text: string, changes: readonly Change[]): RedactAnswer {
  let redacted = ''
  let from = 0
  const entities = changes.map(({ start, end, value, entity }): RedactedEntity => {
    redacted += text.slice(from, start)
    from = end
    const redactedStart = redacted.length
    redacted += value
    return { ...entity, redactedStart, redactedEnd: redacted.length }
  })
  return { text: redacted + text.slice(from), entities }
}
