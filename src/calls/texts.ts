/** One text in, one result out; an array in, an array out. */
export type Texts = string | readonly string[]

/** The texts as a list, after a check that they are strings: a worker's error for another value would be hard to understand. */
export function listTexts(input: Texts, name = 'text'): readonly string[] {
  if (typeof input === 'string') return [input]
  if (!Array.isArray(input))
    throw new TypeError(`\`${name}\` must be a string or an array of strings, got ${kindOf(input)}`)
  for (const [index, text] of input.entries()) {
    if (typeof text !== 'string') throw new TypeError(`\`${name}[${index}]\` must be a string, got ${kindOf(text)}`)
  }
  return input
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'an array' : typeof value
}

/** Gives back one result for one text and a list for a list. */
export function shapeLike<R>(input: Texts, results: readonly R[]): R | R[] {
  return typeof input === 'string' ? (results[0] as R) : [...results]
}
