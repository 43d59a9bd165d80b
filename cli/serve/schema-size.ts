/**
 * The limits of a schema. Each value becomes a path in the grammar that restricts the model, and a large grammar would block all other
 * requests.
 */
const MOST_VALUES = 2000
const MOST_CHARACTERS = 32_000
const DEEPEST = 32

/** The limit that a schema exceeds, as the end of a sentence; `undefined` where it exceeds none. */
export function schemaExcess(schema: unknown): string | undefined {
  let values = 0
  let characters = 0
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: schema, depth: 0 }]
  for (let item = open.pop(); item !== undefined; item = open.pop()) {
    const { value, depth } = item
    values += 1
    if (values > MOST_VALUES) return `must not have more than ${MOST_VALUES} values`
    if (depth > DEEPEST) return `must not be nested more than ${DEEPEST} deep`
    if (typeof value === 'string') characters += value.length
    else if (typeof value === 'object' && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        if (!Array.isArray(value)) characters += name.length
        open.push({ value: inner, depth: depth + 1 })
        if (open.length > MOST_VALUES) return `must not have more than ${MOST_VALUES} values`
      }
    }
    if (characters > MOST_CHARACTERS) return `must not have more than ${MOST_CHARACTERS} characters`
  }
  return undefined
}
