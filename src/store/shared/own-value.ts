/** Reads a record's own field: every object inherits names such as `constructor`. */
export function ownValue(fields: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}
