import { BadRow } from './bad-row.js'
import type { Place, Row } from './row.js'

/** A string or a number of a record, with the names of the objects around it. Lists have no names. */
interface Value extends Place {
  readonly path: string
}

/** Reads a line of JSON that holds an object. */
export function readJsonRow(record: string): Row {
  const row = parsed(record)
  return {
    places(fields) {
      const values = valuesOf(record)
      return fields.flatMap((field) => {
        const inside = values.filter(({ path }) => isWithin(path, field))
        if (inside.length === 0 && !hasField(row, field)) throw missing(field)
        return inside
      })
    },
    text(field = 'text') {
      const [value, another] = valuesOf(record).filter(({ path }) => isWithin(path, field))
      if (value === undefined && !hasField(row, field)) throw missing(field)
      const text: unknown =
        value && another === undefined ? JSON.parse(record.slice(value.start, value.end)) : undefined
      if (typeof text !== 'string') throw new BadRow(`the field ${field} is not one text`)
      return text
    },
    with(fields) {
      const taken = fields.find(([name]) => Object.hasOwn(row, name))
      if (taken !== undefined) throw new BadRow(`the row already has a field ${taken[0]}: name another one with --into`)
      const added = fields.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      // Added to the text of the record: JSON.stringify would round a number of twenty digits.
      const end = record.lastIndexOf('}')
      const separator = Object.keys(row).length === 0 ? '' : ','
      return `${record.slice(0, end).trimEnd()}${separator}${added.join()}${record.slice(end)}`
    },
  }
}

function parsed(record: string): object {
  let row: unknown
  try {
    row = JSON.parse(record)
  } catch {
    throw new BadRow('the line is not JSON')
  }
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    throw new BadRow('the line is not an object of JSON')
  return row
}

const missing = (field: string) => new BadRow(`the row has no field ${field}`)

const isWithin = (path: string, field: string) => path === field || path.startsWith(`${field}.`)

/** Whether a field is there without a value: null, or an empty list. */
function hasField(row: unknown, field: string): boolean {
  if (Array.isArray(row)) return row.some((each) => hasField(each, field))
  if (typeof row !== 'object' || row === null) return false
  if (Object.hasOwn(row, field)) return true
  return Object.entries(row).some(
    ([name, value]) => field.startsWith(`${name}.`) && hasField(value, field.slice(name.length + 1)),
  )
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g

/** All strings and numbers of a record that is JSON. */
function valuesOf(record: string): readonly Value[] {
  const values: Value[] = []
  const open: { readonly kind: string; name: string | undefined }[] = []
  for (const { 0: token, index } of record.matchAll(TOKEN)) {
    const inner = open.at(-1)
    if (token === '{' || token === '[') open.push({ kind: token, name: undefined })
    else if (token === '}' || token === ']') open.pop()
    else if (token === ',' && inner !== undefined) inner.name = undefined
    else if (token.startsWith('"') && inner?.kind === '{' && inner.name === undefined) inner.name = JSON.parse(token)
    else if (/^["\d-]/.test(token)) {
      const path = open.flatMap(({ name }) => (name === undefined ? [] : [name])).join('.')
      values.push({ path, start: index, end: index + token.length })
    }
  }
  return values
}
