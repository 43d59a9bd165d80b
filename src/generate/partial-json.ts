/** The meaning of each character after a backslash. `u` and its four digits are read separately. */
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** A list or an object that is not closed yet. */
interface Open {
  readonly value: unknown[] | Record<string, unknown>
  size: number
  /** The name under which the next value of an object is stored, once the name is complete. */
  key: string | undefined
  /** Whether the next string in an object is a name. */
  expectsKey: boolean
}

/**
 * Number of entries that may be copied per character received, so that all copies together cost time in proportion to
 * the text.
 */
const ALLOWANCE = 16

const NOTHING = Symbol('nothing')

/**
 * Reads JSON as it arrives. Each piece is read once, and the value so far is returned as a copy of its open lists and
 * objects. Closed lists and objects never change again, so all copies share them. Where many are open at once, some
 * pieces return nothing.
 *
 * @example
 * const partial = new PartialJson()
 * console.log(partial.push('{"title": "Ra'), partial.push('in"}'))
 */
export class PartialJson {
  readonly #open: Open[] = []
  #root: unknown = NOTHING
  #state: 'before' | 'value' | 'string' | 'escape' | 'token' | 'end' = 'before'
  /** The string, number or word that is being read. */
  #read = ''
  /** The first half of a surrogate pair, held back until the second half arrives. */
  #half = ''
  #escape = ''
  #changed = false
  /** The cost of a copy of all open lists and objects, and the amount that may be spent on copies. */
  #cost = 0
  #credit = ALLOWANCE

  /** Reads the next piece. Returns the value so far where the piece changed it, else `undefined`. */
  push(piece: string): unknown {
    this.#credit += ALLOWANCE * piece.length
    for (let at = 0; at < piece.length && this.#state !== 'end'; at += 1) at = this.#take(piece, at)
    return this.#handOut()
  }

  /** Reads the character at `at`, or several at once, and returns the index of the last character read. */
  #take(piece: string, at: number): number {
    const sign = piece[at] as string
    switch (this.#state) {
      case 'string':
        return this.#takeString(piece, at)
      case 'escape':
        if (!this.#takeEscape(sign)) this.#stop()
        return at
      case 'token':
        if (/[\w.+-]/.test(sign)) {
          this.#read += sign
          this.#changed ||= this.#open.length === 0
          return at
        }
        this.#endToken()
        // The character does not belong to the token, so it is read once more.
        return at - 1
      case 'before':
        // A model may write text before a list or an object. Any other value must come first.
        if (/\s/.test(sign)) return at
        if (sign === '{' || sign === '[' || (this.#read === '' && /["\d\-tfn]/.test(sign))) {
          this.#state = 'value'
          this.#read = ''
          if (!this.#takeValue(sign)) this.#stop()
        } else this.#read = sign
        return at
      default:
        if (!this.#takeValue(sign)) this.#stop()
        return at
    }
  }

  /** Reads a character of a value. Returns whether the character may be here. */
  #takeValue(sign: string): boolean {
    const open = this.#open.at(-1)
    if (/\s/.test(sign)) return true
    switch (sign) {
      case '"':
        this.#state = 'string'
        return true
      case '{':
      case '[':
        if (!this.#mayStart()) return false
        this.#changed = true
        this.#open.push({ value: sign === '[' ? [] : {}, size: 0, key: undefined, expectsKey: sign === '{' })
        this.#cost += 1
        return true
      case '}':
      case ']':
        if (open === undefined || Array.isArray(open.value) !== (sign === ']')) return false
        this.#open.pop()
        this.#cost -= open.size + 1
        this.#put(open.value)
        return true
      case ',':
        if (open === undefined || open.key !== undefined) return false
        open.expectsKey = !Array.isArray(open.value)
        return true
      case ':':
        return open?.key !== undefined
    }
    if (!/[\d\-tfn]/.test(sign) || !this.#mayStart()) return false
    this.#state = 'token'
    this.#read = sign
    this.#changed ||= open === undefined
    return true
  }

  #mayStart(): boolean {
    const open = this.#open.at(-1)
    return open === undefined || Array.isArray(open.value) || open.key !== undefined
  }

  #takeString(piece: string, at: number): number {
    let end = at
    while (end < piece.length && piece[end] !== '"' && piece[end] !== '\\') end += 1
    if (end > at) this.#append(piece.slice(at, end))
    if (end === piece.length) return end
    if (piece[end] === '\\') {
      this.#state = 'escape'
      this.#escape = ''
      return end
    }
    const text = this.#read + this.#half
    this.#read = this.#half = ''
    this.#state = 'value'
    const open = this.#open.at(-1)
    if (open?.expectsKey) {
      open.key = text
      open.expectsKey = false
    } else this.#put(text)
    return end
  }

  /** Reads a character after a backslash. Returns whether the character may be there. */
  #takeEscape(sign: string): boolean {
    this.#escape += sign
    if (this.#escape[0] === 'u') {
      if (this.#escape.length < 5) return true
      const code = Number.parseInt(this.#escape.slice(1), 16)
      if (Number.isNaN(code)) return false
      this.#append(String.fromCharCode(code))
    } else {
      if (!Object.hasOwn(ESCAPES, sign)) return false
      this.#append(ESCAPES[sign] as string)
    }
    this.#state = 'string'
    return true
  }

  #append(text: string): void {
    const whole = this.#half + text
    const last = whole.charCodeAt(whole.length - 1)
    this.#half = last >= 0xd800 && last < 0xdc00 ? whole.slice(-1) : ''
    this.#read += this.#half === '' ? whole : whole.slice(0, -1)
    this.#changed ||= !this.#open.at(-1)?.expectsKey
  }

  #endToken(): void {
    this.#state = 'value'
    const value = readToken(this.#read)
    this.#read = ''
    if (value !== NOTHING) this.#put(value)
    else if (this.#open.length > 0) this.#stop()
    else [this.#state, this.#read] = ['before', 'prose']
  }

  /** Stores a complete value where it belongs. */
  #put(value: unknown): void {
    this.#changed = true
    const open = this.#open.at(-1)
    if (open === undefined) {
      this.#root = value
      this.#state = 'end'
    } else if (Array.isArray(open.value)) {
      open.value.push(value)
      open.size += 1
      this.#cost += 1
    } else if (open.key !== undefined) {
      define(open.value, open.key, value)
      open.size += 1
      this.#cost += 1
      open.key = undefined
    } else this.#stop()
  }

  /** The text is not JSON, so nothing more is returned. */
  #stop(): void {
    this.#state = 'end'
    this.#root = NOTHING
    this.#open.length = 0
    this.#changed = false
  }

  #handOut(): unknown {
    if (!this.#changed) return undefined
    if (this.#state === 'end') {
      this.#changed = false
      return this.#root === NOTHING ? undefined : this.#root
    }
    const cost = this.#open.length === 0 ? this.#read.length : this.#cost
    if (cost > this.#credit) return undefined
    this.#credit -= cost
    this.#changed = false
    return this.#soFar()
  }

  /** Copies the open lists and objects, from the inside out. */
  #soFar(): unknown {
    let inner = this.#begun()
    for (let at = this.#open.length - 1; at >= 0; at -= 1) {
      const { value, key } = this.#open[at] as Open
      if (Array.isArray(value)) inner = inner === NOTHING ? [...value] : [...value, inner]
      else {
        const copy = copyOf(value)
        if (inner !== NOTHING && key !== undefined) define(copy, key, inner)
        inner = copy
      }
    }
    return inner === NOTHING ? undefined : inner
  }

  /** The value that is being read, where it can be shown: the string so far, or a number at the top level. */
  #begun(): unknown {
    if (this.#state === 'token') return this.#open.length === 0 ? readToken(this.#read) : NOTHING
    if (this.#state !== 'string' && this.#state !== 'escape') return NOTHING
    return this.#open.at(-1)?.expectsKey ? NOTHING : this.#read
  }
}

function readToken(token: string): unknown {
  try {
    return JSON.parse(token) as unknown
  } catch {
    return NOTHING
  }
}

function copyOf(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const copy: Record<string, unknown> = {}
  for (const key of Object.keys(value)) define(copy, key, value[key])
  return copy
}

/** Sets a property like JSON.parse does: `__proto__` becomes an ordinary property. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })
  else target[key] = value
}
