import type { Message } from '../shared/tasks.js'

/** Where a text comes from, or goes: a guard's rules name the stages at which they read. */
export type GuardStage = 'input' | 'retrieval' | 'tool-result' | 'tool-call' | 'output'

/**
 * The action that a rule takes on a finding, from the weakest to the strongest.
 *
 * - `allow`: the finding is listed, and nothing else happens.
 * - `flag`: the finding is listed for the app to see.
 * - `keep-local`: the text may be used on this device only.
 * - `redact`: the place of the finding is replaced by a label.
 * - `fix`: the check repairs the text. A text that the check cannot repair is refused.
 * - `ask`: the app decides. Without a function that decides, the text is refused.
 * - `refuse`: the text is left out, and the refusal of the policy is in its place.
 * - `block`: the text is left out, and the call ends.
 */
export type GuardAction = 'allow' | 'flag' | 'keep-local' | 'redact' | 'fix' | 'ask' | 'refuse' | 'block'

/** The kind of a finding. The set is closed, and no member quotes a text, so findings may be logged. */
export type GuardReason =
  | 'instruction-override'
  | 'role-change'
  | 'prompt-extraction'
  | 'orders-to-the-model'
  | 'answer-control'
  | 'secrecy'
  | 'exfiltration'
  | 'template-sign'
  | 'forged-turn'
  | 'encoded-instruction'
  | 'classified-as-attack'
  | 'invisible-characters'
  | 'tag-characters'
  | 'direction-marks'
  | 'hidden-markup'
  | 'toxic'
  | 'personal-data'
  | 'secret'
  | 'off-topic'
  | 'unwanted-topic'
  | 'unsupported-quote'
  | 'unsupported-number'
  | 'unsupported-marker'
  | 'unsupported-statement'
  | 'not-json'
  | 'schema-mismatch'
  | 'model-refused'
  | 'foreign-link'
  | 'foreign-image'
  | 'unsafe-address'
  | 'too-long'
  | 'too-short'
  | 'custom'
  | 'check-failed'
  | 'effect-after-foreign-text'
  | 'address-after-foreign-text'
  | 'unstable-text'

/** One finding of a rule. It holds no text. */
export interface GuardFinding {
  /** The id of the rule in the policy, or `capability` for a limit that the guard applies without a rule. */
  readonly rule: string
  /** The check of the rule. */
  readonly check: string
  /** The stage at which the text was read. */
  readonly stage: GuardStage
  /** How sure the check is, from 0 to 1. */
  readonly score: number
  /** What the rule does with the finding. */
  readonly action: GuardAction
  /** The kind of the finding. */
  readonly reason: GuardReason
  /** The place in the text that was checked, where the check knows the place. */
  readonly span?: { readonly start: number; readonly end: number } | undefined
  /** The name that the caller gave to the source of the text. */
  readonly source?: string | undefined
}

/** A check that gave no usable result. Its rule's `onError` decided. */
export interface GuardFailure {
  /** The id of the rule. */
  readonly rule: string
  /**
   * `threw`, `timed-out` and `invalid-result` mean the detector. `unreadable` and `truncated` mean that its model could
   * not read the text, or not all of it.
   */
  readonly code: 'threw' | 'timed-out' | 'invalid-result' | 'unreadable' | 'truncated'
}

/** The findings of a guard in all texts of a call. */
export interface GuardOutcome {
  /** The strongest action of all findings; `allow` where there are none. */
  readonly action: GuardAction
  /** Each finding, in the order in which the texts were read. */
  readonly findings: readonly GuardFinding[]
  /** The checks that failed. */
  readonly failed: readonly GuardFailure[]
}

/** A guard as calls use it. `createGuard` of `tacet/guard` makes one. */
export interface CallGuard {
  /** Names the policy and its revision. A text that an older revision let in is checked again. */
  readonly id: string
  /** Begins one call under the guard. */
  open(options?: GuardedCallOptions): GuardedCall
}

/** The circumstances of a call. */
export interface GuardedCallOptions {
  /** Any object that identifies the conversation: once it holds foreign text, it holds foreign text for good. */
  readonly conversation?: object | undefined
  /** The span that the call belongs to, for listeners of `tacet/observe`. */
  readonly trace?: object | undefined
  /** Aborts the checks. The call rejects with exactly the reason of the signal. */
  readonly signal?: AbortSignal | undefined
}

/** A text that the guard let in: as it is, changed, or not at all. */
export interface Admitted {
  /** The text to use. */
  readonly text: string
  /** Whether the text must be left out. */
  readonly refused: boolean
}

/** A tool as a guard sees it. */
export interface GuardedTool {
  readonly name: string
  readonly needsApproval?: boolean | undefined
  readonly execute: (
    values: never,
    context: { readonly callId: string; readonly signal: AbortSignal | undefined },
  ) => unknown
}

/** The use of a tool as a guard sees it. */
interface GuardedUse {
  readonly callId: string
  readonly name: string
  readonly values: unknown
}

/** Asks whether a tool may run. */
export type Approve = (use: GuardedUse) => boolean | Promise<boolean>

/** One call under a guard. It remembers the texts that it let in, and whether any of them was foreign. */
export interface GuardedCall {
  /** Whether a rule said that the texts of this call may be used on this device only. */
  readonly keepLocal: boolean
  /** Whether foreign text is in the context: a passage, the result of a tool, or what the app declared as foreign. */
  readonly foreign: boolean
  /** The text that ends the call if a rule blocked or refused it; `undefined` if the call may continue. */
  readonly ended: string | undefined
  /** The findings so far. */
  readonly outcome: GuardOutcome
  /** Checks one text of a user, and nothing else. */
  question(text: string): Promise<Admitted>
  /** Checks foreign texts one by one, and remembers them as the sources of the answer. */
  passages<P extends GuardedPassage>(passages: readonly P[]): Promise<readonly AdmittedPassage<P>[]>
  /** Checks the messages that were not checked yet. */
  enter(messages: readonly Message[]): Promise<readonly Message[]>
  /** Wraps tools, so that their calls and results are checked, and those with effects wait for approval. */
  tools<T extends GuardedTool>(
    tools: readonly T[],
    approve: Approve | undefined,
  ): { readonly tools: readonly T[]; readonly approve: Approve }
  /**
   * Holds an answer back until it has passed. `show` gets the text that may be shown; `stop` is called when the model
   * must stop.
   */
  hold(show: ((text: string) => void) | undefined, stop: () => void): HeldAnswer
  /** The same call for an answer to messages that this call has made itself from texts that it let in. */
  within(): CallGuard
}

/** A passage of a document as a guard sees it. */
export interface GuardedPassage {
  /** The document that the passage is a part of. */
  readonly document: { readonly id: string; readonly text: string }
  /** Where the passage begins in the document. */
  readonly start: number
  /** Where the passage ends in the document. */
  readonly end: number
  /** The words of the passage. */
  readonly text: string
  /** How well the passage fits the question. */
  readonly score: number
}

/** A passage that the guard let in, with the text that may be used. */
interface AdmittedPassage<P extends GuardedPassage> {
  readonly passage: P
  readonly text: string
}

/** An answer that is held back until its parts have passed. */
interface HeldAnswer {
  /** Takes the next piece of the model's text. */
  push(piece: string): void
  /** Checks the rest, and returns the whole text that may be shown. `whole` is the whole text of the model. */
  end(whole: string): Promise<string>
}
