import { typeName } from './type-names.js'

type Fields = Record<string, unknown>

/** The objects of a JSON list, or of a file with one object per line. Each object must have the given fields. */
export function records(file: string, fields: readonly string[]): readonly Fields[] {
  const list = file.trimStart().startsWith('[') ? (JSON.parse(file) as unknown[]) : lines(file)
  return list.map((entry, index) => {
    if (typeof entry !== 'object' || entry === null) throw new SyntaxError(`entry ${index} is not an object`)
    const missing = fields.find((field) => !(field in entry))
    if (missing !== undefined) throw new SyntaxError(`entry ${index} has no ${missing}`)
    return entry as Fields
  })
}

function lines(file: string): unknown[] {
  return file
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown)
}

/** A span with the type name of tacet. */
export function spanOf({ start, end, type }: { start: unknown; end: unknown; type: unknown }) {
  if (typeof start !== 'number' || typeof end !== 'number' || typeof type !== 'string') {
    throw new SyntaxError('a span needs a start, an end and a type')
  }
  return { start, end, type: typeName(type) }
}
