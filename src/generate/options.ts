import type { OptionKinds } from '../calls/check-options.js'
import type { CallOptions } from '../calls/engine.js'
import type { CallGuard } from '../calls/guard.js'
import type { Privacy } from '../engines/route-request.js'
import { LEVELS } from '../engines/route-rules.js'
import type { GenerateInput, Message } from '../shared/tasks.js'
import type { ToolOptions } from './tool-loop.js'

/** How a model picks the next token. */
export interface SamplingOptions extends CallOptions {
  /** The most tokens that an answer may have. @default 512 */
  maxTokens?: number | undefined
  /** 0 always takes the likeliest token. 1 draws tokens as often as the model expects them. @default 0 */
  temperature?: number | undefined
  /**
   * How many beginnings of an answer an encoder–decoder model follows at the same time, at most 16; the best whole
   * answer wins. Each further beginning costs time, and with more than 1 the text comes in one piece. Other models on
   * this device refuse more than 1, and servers do not get it.
   * @default 1
   */
  beams?: number | undefined
  /**
   * The purpose for which an encoder–decoder model reads the text, by its name under `task_specific_params` in the model's
   * config.json: its words come before the text, and its settings apply. Other models on this device refuse it, and
   * servers do not get it.
   * @default none
   *
   * @example
   * await generator.generate('The house is old.', { purpose: 'translation_en_to_de' })
   */
  purpose?: string | undefined
  /** Draws only from the likeliest tokens that together have this probability. @default 1 */
  topP?: number | undefined
  /** Draws only from this number of likeliest tokens. @default all */
  topK?: number | undefined
  /** The answer ends before the first of these texts. @default [] */
  stop?: readonly string[] | undefined
  /** The same seed draws the same tokens, on this device. @default a random one */
  seed?: number | undefined
  /**
   * Divides the scores of tokens that are already in the answer, so that small models repeat themselves less. 1.1 is a
   * good start. It works on this device; servers do not get it. @default 1
   */
  repetitionPenalty?: number | undefined
  /**
   * Further values for the model's chat template. They work on this device; servers do not get them.
   * @default {}
   *
   * @example
   * await generator.generate('Which is larger, 9.9 or 9.11?', { template: { enable_thinking: false } })
   */
  template?: Readonly<Record<string, unknown>> | undefined
  /** How private the text is. This decides whether the text may go to a server. @default 'internal' */
  privacy?: Privacy | undefined
  /**
   * How soon the answer is needed. Engines that are known to need longer come after the others. It does not end a call;
   * for that, use `signal: AbortSignal.timeout(…)`. @default no limit
   */
  deadlineMs?: number | undefined
}

export const SAMPLING_OPTIONS: OptionKinds<SamplingOptions> = {
  maxTokens: 'any',
  temperature: 'any',
  beams: 'any',
  purpose: 'string',
  topP: 'any',
  topK: 'any',
  stop: 'any',
  seed: 'any',
  privacy: LEVELS,
  deadlineMs: 'any',
  repetitionPenalty: 'any',
  template: 'any',
  signal: 'signal',
  trace: 'object',
}

export const GENERATE_OPTIONS: OptionKinds<GenerateOptions> = {
  ...SAMPLING_OPTIONS,
  tools: 'list',
  toolChoice: 'any',
  maxSteps: 'any',
  approve: 'function',
  onToolUse: 'function',
  guard: 'object',
}

/** How one answer is written. */
export interface GenerateOptions extends SamplingOptions, ToolOptions, GuardedOptions {}

/** What checks a call. */
export interface GuardedOptions {
  /**
   * Checks what goes into the model and what comes out of it: `createGuard` of `tacet/guard`. Streams are held back
   * until their sentences have passed. @default none
   */
  guard?: CallGuard | undefined
}

export function toInput(
  messages: readonly Message[],
  {
    maxTokens = 512,
    temperature = 0,
    beams,
    purpose,
    topP,
    topK,
    stop = [],
    seed,
    repetitionPenalty,
    template,
    deadlineMs,
  }: SamplingOptions,
): GenerateInput {
  number('maxTokens', maxTokens, (value) => Number.isInteger(value) && value > 0, 'a positive integer')
  number('temperature', temperature, (value) => value >= 0 && value <= 5, 'between 0 and 5')
  number('beams', beams, (value) => Number.isInteger(value) && value >= 1 && value <= 16, 'a whole number from 1 to 16')
  number('topP', topP, (value) => value > 0 && value <= 1, 'above 0 and at most 1')
  number('topK', topK, (value) => Number.isInteger(value) && value > 0, 'a positive integer')
  number('seed', seed, Number.isInteger, 'an integer')
  number('repetitionPenalty', repetitionPenalty, (value) => value >= 1 && value <= 10, 'between 1 and 10')
  if (template !== undefined && (typeof template !== 'object' || template === null)) {
    throw new TypeError(`\`template\` must be an object, got ${String(template)}`)
  }
  number('deadlineMs', deadlineMs, (value) => value > 0, 'a positive number')
  if (!Array.isArray(stop) || !stop.every((text) => typeof text === 'string' && text !== '')) {
    throw new TypeError('`stop` must be a list of strings that are not empty')
  }
  return { messages, maxTokens, temperature, beams, purpose, topP, topK, stop, seed, repetitionPenalty, template }
}

function number(name: string, value: number | undefined, fits: (value: number) => boolean, need: string): void {
  if (value !== undefined && !(typeof value === 'number' && fits(value))) {
    throw new RangeError(`\`${name}\` must be ${need}, got ${String(value)}`)
  }
}
