import { checksum, mix } from './checksum.js'

/** Deeper than any real record. Deeper values do not count. */
const DEEPEST = 200

const number = new Float64Array(1)
const halves = new Uint32Array(number.buffer)

/**
 * A 32-bit checksum of a value that a database can hold. The checksum is the same before the value is stored and after it is read. The
 * content of files and other opaque objects does not count.
 */
export function valueSum(value: unknown): number {
  let sum = 0x811c9dc5
  const above = new Set<object>()

  function add(word: number): void {
    sum = mix(sum, word)
  }

  function addText(text: string): void {
    add(text.length)
    for (let at = 0; at < text.length; at += 2) add(text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16))
  }

  function addNumber(value: number): void {
    number[0] = value
    add(halves[0]!)
    add(halves[1]!)
  }

  function visit(value: unknown): void {
    if (typeof value === 'object') {
      if (value === null) add(5)
      else visitObject(value)
    } else if (typeof value === 'string') {
      add(1)
      addText(value)
    } else if (typeof value === 'number') {
      add(2)
      addNumber(value)
    } else if (typeof value === 'boolean') {
      add(value ? 3 : 4)
    } else {
      add(6)
      addText(String(value))
    }
  }

  function visitObject(value: object): void {
    if (above.has(value) || above.size === DEEPEST) {
      add(7)
      return
    }
    above.add(value)
    if (value instanceof Date) {
      add(8)
      addNumber(value.getTime())
    } else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      add(9)
      add(checksum(bytesOf(value)))
    } else if (Array.isArray(value) || value instanceof Map || value instanceof Set) {
      add(10)
      for (const entry of value) visit(entry)
      add(11)
    } else {
      add(12)
      for (const [name, entry] of Object.entries(value)) {
        addText(name)
        visit(entry)
      }
    }
    above.delete(value)
  }

  visit(value)
  return sum >>> 0
}

function bytesOf(value: ArrayBuffer | ArrayBufferView): Uint8Array {
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
}
