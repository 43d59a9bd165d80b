import { checkOptions, describe } from '../calls/check-options.js'
import type { GuardedPassage, GuardFailure, GuardFinding, GuardOutcome, GuardStage } from '../calls/guard.js'
import { checkStage, type GuardCore, NEVER } from './guard-core.js'
import { HeldText } from './held-text.js'
import { strongestOf } from './policy.js'

/** How a stream is held back. */
export interface GuardStreamOptions {
  /** Where the text comes from, or goes. @default 'output' */
  stage?: GuardStage | undefined
  /** How many tokens of an unfinished sentence are held back; a token counts as four characters. @default 50 */
  holdTokens?: number | undefined
  /** A name for the source of the text, which findings repeat. @default none */
  source?: string | undefined
  /** Whether somebody else than the user wrote the text. @default false */
  foreign?: boolean | undefined
  /** The passages on which an answer may draw, for the check `grounding`. @default none */
  passages?: readonly GuardedPassage[] | undefined
  /** Aborts the checks. The stream fails with exactly the reason of the signal. */
  signal?: AbortSignal | undefined
}

/** A text that is held back until its parts have passed. A part that a rule refuses or blocks ends the stream. */
export interface GuardStream extends TransformStream<string, string> {
  /** The findings so far. */
  readonly outcome: GuardOutcome
}

export const DEFAULT_HOLD = 50

/** A token is about this many characters in the languages of the models here. */
export const CHARACTERS = 4

const OPTIONS = {
  stage: 'any',
  holdTokens: 'any',
  source: 'string',
  foreign: 'boolean',
  passages: 'list',
  signal: 'signal',
} as const

export function guardStream(core: GuardCore, options: GuardStreamOptions = {}): GuardStream {
  checkOptions('stream', options, OPTIONS)
  const { stage = 'output', holdTokens = DEFAULT_HOLD, source, passages, signal = NEVER } = options
  const { foreign = false } = options
  checkStage(stage)
  if (!(Number.isInteger(holdTokens) && holdTokens >= 20)) {
    throw new RangeError(`\`holdTokens\` must be an integer of at least 20, got ${describe(holdTokens)}`)
  }
  const findings: GuardFinding[] = []
  const failed: GuardFailure[] = []
  let controller: TransformStreamDefaultController<string> | undefined
  let allowed = true

  const held = new HeldText({
    whole: core.needsWhole(stage),
    hold: holdTokens * CHARACTERS,
    read: (text, { from, before }) => core.decide({ text, from, before, stage, source, foreign, passages, signal }),
    note: (report) => {
      findings.push(...report.findings)
      failed.push(...report.failed)
    },
    show: (text) => controller?.enqueue(text),
    stop: () => {
      allowed = false
    },
  })

  const stream = new TransformStream<string, string>({
    start: (given) => {
      controller = given
    },
    async transform(piece) {
      signal.throwIfAborted()
      held.push(piece)
      await held.settled()
      if (!allowed) controller?.terminate()
    },
    async flush() {
      await held.end()
    },
  })
  return Object.defineProperty(stream, 'outcome', {
    get: (): GuardOutcome => ({ action: strongestOf(findings), findings: [...findings], failed: [...failed] }),
  }) as GuardStream
}
