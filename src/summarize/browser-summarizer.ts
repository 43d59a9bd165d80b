import { NlpError } from '../shared/errors.js'
import type { Writer } from './reduce-text.js'

interface BrowserCallOptions {
  readonly context?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** The browser's own Summarizer, as `Summarizer.create()` gives it. */
export interface BrowserSummarizer {
  /** The most input that one call takes, in the browser's own unit. */
  readonly inputQuota?: number | undefined
  /** How much of the quota a text needs. */
  measureInputUsage?(text: string, options?: BrowserCallOptions): Promise<number>
  /** Writes a summary. */
  summarize(text: string, options?: BrowserCallOptions): Promise<string>
  /** Writes a summary and hands it out while it is written. */
  summarizeStreaming?(text: string, options?: BrowserCallOptions): ReadableStream<string>
}

/** How much of the quota a part may use. Parts differ in how many units their characters take. */
const FOR_TEXT = 0.8
/** The text of which the usage is measured. */
const SAMPLE = 4000

/** Lets the browser's Summarizer write. */
export async function browserWriter(
  summarizer: BrowserSummarizer,
  text: string,
  { context, signal }: { readonly context: string | undefined; readonly signal: AbortSignal },
): Promise<Writer> {
  const options = (stop: AbortSignal) => (context === undefined ? { signal: stop } : { context, signal: stop })
  return {
    longest: await longestFor(summarizer, text.slice(0, SAMPLE), options(signal)),
    summarizePart: (part, stop) => failing(summarizer.summarize(part, options(stop)), stop),
    summarizeWhole: (whole, emit, stop) => failing(writeWhole(summarizer, whole, emit, options(stop)), stop),
  }
}

async function longestFor(
  summarizer: BrowserSummarizer,
  sample: string,
  options: BrowserCallOptions & { readonly signal: AbortSignal },
): Promise<number> {
  const { inputQuota } = summarizer
  if (inputQuota === undefined || !Number.isFinite(inputQuota)) return Number.POSITIVE_INFINITY
  const usage = await failing(summarizer.measureInputUsage?.(sample, options) ?? Promise.resolve(0), options.signal)
  return usage > 0 ? Math.max(1, Math.floor((sample.length * inputQuota * FOR_TEXT) / usage)) : Number.POSITIVE_INFINITY
}

async function writeWhole(
  summarizer: BrowserSummarizer,
  text: string,
  emit: (delta: string) => void,
  options: BrowserCallOptions,
): Promise<string> {
  if (summarizer.summarizeStreaming === undefined) {
    const whole = await summarizer.summarize(text, options)
    emit(whole)
    return whole
  }
  let whole = ''
  const reader = summarizer.summarizeStreaming(text, options).getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return whole
    whole += value
    emit(value)
  }
}

/** Turns the browser's exceptions into errors of this package. */
async function failing<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await work
  } catch (cause) {
    signal.throwIfAborted()
    // The errors of a Summarizer that was created here are errors of this package already.
    if (NlpError.is(cause)) throw cause
    if ((cause as Error)?.name === 'QuotaExceededError') {
      throw new NlpError('context-overflow', "The text is longer than the browser's Summarizer can take", { cause })
    }
    throw new NlpError('invalid-output', "The browser's Summarizer failed. Leave out `summarizer` to do without it.", {
      cause,
    })
  }
}
