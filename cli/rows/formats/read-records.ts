import { createReadStream } from 'node:fs'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { NlpError } from '../../../src/shared/errors.js'

/** A record as the file has it, without the end of its line. */
export interface SourceRecord {
  readonly text: string
  /** The line of the file in which the record begins, from 1. */
  readonly line: number
}

export interface RecordOptions {
  /** Whether a quoted cell may contain ends of lines. */
  readonly quotes: boolean
  /** Called with the count of bytes that were read from the file. */
  readonly onBytes?: ((bytes: number) => void) | undefined
}

/** The longest record, in characters. A quote that never closes would otherwise fill the memory with the rest of the file. */
const LONGEST = 32 * 1024 * 1024

/** Reads the records of a file, or of standard input where the path is `-`. A path that ends in `.gz` is unpacked. */
export async function* readRecords(path: string, { quotes, onBytes }: RecordOptions): AsyncGenerator<SourceRecord> {
  const name = path === '-' ? 'standard input' : path
  let line = 0
  let pending = ''
  let record: { text: string; line: number; isOpen: boolean } | undefined

  const longest = () => new NlpError('invalid-data', `${name}:${record?.line ?? line + 1}: the record does not end.`)
  /** Adds a line, and gives the record that it completes. */
  function add(text: string): SourceRecord | undefined {
    line += 1
    const isOdd = quotes && (text.split('"').length - 1) % 2 === 1
    if (record === undefined) record = { text, line, isOpen: isOdd }
    else {
      record.text += `\n${text}`
      record.isOpen = record.isOpen !== isOdd
    }
    if (record.text.length > LONGEST) throw longest()
    if (record.isOpen) return undefined
    const complete = { text: record.text, line: record.line }
    record = undefined
    return complete
  }

  try {
    for await (const text of decoded(path, onBytes)) {
      const lines = (pending + text).split('\n')
      pending = lines.pop() ?? ''
      if (pending.length > LONGEST) throw longest()
      for (const each of lines) {
        const complete = add(each)
        if (complete !== undefined) yield complete
      }
    }
  } catch (cause) {
    if (NlpError.is(cause)) throw cause
    const reason =
      (cause as { code?: unknown }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? NOT_UTF_8 : (cause as Error).message
    throw new NlpError('invalid-data', `${name} could not be read after line ${line}: ${reason}`, { cause })
  }
  const last = pending === '' ? undefined : add(pending)
  if (last !== undefined) yield last
  if (record !== undefined)
    throw new NlpError('invalid-data', `${name}:${record.line}: a quote is opened and never closed.`)
}

const NOT_UTF_8 =
  'it is not UTF-8. Save it as UTF-8, or convert it: iconv -f WINDOWS-1252 -t UTF-8 (UTF-16 for a file of Excel)'

async function* decoded(path: string, onBytes: ((bytes: number) => void) | undefined): AsyncGenerator<string> {
  const source = counted(path === '-' ? process.stdin : createReadStream(path), onBytes)
  // The pipeline passes a failure of the file on to the reader of the unpacked bytes.
  const bytes = path.endsWith('.gz') ? pipeline(source, createGunzip(), () => {}) : source
  // Other encodings would silently be stored wrongly, so they are refused. A byte order mark is dropped.
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of bytes) yield decoder.decode(chunk as Uint8Array, { stream: true })
  yield decoder.decode()
}

async function* counted(stream: Readable, onBytes: ((bytes: number) => void) | undefined): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of stream) {
    bytes += (chunk as Uint8Array).length
    onBytes?.(bytes)
    yield chunk as Uint8Array
  }
}
