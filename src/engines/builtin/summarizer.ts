import { checkOptions } from '../../calls/check-options.js'
import { asyncDispose, type Resource } from '../../calls/dispose.js'
import { textStream } from '../../calls/stream.js'
import { holdModel } from './held-model.js'
import { readStream } from './read-stream.js'
import {
  type BuiltinCallOptions,
  type BuiltinTextOptions,
  CALL_OPTIONS,
  TEXT_OPTIONS,
  toBrowserCall,
  toBrowserOptions,
} from './text-options.js'

/** The form of the summaries of the browser's Summarizer. */
export interface BuiltinSummarizerOptions extends BuiltinTextOptions {
  /** The kind of summary. @default 'key-points' */
  type?: 'tldr' | 'teaser' | 'key-points' | 'headline' | undefined
  /** How long the summary is. @default 'short' */
  length?: 'short' | 'medium' | 'long' | undefined
  /** Whether the summary may have Markdown. @default 'markdown' */
  format?: 'markdown' | 'plain-text' | undefined
}

/** The browser's Summarizer, for the option `summarizer` of `summarize`. */
export interface BuiltinSummarizer extends Resource {
  /** The most input that one call takes, in the browser's own unit. */
  readonly inputQuota: number | undefined
  /** How much of the quota a text needs. */
  measureInputUsage(text: string, options?: BuiltinCallOptions): Promise<number>
  /** Writes a summary. */
  summarize(text: string, options?: BuiltinCallOptions): Promise<string>
  /** Writes a summary and hands it out while it is written. */
  summarizeStreaming(text: string, options?: BuiltinCallOptions): ReadableStream<string>
}

/**
 * Creates the browser's own Summarizer, with errors, progress and aborts as everywhere here. `summarize` cuts long texts into parts for it, and
 * checks its statements against the text. Call it in a click handler where the browser must download its model first.
 *
 * @example
 * const summarizer = await createBuiltinSummarizer({ type: 'tldr' })
 * const { text: gist, unsupported } = await summarize(text, { summarizer }).result
 * await summarizer.close()
 */
export async function createBuiltinSummarizer(options: BuiltinSummarizerOptions = {}): Promise<BuiltinSummarizer> {
  const kinds = { ...TEXT_OPTIONS, type: 'any', length: 'any', format: 'any' } as const
  checkOptions('createBuiltinSummarizer', options, kinds)
  const { type = 'key-points', length = 'short', format = 'markdown' } = options
  const held = await holdModel('Summarizer', { ...toBrowserOptions(options), type, length, format }, options)
  const close = () => held.close()
  return {
    inputQuota: held.first.inputQuota,
    async measureInputUsage(text, callOptions = {}) {
      checkOptions('measureInputUsage', callOptions, CALL_OPTIONS)
      const { context, signal } = callOptions
      return held.use(
        signal,
        async (model, stop) => (await model.measureInputUsage?.(text, toBrowserCall(context, stop))) ?? 0,
      )
    },
    async summarize(text, callOptions = {}) {
      checkOptions('summarize', callOptions, CALL_OPTIONS)
      const { context, signal } = callOptions
      return held.use(signal, (model, stop) => model.summarize(text, toBrowserCall(context, stop)))
    },
    summarizeStreaming(text, callOptions = {}) {
      checkOptions('summarizeStreaming', callOptions, CALL_OPTIONS)
      const { context, signal } = callOptions
      return textStream(
        ({ emit, signal: own }) =>
          held.use(own, (model, stop) =>
            readStream(model.summarizeStreaming(text, toBrowserCall(context, stop)), emit),
          ),
        { signal },
      )
    },
    close,
    [asyncDispose]: close,
  }
}
