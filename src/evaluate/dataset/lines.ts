import { NlpError } from '../../shared/errors.js'
import { toHex } from '../../shared/hex.js'

const MAX_LINE = 32 * 1024 * 1024

export interface ReadLines {
  /** SHA-256 of all bytes, in hexadecimal. */
  readonly digest: string
}

/** Passes on each line with its number, from 1, as the bytes arrive. Gzip is recognized by its content and unpacked. */
export async function readLines(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  onLine: (line: string, number: number) => void,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<ReadLines> {
  const hashed: Uint8Array<ArrayBuffer>[] = []
  const decoder = new TextDecoder()
  let number = 0
  let pending = ''
  const take = (text: string) => {
    const lines = (pending + text).split('\n')
    pending = lines.pop() ?? ''
    if (pending.length > MAX_LINE) {
      throw new NlpError('invalid-data', `Line ${number + 1} is longer than ${MAX_LINE} characters; is this JSONL?`)
    }
    for (const line of lines) onLine(line.endsWith('\r') ? line.slice(0, -1) : line, ++number)
  }
  const reader = (await unpacked(bytes)).getReader()
  try {
    for (;;) {
      signal?.throwIfAborted()
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new NlpError('invalid-data', `The file breaks off or is damaged after line ${number}.`, { cause })
      })
      if (done) break
      hashed.push(value)
      take(decoder.decode(value, { stream: true }))
    }
    take(decoder.decode())
    if (pending !== '') onLine(pending, ++number)
  } finally {
    await reader.cancel().catch(() => {})
  }
  return { digest: await sha256(hashed) }
}

async function unpacked(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const reader = bytes.getReader()
  let start = new Uint8Array()
  let done = false
  // The first chunk may be a single byte. Three bytes distinguish gzip, xz and text.
  while (start.length < 3 && !done) {
    const chunk = await reader.read()
    done = chunk.done
    if (chunk.value !== undefined) start = joined([start, chunk.value])
  }
  const whole = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      if (start.length > 0) controller.enqueue(start)
      if (done) controller.close()
    },
    async pull(controller) {
      const chunk = await reader.read()
      if (chunk.done) controller.close()
      else controller.enqueue(chunk.value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
  if (start[0] === 0x1f && start[1] === 0x8b) return whole.pipeThrough(new DecompressionStream('gzip'))
  if (start[0] === 0xfd && start[1] === 0x37) {
    await whole.cancel()
    throw new NlpError(
      'invalid-data',
      'The file is packed with xz, which browsers cannot read; use gzip or plain JSONL.',
    )
  }
  return whole
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

export async function sha256(chunks: readonly Uint8Array[]): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) {
    throw new NlpError(
      'unsupported',
      'Data sets need a secure page (https or localhost): they are named by their digest',
    )
  }
  const digest = await crypto.subtle.digest('SHA-256', joined(chunks))
  return toHex(new Uint8Array(digest))
}
