/** A kind of value, or the words that an option may be. `any` is for options whose own function checks them more closely. */
type OptionKind =
  | 'string'
  | 'number'
  | 'boolean'
  | 'function'
  | 'list'
  | 'object'
  | 'signal'
  | 'any'
  | readonly string[]

/** A kind for each option of a function. A missing or a surplus name does not compile. */
export type OptionKinds<Options> = { readonly [Name in keyof Required<Options>]: OptionKind }

const NEEDS: Readonly<Record<Exclude<OptionKind, 'any' | readonly string[]>, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  function: 'a function',
  list: 'a list',
  object: 'an object',
  signal: 'an AbortSignal',
}

/** The functions that make the objects which callers most often leave out, or replace by a name. */
const MAKERS: Readonly<Record<string, string>> = {
  documents: 'openDocuments()',
  embedder: 'createEmbedder()',
  generator: 'createGenerator()',
  guard: 'createGuard()',
  redactor: 'createRedactor()',
}

/**
 * Refuses options that a function does not have, and values of the wrong kind, by name. Nobody would find a misspelt option that is
 * silently ignored.
 */
export function checkOptions<Options extends object>(
  of: string,
  options: Options | undefined,
  kinds: OptionKinds<Options>,
  required: readonly (keyof Options & string)[] = [],
): void {
  if (options !== undefined && (typeof options !== 'object' || options === null || Array.isArray(options))) {
    throw new TypeError(`The options of ${of} must be an object, got ${describe(options)}`)
  }
  for (const name of required) {
    if (options?.[name] === undefined) throw new TypeError(`${of} needs the option \`${name}\`${makerOf(name)}`)
  }
  for (const [name, value] of Object.entries(options ?? {})) {
    if (!Object.hasOwn(kinds, name)) throw new TypeError(unknownOption(of, name, Object.keys(kinds)))
    const kind: OptionKind = kinds[name as keyof Options]
    if (value === undefined || kind === 'any' || (kindOf(value) === kind && !isPromise(value))) continue
    if (typeof kind !== 'string') {
      if (kind.includes(value as string)) continue
      const words = kind
        .map((word) => `'${word}'`)
        .join(', ')
        .replace(/, (?=[^,]*$)/, ' or ')
      throw new TypeError(`\`${name}\` of ${of} must be ${words}, got ${describe(value)}`)
    }
    // A function may have the methods that an object needs.
    if (kind === 'object' && kindOf(value) === 'function') continue
    const help = kind === 'object' && !isPromise(value) ? makerOf(name) : ''
    throw new TypeError(`\`${name}\` of ${of} must be ${NEEDS[kind]}, got ${describe(value)}${help}`)
  }
}

const makerOf = (name: string) => (Object.hasOwn(MAKERS, name) ? `. ${MAKERS[name]} makes it.` : '')

/** A caller who forgets `await` passes a promise. */
const isPromise = (value: unknown) => typeof (value as { then?: unknown } | null | undefined)?.then === 'function'

/** Refuses a part that lacks the method by which it is used: the redactor of a gate, the embedder of a store. */
export function requireMethod(option: string, part: object, method: string, need: string): void {
  const given = part as Readonly<Record<string, unknown>> | null | undefined
  if (typeof given?.[method] === 'function') return
  throw new TypeError(`\`${option}\` must be ${need}, got ${describe(part)}`)
}

/** A value in a message: short, and never the content of an object. */
export function describe(value: unknown): string {
  if (typeof value === 'string') return value.length > 40 ? `a string of ${value.length} characters` : `'${value}'`
  if (value === null || ['number', 'boolean', 'undefined', 'bigint'].includes(typeof value)) return String(value)
  if (Array.isArray(value)) return 'a list'
  if (isPromise(value)) return 'a promise: write `await` before it'
  return typeof value === 'function' ? 'a function' : 'an object'
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list'
  // A signal of another window is not an instance of this window's class.
  if (typeof value === 'object' && value !== null && 'aborted' in value && 'throwIfAborted' in value) return 'signal'
  return value === null ? 'null' : typeof value
}

function unknownOption(of: string, name: string, known: readonly string[]): string {
  const nearest = known
    .map((each) => ({ each, edits: editsBetween(each.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)[0]
  const near = nearest !== undefined && nearest.edits <= Math.max(1, Math.floor(name.length / 3))
  const help = near ? `Did you mean \`${nearest.each}\`?` : `It has ${known.map((each) => `\`${each}\``).join(', ')}.`
  return `\`${name}\` is not an option of ${of}. ${help}`
}

/** How many letters have to be inserted, removed or changed to turn one word into the other. */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at]
    for (let to = 1; to <= other.length; to += 1) {
      const change = (row[to - 1] ?? 0) + (one[at - 1] === other[to - 1] ? 0 : 1)
      next.push(Math.min(change, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
