import type { Row } from './row.js'

/** Reads a line of text. Added fields make it a line of JSON, because a line of text has no fields. */
export function readTextRow(record: string): Row {
  const text = record.replace(/\r$/, '')
  return {
    places: () => [{ start: 0, end: record.length }],
    text: () => text,
    with: (fields) => JSON.stringify({ text, ...Object.fromEntries(fields) }),
  }
}
