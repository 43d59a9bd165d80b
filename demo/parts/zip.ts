export interface ZipEntry {
  readonly name: string
  readonly content: Uint8Array<ArrayBuffer>
}

/** An archive may claim to grow without end. */
const MOST_BYTES = 200_000_000

const END = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50
const STORED = 0
const DEFLATED = 8
const UTF8_NAMES = 0x0800

/** Reads all files of an archive. Throws in words for a visitor where it cannot. */
export async function readZip(bytes: Uint8Array<ArrayBuffer>): Promise<ZipEntry[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (end === undefined) throw new Error('it is damaged, or not of the format that its name says')
  const count = view.getUint16(end + 10, true)
  const entries: ZipEntry[] = []
  let at = view.getUint32(end + 16, true)
  let total = 0
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new Error('it is damaged')
    const flags = view.getUint16(at + 8, true)
    const method = view.getUint16(at + 10, true)
    const packed = view.getUint32(at + 20, true)
    const size = view.getUint32(at + 24, true)
    total += size
    const nameLength = view.getUint16(at + 28, true)
    const rest = view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    const local = view.getUint32(at + 42, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    if ((flags & 1) !== 0) throw new Error('it is protected by a password')
    if (method !== STORED && method !== DEFLATED) throw new Error('it is packed in an unusual way')
    if (total > MOST_BYTES) throw new Error('it is too large')
    if (local + 30 > bytes.length) throw new Error('it is damaged')
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    const content = bytes.slice(start, start + packed)
    entries.push({ name, content: method === STORED ? content : await inflate(content, size) })
    at += 46 + nameLength + rest
  }
  return entries
}

/** Writes an archive. The times of its files are left out, because they would reveal when each was changed. */
export async function writeZip(entries: readonly ZipEntry[]): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const directory: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for (const { name, content } of entries) {
    const encoded = new TextEncoder().encode(name)
    const packed = await throughStream(content, new CompressionStream('deflate-raw'))
    const facts = { crc: crc32(content), packed: packed.length, size: content.length, name: encoded }
    const local = header(LOCAL_ENTRY, 30, facts)
    parts.push(local, encoded, packed)
    directory.push(directoryHeader(facts, offset), encoded)
    offset += local.length + encoded.length + packed.length
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = new Uint8Array(22)
  const view = new DataView(end.buffer)
  view.setUint32(0, END, true)
  view.setUint16(8, entries.length, true)
  view.setUint16(10, entries.length, true)
  view.setUint32(12, size, true)
  view.setUint32(16, offset, true)
  return new Blob([...parts, ...directory, end], { type: 'application/zip' })
}

interface EntryFacts {
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly name: Uint8Array
}

/** The fields that both kinds of headers share, at their places in the local header. */
function header(sign: number, length: number, { crc, packed, size, name }: EntryFacts): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  const from = sign === LOCAL_ENTRY ? 4 : 6
  view.setUint32(0, sign, true)
  view.setUint16(from, 20, true)
  view.setUint16(from + 2, UTF8_NAMES, true)
  view.setUint16(from + 4, DEFLATED, true)
  view.setUint32(from + 10, crc, true)
  view.setUint32(from + 14, packed, true)
  view.setUint32(from + 18, size, true)
  view.setUint16(from + 22, name.length, true)
  return bytes
}

function directoryHeader(facts: EntryFacts, offset: number): Uint8Array<ArrayBuffer> {
  const bytes = header(DIRECTORY_ENTRY, 46, facts)
  const view = new DataView(bytes.buffer)
  view.setUint16(4, 20, true)
  view.setUint32(42, offset, true)
  return bytes
}

/** The end of the directory may be followed by a comment, so it is looked for from behind. */
function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - 22
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1) if (view.getUint32(at, true) === END) return at
  return undefined
}

/** An archive that states too small a size could fill the memory all the same, so no more than `size` is unpacked. */
async function inflate(content: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array<ArrayBuffer>> {
  return throughStream(content, new DecompressionStream('deflate-raw'), size).catch(() => {
    throw new Error('it is damaged')
  })
}

async function throughStream(
  content: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
  most = Number.POSITIVE_INFINITY,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = new Blob([content]).stream().pipeThrough(stream).getReader()
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > most) {
      await reader.cancel()
      throw new Error(`More than ${most} bytes`)
    }
    chunks.push(value)
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer())
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
