import type { Format } from '../redact/formats/format.js'
import { allowsFile } from './allowed.js'
import { type CallGate, unreadable } from './call-gate.js'

interface FilePart {
  readonly data: unknown
  readonly mediaType: string
  readonly filename?: string | undefined
}

/** Hides the name of a file, and the text of a text file. Other files are sent only if the app lists their type. */
export async function hideFile<T extends FilePart>(gate: CallGate, part: T): Promise<T> {
  const { data, mediaType, filename } = part
  const named = filename === undefined ? part : { ...part, filename: await gate.text(filename) }
  await gate.name('the type of a file', mediaType)
  if (allowsFile(gate.allowed, mediaType)) return named
  const format = formatOf(mediaType)
  const text = format === undefined ? undefined : readText(data)
  if (format === undefined || text === undefined) {
    const wayOut = `Leave it out, or list its type (${mediaType}) in \`allow.files\`.`
    throw unreadable('a file', wayOut)
  }
  const hidden = await gate.conversation.hide(text, { format, signal: gate.signal })
  return { ...named, data: writeText(hidden, data) }
}

/** The format for reading a file of this type; undefined if the type is not text. */
function formatOf(mediaType: string): Format | undefined {
  const type = mediaType.toLowerCase().split(';')[0]!.trim()
  if (/[/+]json$/.test(type)) return 'json'
  if (/^text\/(?:csv|tab-separated-values)$/.test(type)) return 'csv'
  if (/^text\/(?:html|xml)$|[/+](?:xml|xhtml)$/.test(type)) return 'html'
  if (/^text\/(?:x-)?markdown$/.test(type)) return 'markdown'
  return /^text\/[\w.+-]+$|^application\/(?:yaml|x-yaml|toml|javascript|sql)$/.test(type) ? 'text' : undefined
}

/** The text of bytes, or of bytes in base64; undefined where the bytes are not text, or are stored elsewhere. */
function readText(data: unknown): string | undefined {
  try {
    const bytes = typeof data === 'string' ? Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0)) : data
    return bytes instanceof Uint8Array ? new TextDecoder('utf-8', { fatal: true }).decode(bytes) : undefined
  } catch {
    return undefined
  }
}

/** Writes the text in the form of the original file. */
function writeText(text: string, original: unknown): Uint8Array | string {
  const bytes = new TextEncoder().encode(text)
  if (typeof original !== 'string') return bytes
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
