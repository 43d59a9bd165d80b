/** Code that stands for itself among values that are written out. */
export class Expression {
  constructor(readonly code: string) {}
}

/** Lines that are longer are broken, one entry a line. */
const WIDTH = 72

/** Writes a value as code. Entries that are undefined are left out. */
export function toCode(value: unknown, indent = ''): string {
  if (value instanceof Expression) return value.code
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const inner = `${indent}  `
  const isList = Array.isArray(value)
  const entries = isList
    ? value.map((each) => toCode(each, inner))
    : Object.entries(value)
        .filter(([, each]) => each !== undefined)
        .map(([key, each]) => entry(key, toCode(each, inner)))
  if (entries.length === 0) return isList ? '[]' : '{}'
  const line = isList ? `[${entries.join(', ')}]` : `{ ${entries.join(', ')} }`
  if (indent.length + line.length <= WIDTH && !line.includes('\n')) return line
  const lines = entries.map((each) => `${inner}${each},\n`).join('')
  return isList ? `[\n${lines}${indent}]` : `{\n${lines}${indent}}`
}

function entry(key: string, code: string): string {
  if (key === code) return key
  return `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key)}: ${code}`
}

function quoted(text: string): string {
  // A text between the tags of a component must not close the tag of the script.
  const inDouble = JSON.stringify(text).replaceAll('</', '<\\/')
  return text.includes("'") ? inDouble : `'${inDouble.slice(1, -1).replaceAll('\\"', '"')}'`
}

/** The options of a call with the signal in them. */
export function withSignal(options: Readonly<Record<string, unknown>>, indent = ''): string {
  return toCode({ ...options, signal: new Expression('signal') }, indent)
}
