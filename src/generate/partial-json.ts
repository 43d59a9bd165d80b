/**
 * The value that a piece of JSON holds so far: what is open is closed, what is only begun is left out. `undefined` while
 * there is nothing to show.
 */
export function parsePartialJson(text: string): unknown {
  const start = text.search(/[[{"\-\dtfn]/)
  if (start === -1) return undefined
  const closers: string[] = []
  let inString = false
  let escaped = false
  /** Up to here the text is whole but for what must be closed. */
  let safe = start
  let safeClosers = ''
  const mark = (end: number) => {
    safe = end
    safeClosers = [...closers].reverse().join('')
  }
  for (let index = start; index < text.length; index += 1) {
    const sign = text[index] as string
    if (inString) {
      if (escaped) escaped = false
      else if (sign === '\\') escaped = true
      else if (sign === '"') {
        inString = false
        if (!isKey(text, index + 1, closers)) mark(index + 1)
      }
      continue
    }
    if (sign === '"') inString = true
    else if (sign === '{' || sign === '[') {
      closers.push(sign === '{' ? '}' : ']')
      mark(index + 1)
    } else if (sign === '}' || sign === ']') {
      closers.pop()
      mark(index + 1)
      if (closers.length === 0) break
    } else if (sign === ',') mark(index)
  }
  const partial = inString ? openString(text, closers) : undefined
  return parse(partial ?? text.slice(start).trimEnd()) ?? parse(text.slice(start, safe) + safeClosers)
}

/** A string that is being written, if it is a value: shown as far as it goes, without a half escape. */
function openString(text: string, closers: readonly string[]): string | undefined {
  const whole = text.replace(/\\(u[\da-f]{0,3})?$/i, '').replace(/[\ud800-\udbff]$/, '')
  const opening = whole.match(/(?:[:[,]|^)\s*"(?:[^"\\]|\\.)*$/)
  if (opening === null) return undefined
  const isValue = closers.at(-1) !== '}' || opening[0].startsWith(':')
  return isValue ? `${whole.slice(whole.search(/[[{"]/))}"${[...closers].reverse().join('')}` : undefined
}

/** Whether the string that ends here names a property, whose value is still to come. */
function isKey(text: string, end: number, closers: readonly string[]): boolean {
  if (closers.at(-1) !== '}') return false
  const rest = text.slice(end).trimStart()
  if (rest.startsWith(':')) return true
  // Nothing behind it yet: it is a value only if a colon stands before it.
  const before = text.slice(0, end).match(/([:{,])\s*"(?:[^"\\]|\\.)*"$/)
  return before?.[1] !== ':'
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
