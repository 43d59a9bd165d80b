import type { DocumentFormat } from '../documents/blocks.js'
import { chunk } from '../documents/chunk.js'
import { NlpError } from '../shared/errors.js'

/** Writes summaries of texts up to a length: a generator, or the browser's Summarizer. */
export interface Writer {
  /** The most characters of a text that one request can take. */
  readonly longest: number
  /** Writes what a part of a longer text says. */
  summarizePart(text: string, signal: AbortSignal): Promise<string>
  /** Writes the summary itself and emits each piece of it. */
  summarizeWhole(text: string, emit: (delta: string) => void, signal: AbortSignal): Promise<string>
}

/** Each round must make the text shorter than this share of what it was. */
const SHRINKS = 0.8

/**
 * Summarizes a text of any length: a text that one request cannot take is cut into parts, and the summaries of the parts are summarized.
 */
export async function reduceText(
  text: string,
  {
    writer,
    format,
    language,
    emit,
    signal,
  }: {
    readonly writer: Writer
    readonly format: DocumentFormat
    readonly language: string
    readonly emit: (delta: string) => void
    readonly signal: AbortSignal
  },
): Promise<string> {
  let current = text
  for (let round = 0; current.length > writer.longest; round += 1) {
    const parts = chunk(current, {
      passageLength: writer.longest,
      overlap: 0,
      language,
      format: round === 0 ? format : 'text',
    })
    const summaries: string[] = []
    for (const { start, end } of parts) {
      signal.throwIfAborted()
      summaries.push((await writer.summarizePart(current.slice(start, end), signal)).trim())
    }
    const next = summaries.join('\n\n')
    if (next.length > SHRINKS * current.length) {
      throw new NlpError(
        'invalid-output',
        'The summaries of the parts are nearly as long as the text, so they cannot be joined. Use another model, or none.',
      )
    }
    current = next
  }
  signal.throwIfAborted()
  return writer.summarizeWhole(current, emit, signal)
}
