/** The meaning of each sign behind a backslash; `u` and its four digits are read apart. */
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
  /** Where the next value of an object goes, once its name is whole. */
  key: string | undefined
  /** Inside an object: the next string is a name. */
  expectsKey: boolean
}

/** Entries that may be copied for each sign that came in, so that all copies together cost time in proportion to the text. */
const ALLOWANCE = 16

const NOTHING = Symbol('nothing')

/**
 * Reads JSON as it comes. Each piece is read once, and the value so far is handed out as a copy of its open lists and objects:
 * closed ones never change again, so all copies share them. Where much is open at once, some pieces hand out nothing.
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
  /** The first half of a surrogate pair, kept back until the second is there. */
  #half = ''
  #escape = ''
  #changed = false
  /** The cost of a copy of all open lists and objects, and the amount that may be spent on copies. */
  #cost = 0
  #credit = ALLOWANCE

  /** Takes the next piece; the value so far where the piece changed it, else `undefined`. */
  push(piece: string): unknown {
    this.#credit += ALLOWANCE * piece.length
    for (let at = 0; at < piece.length && this.#state !== 'end'; at += 1) at = this.#take(piece, at)
    return this.#handOut()
  }

  /** Reads the sign at `at`, or several at once, and says where the last one was. */
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
        // The sign does not belong to the token, so the sign is read once more.
        return at - 1
      case 'before':
        // A model may say something before the value; a value that is no list and no object must come first.
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

  /** Whether the sign fits where it stands. */
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

  /** Whether the sign fits behind the backslash. */
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

  /** Puts a whole value where it belongs. */
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

  /** No JSON: nothing more is handed out. */
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

  /** The value that is being read, where it can be shown: a string as far as it goes, a number only at the top. */
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

/** As JSON.parse does: a property called `__proto__` is one like any other. */
function define(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })
  else target[key] = value
}
