import { promptError } from './prompt-error.js'

/** A value of the front matter. */
export type FrontValue =
  | string
  | number
  | boolean
  | null
  | readonly FrontValue[]
  | { readonly [key: string]: FrontValue }

/** A mapping of the front matter. */
export type FrontMapping = Readonly<Record<string, FrontValue>>

export const isMapping = (value: FrontValue | undefined): value is FrontMapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

interface Line {
  readonly number: number
  readonly indent: number
  readonly text: string
}

/** Deeper than any real prompt, and shallow enough for the stack. */
const DEEPEST = 20

/**
 * Reads the part of YAML that prompts use: mappings and lists by indentation, lists and mappings in brackets, plain and
 * quoted texts, numbers, `true`, `false`, `null` and comments. Any other line is refused by its number: anchors and
 * tags make YAML unsafe, and a line that is silently read in another way would change the prompt.
 *
 * @param first the number of the first line in its file
 */
export function readFrontMatter(source: string, first = 1): FrontValue {
  const lines = source.split('\n').flatMap((text, index): Line[] => {
    const number = first + index
    const indent = text.length - text.trimStart().length
    const content = withoutComment(text.trim())
    if (content === '') return []
    if (text.slice(0, indent).includes('\t')) throw promptError(number, 'is indented with a tab. Use spaces.')
    return [{ number, indent, text: content }]
  })
  const [start] = lines
  if (start === undefined) return {}
  const reader = new BlockReader(lines)
  const value = reader.block(start.indent, 0)
  reader.end()
  return value
}

class BlockReader {
  #at = 0

  constructor(readonly lines: readonly Line[]) {}

  block(indent: number, depth: number): FrontValue {
    const line = this.lines[this.#at]!
    if (depth > DEEPEST) throw promptError(line.number, `is nested deeper than ${DEEPEST} levels.`)
    return isItem(line.text) ? this.#list(indent, depth) : this.#mapping(indent, depth)
  }

  end(): void {
    const line = this.lines[this.#at]
    if (line !== undefined) throw promptError(line.number, 'does not belong to the lines before it.')
  }

  #list(indent: number, depth: number): FrontValue {
    const items: FrontValue[] = []
    for (let line = this.#next(indent); line !== undefined && isItem(line.text); line = this.#next(indent)) {
      const text = line.text.slice(1).trim()
      if (keyOf(text) !== undefined)
        throw promptError(line.number, 'begins a mapping within a list. Write it as `- { … }`.')
      this.#at += 1
      items.push(text === '' ? this.#inner(indent, depth, line) : readInline(text, line.number))
    }
    return items
  }

  #mapping(indent: number, depth: number): FrontValue {
    const entries = new Map<string, FrontValue>()
    for (let line = this.#next(indent); line !== undefined; line = this.#next(indent)) {
      const found = keyOf(line.text)
      if (found === undefined) throw promptError(line.number, 'must look like `name: value`.')
      const { key, rest } = found
      if (entries.has(key)) throw promptError(line.number, `has the name ${JSON.stringify(key)} a second time.`)
      this.#at += 1
      entries.set(key, rest === '' ? this.#inner(indent, depth, line) : readInline(rest, line.number))
    }
    return Object.fromEntries(entries)
  }

  /** The lines that are indented more than the line above them; nothing stands for null. A list may follow right below its name. */
  #inner(indent: number, depth: number, above: Line): FrontValue {
    const line = this.lines[this.#at]
    const isListBelow = line?.indent === indent && isItem(line.text) && !isItem(above.text)
    if (line === undefined || (line.indent <= indent && !isListBelow)) return null
    return this.block(line.indent, depth + 1)
  }

  #next(indent: number): Line | undefined {
    const line = this.lines[this.#at]
    if (line === undefined || line.indent < indent) return undefined
    if (line.indent > indent) throw promptError(line.number, 'is indented more than the lines before it.')
    return line
  }
}

/** A quoted text at the beginning of another. */
const QUOTED = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')/

const isItem = (text: string) => text === '-' || text.startsWith('- ')

/** The name before a colon. A name may be quoted, and may have a form behind it: `tags(array, the topics): string`. */
function keyOf(text: string): { readonly key: string; readonly rest: string } | undefined {
  const [quoted] = QUOTED.exec(text) ?? []
  const end = quoted?.length ?? text.search(/:(?:\s|$)/)
  if (end < 0 || text[end] !== ':') return undefined
  const key = text.slice(0, end).trim()
  const rest = text.slice(end + 1)
  if (rest !== '' && rest.trimStart() === rest) return undefined
  if (quoted !== undefined) return { key: unquoted(quoted, 0), rest: rest.trim() }
  return /^[[{&*!|>%@`,\]}]/.test(key) || key === '' ? undefined : { key, rest: rest.trim() }
}

/** A comment begins with a `#` at the start or behind a space, outside of quotes. */
function withoutComment(text: string): string {
  let quote = ''
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!
    if (quote !== '') {
      const isEscape = quote === '"' ? character === '\\' : character === "'" && text[at + 1] === "'"
      if (isEscape) at += 1
      else if (character === quote) quote = ''
    } else if ((character === '"' || character === "'") && /^$|[\s[{,:]/.test(text[at - 1] ?? '')) quote = character
    else if (character === '#' && (at === 0 || text[at - 1] === ' ')) return text.slice(0, at).trimEnd()
  }
  return text
}

function readInline(text: string, line: number): FrontValue {
  if (!/^[[{]/.test(text)) return scalar(text, line)
  const flow = new FlowReader(text, line)
  const value = flow.value(0)
  flow.end()
  return value
}

/** Lists and mappings in brackets, on one line. */
class FlowReader {
  #at = 0

  constructor(
    readonly text: string,
    readonly line: number,
  ) {}

  value(depth: number): FrontValue {
    if (depth > DEEPEST) throw promptError(this.line, `is nested deeper than ${DEEPEST} levels.`)
    this.#skip()
    const open = this.text[this.#at]
    if (open === '[') return this.#items(']', () => this.value(depth + 1))
    if (open !== '{') return scalar(this.#word(/[,\]}]/), this.line)
    const entries = this.#items('}', (): readonly [string, FrontValue] => {
      const key = this.#word(/[:,}]/)
      if (this.text[this.#at] !== ':') throw promptError(this.line, 'has a `{ … }` without `name: value`.')
      this.#at += 1
      return [String(scalar(key, this.line)), this.value(depth + 1)]
    })
    const names = entries.map(([name]) => name)
    const twice = names.find((name, index) => names.indexOf(name) < index)
    if (twice !== undefined) throw promptError(this.line, `has the name ${JSON.stringify(twice)} a second time.`)
    return Object.fromEntries(entries)
  }

  end(): void {
    this.#skip()
    if (this.#at < this.text.length) throw promptError(this.line, 'goes on behind its closing bracket.')
  }

  #items<Item>(close: ']' | '}', read: () => Item): Item[] {
    const items: Item[] = []
    this.#at += 1
    for (;;) {
      this.#skip()
      if (this.text[this.#at] === close) break
      items.push(read())
      this.#skip()
      if (this.text[this.#at] === ',') this.#at += 1
      else if (this.text[this.#at] !== close) throw promptError(this.line, `has no closing \`${close}\`.`)
    }
    this.#at += 1
    return items
  }

  /** A quoted text, or everything up to an end. */
  #word(end: RegExp): string {
    this.#skip()
    const rest = this.text.slice(this.#at)
    const [quoted] = QUOTED.exec(rest) ?? []
    const length = quoted?.length ?? rest.search(end)
    const word = rest.slice(0, length < 0 ? rest.length : length)
    this.#at += word.length
    this.#skip()
    return word.trim()
  }

  #skip(): void {
    while (this.text[this.#at] === ' ') this.#at += 1
  }
}

function scalar(text: string, line: number): FrontValue {
  if (/^["']/.test(text)) return unquoted(text, line)
  if (/^[&*!|>%@`]/.test(text)) {
    throw promptError(
      line,
      `begins with \`${text[0]}\`, a form of YAML that is not read. Write the text in quotes, on one line.`,
    )
  }
  if (text === '' || text === 'null' || text === '~') return null
  if (text === 'true' || text === 'false') return text === 'true'
  if (/^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i.test(text)) return Number(text)
  if (/:(?:\s|$)/.test(text)) throw promptError(line, 'has two colons. Write the text in quotes.')
  return text
}

function unquoted(text: string, line: number): string {
  if (text.startsWith("'")) {
    if (!/^'(?:[^']|'')*'$/.test(text)) throw promptError(line, 'has a quote that does not end, or goes on behind it.')
    return text.slice(1, -1).replaceAll("''", "'")
  }
  try {
    return String(JSON.parse(text))
  } catch {
    throw promptError(line, 'has a quoted text with an unknown escape, or a quote that does not end.')
  }
}
