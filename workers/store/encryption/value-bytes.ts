/**
 * Any value that a record may hold, as bytes. Encryption needs bytes, and browsers do not hand out those of their own
 * copies. The form is JSON with a tag for each value that JSON lacks, and behind it the bytes of all buffers.
 */
export function encodeValue(value: unknown): Uint8Array<ArrayBuffer> {
  const buffers: Uint8Array[] = []
  const json = new TextEncoder().encode(JSON.stringify(tagged(value, { buffers, above: new Set() })))
  let end = aligned(HEADER_BYTES + json.length)
  for (const { length } of buffers) end = aligned(end + length)
  const bytes = new Uint8Array(end)
  new DataView(bytes.buffer).setUint32(0, json.length, true)
  bytes.set(json, HEADER_BYTES)
  let at = aligned(HEADER_BYTES + json.length)
  for (const buffer of buffers) {
    bytes.set(buffer, at)
    at = aligned(at + buffer.length)
  }
  return bytes
}

/** The value that `encodeValue` encoded. Throws where the bytes are something else. */
export function decodeValue(bytes: Uint8Array): unknown {
  const jsonBytes = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true)
  const json = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(HEADER_BYTES, HEADER_BYTES + jsonBytes))
  let at = aligned(HEADER_BYTES + jsonBytes)
  // The buffers follow in the order in which the JSON names them, and each is read once.
  const take = (length: number): ArrayBuffer => {
    const buffer = bytes.slice(at, at + length).buffer as ArrayBuffer
    at = aligned(at + length)
    return buffer
  }
  return untagged(JSON.parse(json), take)
}

const HEADER_BYTES = 4
const aligned = (at: number): number => Math.ceil(at / 8) * 8

const VIEWS = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

interface Encoding {
  readonly buffers: Uint8Array[]
  readonly above: Set<object>
}

function tagged(value: unknown, encoding: Encoding): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : ['number', Object.is(value, -0) ? '-0' : `${value}`]
    case 'bigint':
      return ['bigint', `${value}`]
    case 'undefined':
      return ['undefined']
    case 'object':
      return value === null ? null : taggedObject(value, encoding)
    default:
      throw refused(`a ${typeof value}`)
  }
}

function taggedObject(value: object, encoding: Encoding): Json {
  const { above, buffers } = encoding
  if (above.has(value)) throw refused('a value that contains itself')
  const buffer = (bytes: Uint8Array): number => {
    buffers.push(bytes)
    return bytes.length
  }
  above.add(value)
  try {
    if (Array.isArray(value)) return ['list', Array.from(value, (entry) => tagged(entry, encoding))]
    if (value instanceof Date) return ['date', tagged(value.getTime(), encoding)]
    if (value instanceof RegExp) return ['regexp', value.source, value.flags]
    if (value instanceof Map) {
      return ['map', [...value].map((entry) => entry.map((part) => tagged(part, encoding)))]
    }
    if (value instanceof Set) return ['set', [...value].map((entry) => tagged(entry, encoding))]
    if (value instanceof ArrayBuffer) return ['buffer', buffer(new Uint8Array(value))]
    if (ArrayBuffer.isView(value)) {
      const type = Object.prototype.toString.call(value).slice('[object '.length, -1)
      if (!Object.hasOwn(VIEWS, type)) throw refused(`a ${type}`)
      return ['view', type, buffer(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))]
    }
    const type = Object.prototype.toString.call(value)
    if (type !== '[object Object]') throw refused(`a ${type.slice('[object '.length, -1)}`)
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, tagged(entry, encoding)]))
  } finally {
    above.delete(value)
  }
}

function untagged(json: Json, take: (length: number) => ArrayBuffer): unknown {
  if (typeof json !== 'object' || json === null) return json
  if (!isTagged(json)) {
    return Object.fromEntries(Object.entries(json).map(([name, entry]) => [name, untagged(entry, take)]))
  }
  const [tag, content, more] = json
  const list = () => (content as readonly Json[]).map((entry) => untagged(entry, take))
  switch (tag) {
    case 'list':
      return list()
    case 'number':
      return Number(content)
    case 'bigint':
      return BigInt(content as string)
    case 'undefined':
      return undefined
    case 'date':
      return new Date(untagged(content as Json, take) as number)
    case 'regexp':
      return new RegExp(content as string, more as string)
    case 'map':
      return new Map(
        (content as readonly [Json, Json][]).map(([name, entry]) => [untagged(name, take), untagged(entry, take)]),
      )
    case 'set':
      return new Set(list())
    case 'buffer':
      return take(content as number)
    case 'view':
      return new VIEWS[content as keyof typeof VIEWS](take(more as number))
    default:
      throw new RangeError(`No value has the tag ${String(tag)}.`)
  }
}

const isTagged = (json: object): json is readonly Json[] => Array.isArray(json)

function refused(what: string): TypeError {
  return new TypeError(
    `An encrypted store cannot keep ${what}. Texts, numbers, dates, lists, objects, maps, sets and buffers of bytes can be kept; of a file keep ` +
      '`await file.arrayBuffer()`.',
  )
}
