import type { Unsupported } from './answer/citations.js'
import type { SentenceEmbedder } from './answer/nearness.js'
import { checkOptions, describe } from './calls/check-options.js'
import { type TextStream, textStream } from './calls/stream.js'
import type { DocumentFormat } from './documents/blocks.js'
import type { Generation } from './generate/generation.js'
import { SAMPLING_OPTIONS, type SamplingOptions } from './generate/options.js'
import { NlpError } from './shared/errors.js'
import { type BrowserSummarizer, browserWriter } from './summarize/browser-summarizer.js'
import { checkStatements } from './summarize/check-statements.js'
import { extractSummary, type SummaryPoint } from './summarize/extract-summary.js'
import { LENGTHS, type SummaryForm, type SummaryLength, type SummaryType, TYPES } from './summarize/forms.js'
import { generatorWriter, type SummaryGenerator } from './summarize/generator-writer.js'
import { rankSentences } from './summarize/rank-sentences.js'
import { reduceText } from './summarize/reduce-text.js'
import { readSource } from './summarize/source-sentences.js'

/** The form of a summary in the words of the browser's Summarizer, and the models that make it. */
export interface SummarizeOptions extends SamplingOptions {
  /**
   * The kind of summary: the gist in running text, a text that makes curious, a list of points, or a headline.
   * @default 'key-points'
   */
  type?: SummaryType | undefined
  /**
   * How long the summary is: 1, 3 or 5 sentences of 'tldr'; 1, 2 or 4 of 'teaser'; at most 3, 5 or 7 points; at most
   * 12, 17 or 22 words of a headline.
   * @default 'short'
   */
  length?: SummaryLength | undefined
  /** Whether points begin with "- ". @default 'markdown' */
  format?: 'markdown' | 'plain-text' | undefined
  /** The format of the text, which determines its headings, code and paragraphs. @default 'text' */
  inputFormat?: DocumentFormat | undefined
  /** Words about the text or its readers. Sentences near to them count more, and a model reads them. @default none */
  context?: string | undefined
  /** The language of the text, as in `lang`. It determines where sentences and words end. @default 'en' */
  language?: string | undefined
  /** Compares the sentences by meaning, like `createEmbedder`. @default none: words alone */
  embedder?: SentenceEmbedder | undefined
  /**
   * Writes the summary. Without a writer the summary consists of sentences of the text. An encoder–decoder model (T5, BART)
   * writes as it was trained, so `type`, `length`, `format` and `context` are left out with it.
   * @default none
   */
  generator?: SummaryGenerator | undefined
  /**
   * Writes the summary: the browser's own Summarizer. It has the `type`, `length` and `format` with which it was
   * created.
   * @default none
   */
  summarizer?: BrowserSummarizer | undefined
}

/** A summary, with the places in the text that support it. */
export interface Summary {
  /** The summary. */
  readonly text: string
  /** The statements of the summary, each with the sentences of the text that say it. */
  readonly points: readonly SummaryPoint[]
  /** Quotes, numbers and statements of a written summary that the text does not hold. Show them as doubtful. */
  readonly unsupported: readonly Unsupported[]
  /** Whether the summary consists of sentences of the text, or who wrote it. */
  readonly method: 'sentences' | 'generator' | 'summarizer'
  /**
   * The share of the text that the embedder could read, from 0 to 1. Below one half its vectors are not used, and words
   * alone decide. It is 1 without an embedder.
   */
  readonly coverage: number
  /** Each answer of the generator. The last one is the summary; those before it are the summaries of parts. */
  readonly generations: readonly Generation[]
}

/**
 * Summarizes a text of any length, and names the source sentences of each statement. Without a model that writes, the
 * summary consists of sentences of the text, so it invents nothing. A written summary is checked against the text.
 *
 * @example
 * const stream = summarize(text, { type: 'tldr', length: 'medium', embedder })
 * for await (const delta of stream) output.append(delta)
 * const { points } = await stream.result
 */
export function summarize(text: string, options: SummarizeOptions = {}): TextStream<Summary> {
  const form = checkedForm(text, options)
  const { inputFormat = 'text', context, embedder, generator, summarizer, signal, ...rest } = options
  const { type: _type, length: _length, format: _format, language: _language, ...sampling } = rest
  const { language } = form

  return textStream<Summary>(
    async ({ emit, signal: stop }) => {
      const source = readSource(text, inputFormat, language)
      if (source.sentences.length === 0) throw nothingToSummarize(text)
      if (generator === undefined && summarizer === undefined) {
        const ranked = await rankSentences(source, { context, embedder, language, signal: stop })
        const { text: summary, points } = extractSummary(ranked, form)
        let emitted = 0
        for (const { end } of points) {
          emit(summary.slice(emitted, end))
          emitted = end
        }
        const { coverage } = ranked
        return { text: summary, points, unsupported: [], method: 'sentences', coverage, generations: [] }
      }
      const generations: Generation[] = []
      const writer =
        generator === undefined
          ? await browserWriter(summarizer as BrowserSummarizer, text, { context, signal: stop })
          : generatorWriter(generator, { text, form, context, sampling, generations })
      const written = await reduceText(text, { writer, format: inputFormat, language, emit, signal: stop })
      const checked = checkStatements(written, text, { ...source, format: inputFormat, language })
      const method = generator === undefined ? 'summarizer' : 'generator'
      return { text: written, ...checked, method, coverage: 1, generations }
    },
    { signal },
  )
}

function checkedForm(text: string, options: SummarizeOptions): SummaryForm {
  checkOptions('summarize', options, {
    ...SAMPLING_OPTIONS,
    type: 'any',
    length: 'any',
    format: 'any',
    inputFormat: 'any',
    context: 'string',
    language: 'string',
    embedder: 'object',
    generator: 'object',
    summarizer: 'object',
  })
  if (typeof text !== 'string' || text.trim() === '') {
    throw new TypeError(`\`text\` must be a string that is not empty, got ${describe(text)}`)
  }
  const { type = 'key-points', length = 'short', format = 'markdown', inputFormat = 'text', language = 'en' } = options
  oneOf('type', type, TYPES)
  oneOf('length', length, LENGTHS)
  oneOf('format', format, ['markdown', 'plain-text'])
  oneOf('inputFormat', inputFormat, ['text', 'markdown', 'html'])
  if (options.generator?.textToText !== undefined) {
    const own = (['type', 'length', 'format', 'context'] as const).find((name) => options[name] !== undefined)
    if (own !== undefined)
      throw new TypeError(
        `\`${own}\` must be left out: an encoder–decoder model writes as it was trained, and takes no instructions`,
      )
  }
  if (options.summarizer === undefined) return { type, length, format, language }
  if (options.generator !== undefined) throw new TypeError('`generator` and `summarizer` cannot both write the summary')
  const own = (['type', 'length', 'format'] as const).find((name) => options[name] !== undefined)
  if (own !== undefined)
    throw new TypeError(`\`${own}\` must be given to Summarizer.create(), and not beside \`summarizer\``)
  return { type, length, format, language }
}

function oneOf(name: string, value: unknown, known: readonly string[]): void {
  if (known.includes(value as string)) return
  const list = known.map((each) => `'${each}'`)
  throw new TypeError(`\`${name}\` must be ${list.slice(0, -1).join(', ')} or ${list.at(-1)}, got ${describe(value)}`)
}

function nothingToSummarize(text: string): NlpError {
  return new NlpError(
    'invalid-data',
    `The text of ${text.length} characters holds no statement to summarize: a sentence of at least four words. ` +
      'Code, tables, questions and emoji do not count. Show the text itself.',
  )
}
