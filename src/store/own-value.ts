/** What a record itself holds under a name: one like `constructor` would else be found in every object. */
export function ownValue(fields: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined
}
