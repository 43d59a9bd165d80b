import { checkOptions, describe } from '../calls/check-options.js'
import type { CallOptions, Engine } from '../calls/engine.js'
import type { Privacy } from '../engines/route-request.js'
import { LEVELS } from '../engines/route-rules.js'
import { NlpError } from '../shared/errors.js'
import type { LabelScore, Message } from '../shared/tasks.js'
import { type Generation, toGeneration } from './generation.js'
import type { Asking } from './object.js'
import type { Routed } from './targets.js'

/** How choices are compared. */
export interface ChooseOptions extends CallOptions {
  /**
   * 'fit' ranks a choice by how much the conversation raises its likelihood. Without this correction a short, common
   * choice always wins. 'likelihood' ranks by the likelihood itself, for a conversation that names the choices.
   * @default 'fit'
   */
  rankBy?: 'fit' | 'likelihood' | undefined
  /** Where the best choice scores below this, the next engine is asked, if there is one. @default 0 */
  minScore?: number | undefined
  /** How private the text is. This decides whether the text may go to a server. @default 'internal' */
  privacy?: Privacy | undefined
}

/** The choice that fits best, with a score for each choice. */
export interface Choice<Label extends string = string> extends Generation {
  /** The choice that fits best. */
  readonly choice: Label
  /** Every choice, best first. The scores add up to 1. Undefined where the engine only names a choice. */
  readonly scores: readonly LabelScore<Label>[] | undefined
}

/** Asks which choice fits best. An engine that cannot score is held to the choices by a schema. */
export async function chooseBest<Label extends string>(
  { run, tries, origin }: Asking,
  messages: readonly Message[],
  choices: readonly Label[],
  options: ChooseOptions,
): Promise<Choice<Label>> {
  const kinds = { rankBy: 'any', minScore: 'number', privacy: LEVELS, signal: 'signal', trace: 'object' } as const
  checkOptions('choose', options, kinds)
  const { rankBy = 'fit', minScore = 0, privacy, signal, trace } = options
  if (!Array.isArray(choices) || choices.some((choice) => typeof choice !== 'string')) {
    throw new TypeError(`\`choices\` must be a list of texts, got ${describe(choices)}`)
  }
  if (new Set(choices).size < 2 || new Set(choices).size < choices.length || choices.some((choice) => choice === '')) {
    throw new TypeError('`choices` must be at least two different texts that are not empty')
  }
  if (rankBy !== 'fit' && rankBy !== 'likelihood') {
    throw new TypeError(`\`rankBy\` must be 'fit' or 'likelihood', got ${String(rankBy)}`)
  }
  const schema = {
    type: 'object',
    properties: { choice: { type: 'string', enum: choices } },
    required: ['choice'],
    additionalProperties: false,
  }
  const input = { messages, choices, rankBy, schema, maxTokens: 256, temperature: 0, stop: [] }
  const except: Engine[] = []
  let attempts = 0
  for (;;) {
    const answer = await run(input, { signal, trace, privacy, emit: undefined, except })
    attempts += answer.attempts
    // An engine scores the choices that it got.
    const scores = answer.output.choices as readonly LabelScore<Label>[] | undefined
    const choice = scores === undefined ? readChoice(answer, choices) : scores[0]?.label
    if (answer.asked !== undefined) except.push(answer.asked)
    const sure = choice !== undefined && (scores?.[0]?.score ?? 1) >= minScore
    if (!sure && except.length < tries) continue
    if (choice !== undefined) {
      return { ...toGeneration({ ...answer, attempts }, { prompt: origin }), text: choice, choice, scores }
    }
    throw new NlpError('invalid-output', 'The model chose none of the choices')
  }
}

function readChoice<Label extends string>({ output }: Routed, choices: readonly Label[]): Label | undefined {
  try {
    const { choice } = JSON.parse(output.text) as { choice?: unknown }
    return choices.find((each) => each === choice)
  } catch {
    return choices.find((each) => each === output.text.trim())
  }
}
