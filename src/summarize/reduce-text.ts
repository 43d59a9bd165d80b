import type { DocumentFormat } from '../documents/blocks.js'
import { chunk } from '../documents/chunk.js'
import { NlpError } from '../shared/errors.js'

/** Writes summaries of texts up to a length: a generator, or the browser's Summarizer. */
export interface Writer {
  /** The most characters of a text that one request can take. */
  readonly longest: number
  /** Writes the summary of a part of a longer text. */
  summarizePart(text: string, signal: AbortSignal): Promise<string>
  /** Writes the summary itself and emits each piece of it. */
  summarizeWhole(text: string, emit: (delta: string) => void, signal: AbortSignal): Promise<string>
}

/** Shorter parts make no sense alone. */
const SHORTEST = 40

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
  let { longest } = writer
  for (let round = 0; ; round += 1) {
    signal.throwIfAborted()
    try {
      if (current.length <= longest) return await writer.summarizeWhole(current, emit, signal)
    } catch (error) {
      longest = shorter(error, current.length)
    }
    const next = await summarizeParts(current, round === 0 ? format : 'text')
    if (next.length > SHRINKS * current.length) {
      throw new NlpError(
        'invalid-output',
        'The summaries of the parts are nearly as long as the text, so they cannot be joined. Use another model, or none.',
      )
    }
    current = next
  }

  async function summarizeParts(whole: string, format: DocumentFormat): Promise<string> {
    const summaries: string[] = []
    for (const { start, end } of chunk(whole, { passageLength: longest, overlap: 0, language, format })) {
      signal.throwIfAborted()
      const part = whole.slice(start, end)
      try {
        summaries.push((await writer.summarizePart(part, signal)).trim())
      } catch (error) {
        longest = shorter(error, part.length)
        return summarizeParts(whole, format)
      }
    }
    return summaries.join('\n\n')
  }
}

/** The longest text after a refusal. The number of tokens is a guess beforehand, and rare words take more of them. */
function shorter(error: unknown, refused: number): number {
  const longest = Math.floor(refused / 2)
  if (NlpError.is(error, 'context-overflow') && longest >= SHORTEST) return longest
  throw error
}
