import type { TextStream } from '../calls/stream.js'
import type { Generation } from '../generate/generation.js'
import type { Prompt } from '../generate/messages.js'
import type { SamplingOptions } from '../generate/options.js'
import type { TextToText } from '../shared/tasks.js'
import type { SummaryForm } from './forms.js'
import type { Writer } from './reduce-text.js'
import { PART_TASK, summaryPrompt, taskOf } from './summary-prompt.js'

/** The share of the context window that the text may take. The instructions and the answer need the rest. */
const FOR_TEXT = 0.6
/** The share for an encoder–decoder model, which has its own window for the answer and reads no instructions. */
const FOR_TEXT_ALONE = 0.9
/** The purpose under which the configs of such models name their words for summaries. */
const PURPOSE = 'summarization'
/** Taken where the model does not state its window. */
const USUAL_WINDOW = 4096
/** A token has about three bytes of text: fewer in some scripts, more in English. */
const BYTES_PER_TOKEN = 3
/** A model with a smaller window still gets parts of this length, because shorter parts hold no context. */
const SHORTEST_PART = 400
/** The most tokens of the summary of a part. */
const PART_TOKENS = 160

/** The part of a generator that writes summaries. `createGenerator` makes one. */
export interface SummaryGenerator {
  /** The most tokens that a question and its answer may have together, where the model states it. */
  readonly contextWindow?: number | undefined
  /** The ways to instruct an encoder–decoder model. Such a model reads the text without instructions. */
  readonly textToText?: TextToText | undefined
  /** Streams what the model writes. */
  stream(prompt: Prompt, options?: SamplingOptions): TextStream<Generation>
}

/** Lets a generator write. `generations` receives each of its answers. */
export function generatorWriter(
  generator: SummaryGenerator,
  {
    text,
    form,
    context,
    sampling,
    generations,
  }: {
    readonly text: string
    readonly form: SummaryForm
    readonly context: string | undefined
    readonly sampling: Omit<SamplingOptions, 'signal'>
    readonly generations: Generation[]
  },
): Writer {
  const bytes = new TextEncoder().encode(text.slice(0, 10_000)).length / Math.min(text.length, 10_000)
  const { textToText } = generator
  const tokens = (generator.contextWindow ?? USUAL_WINDOW) * (textToText === undefined ? FOR_TEXT : FOR_TEXT_ALONE)
  const purpose = textToText?.purposes.includes(PURPOSE) ? PURPOSE : undefined
  const write = async (
    part: string,
    task: string,
    options: Omit<SamplingOptions, 'signal'>,
    emit: (delta: string) => void,
    signal: AbortSignal,
  ) => {
    const written =
      textToText === undefined
        ? generator.stream(summaryPrompt(part, task, { context }), { ...options, signal })
        : generator.stream(part, { purpose, ...options, signal })
    for await (const delta of written) emit(delta)
    const generation = await written.result
    generations.push(generation)
    return generation.text
  }
  return {
    longest: Math.max(SHORTEST_PART, Math.floor((tokens * BYTES_PER_TOKEN) / bytes)),
    summarizePart: (part, signal) => write(part, PART_TASK, { ...sampling, maxTokens: PART_TOKENS }, () => {}, signal),
    summarizeWhole: (whole, emit, signal) => write(whole, taskOf(form), sampling, emit, signal),
  }
}
