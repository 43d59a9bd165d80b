const IMPORTS = 2
const MEMORY = 2
const HEADER = 8

/** The limits of a shared memory: both bounds are given, and the upper one is 65,536 pages. */
const SHARED_LIMITS = [3, 0, 0x80, 0x80, 0x04]

/**
 * The same module for a memory that several workers share. Only the import of the memory differs, so a second copy of each module
 * would cost its size for a few bytes. The import of the memory must be the only one.
 */
export function sharedModule(base64: string): WebAssembly.Module {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  let at = HEADER
  while (at < bytes.length) {
    const id = bytes[at] as number
    const { value: size, end: start } = readNumber(bytes, at + 1)
    if (id === IMPORTS) return new WebAssembly.Module(withShared(bytes, { at, start, end: start + size }))
    at = start + size
  }
  throw new TypeError('The kernels import no memory')
}

function withShared(
  bytes: Uint8Array,
  { at, start, end }: { readonly at: number; readonly start: number; readonly end: number },
): Uint8Array<ArrayBuffer> {
  const count = readNumber(bytes, start)
  const module = readNumber(bytes, count.end)
  const name = readNumber(bytes, module.end + module.value)
  const kind = name.end + name.value
  if (count.value !== 1 || bytes[kind] !== MEMORY) throw new TypeError('The kernels must import a memory alone')
  const section = [...bytes.subarray(start, kind + 1), ...SHARED_LIMITS]
  // One byte holds the size of so short a section.
  return Uint8Array.from([...bytes.subarray(0, at), IMPORTS, section.length, ...section, ...bytes.subarray(end)])
}

/** Reads a number of seven bits a byte. */
function readNumber(bytes: Uint8Array, at: number): { readonly value: number; readonly end: number } {
  let value = 0
  let shift = 0
  for (;;) {
    const byte = bytes[at] as number
    value |= (byte & 127) << shift
    at += 1
    if (byte < 128) return { value, end: at }
    shift += 7
  }
}
