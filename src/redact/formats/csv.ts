import { type Edit, MappedText } from '../shared/mapped-text.js'
import { fitsTitle, isLabel, titleWords, typeOfTitle } from './field-titles.js'
import type { Field, Range, Reading } from './reading.js'

interface Cell {
  readonly start: number
  readonly end: number
}

/**
 * Reads CSV (also with semicolons or tabs) as lines of "title: cell". The first row holds the titles unless it looks like data. A
 * title is replaced only where the title itself holds personal data.
 */
export function readCsv(text: string): Reading {
  const rows = parseRows(text, delimiterOf(text))
  const first = rows[0] ?? []
  const hasTitles = first.every(({ start, end }) => isTitle(text.slice(start, end)))
  const titles = hasTitles ? first.map(({ start, end }) => titleWords(text.slice(start, end))) : []
  const types = titles.map(typeOfTitle)
  const edits: Edit[] = []
  const ranges: Range[] = []
  const fields: Field[] = []
  const columns: Range[][] = []
  let from = 0
  for (const { start, end } of hasTitles ? first : []) {
    if (end === start) continue
    edits.push({ start: from, end: start, text: '\n' }, ...quotesIn(text, start, end))
    ranges.push({ start, end, label: isLabel(text.slice(start, end)) })
    from = end
  }
  for (const row of hasTitles ? rows.slice(1) : rows) {
    for (const [column, { start, end }] of row.entries()) {
      if (end === start) continue
      const title = titles[column] ?? ''
      edits.push({ start: from, end: start, text: title === '' ? '\n' : `\n${title}: ` }, ...quotesIn(text, start, end))
      ranges.push({ start, end })
      columns[column] ??= []
      columns[column].push({ start, end })
      const type = types[column]
      if (type && fitsTitle(title, text.slice(start, end))) fields.push({ start, end, type })
      from = end
    }
  }
  edits.push({ start: from, end: text.length, text: '\n' })
  return { view: MappedText.of(text).apply(edits), ranges, fields, columns: columns.filter(Boolean) }
}

/** A quote inside a quoted cell is doubled. */
const quotesIn = (text: string, start: number, end: number): Edit[] =>
  Array.from(text.slice(start, end).matchAll(/""/g), ({ index }) => ({
    start: start + index,
    end: start + index + 2,
    text: '"',
  }))

function delimiterOf(text: string): string {
  const line = text.slice(0, 4096).split('\n', 1)[0]!
  const counts = [',', ';', '\t'].map((delimiter) => [delimiter, line.split(delimiter).length] as const)
  return counts.sort((a, b) => b[1] - a[1])[0]![0]
}

function isTitle(cell: string): boolean {
  return /\p{L}/u.test(cell) && !cell.includes('@') && !/\d{3}/.test(cell)
}

/** The cells of each row, without their quotes. A cell whose quote never closes ends with the text. */
function parseRows(text: string, delimiter: string): Cell[][] {
  const rows: Cell[][] = []
  let row: Cell[] = []
  let at = 0
  while (at < text.length) {
    const quoted = text[at] === '"'
    const start = quoted ? at + 1 : at
    let end = quoted ? closingQuote(text, start) : start
    if (!quoted) while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end++
    at = quoted ? end + 1 : end
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at++
    // Nothing should follow a closing quote. Text that does is read with the cell, because a value in it would
    // otherwise stay. The opening quote then belongs to the cell too: left alone before a placeholder, it would swallow
    // the rows that follow.
    const stray = quoted ? text.slice(end + 1, at).trimEnd() : ''
    if (stray !== '') end += 1 + stray.length
    row.push({
      start: stray === '' ? start : start - 1,
      end: !quoted && text[end - 1] === '\r' && end > start ? end - 1 : end,
    })
    if (at >= text.length || text[at] === '\n') {
      rows.push(row)
      row = []
    }
    at++
  }
  if (row.length > 0) rows.push(row)
  return rows
}

function closingQuote(text: string, start: number): number {
  let end = text.indexOf('"', start)
  while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2)
  return end === -1 ? text.length : end
}
