import type { GuardedPassage, GuardReason, GuardStage } from '../../calls/guard.js'
import type { NormalizedText } from '../../redact/shared/normalize.js'

/** A text as the checks read it. */
export interface CheckedText {
  readonly text: string
  /** The text without disguises, with a way back to the places of the text. */
  readonly plain: NormalizedText
  readonly stage: GuardStage
  /** Whether somebody else than the user or the model wrote the text. */
  readonly foreign: boolean
  readonly source: string | undefined
  /** The passages on which an answer may draw. */
  readonly passages: readonly GuardedPassage[]
  /** In a stream, the characters that were passed on before this text. */
  readonly before: number
  readonly signal: AbortSignal
}

/** Something that a check found. */
export interface Found {
  readonly score: number
  readonly reason: GuardReason
  /** Absent if the check is about the whole text. */
  readonly span?: { readonly start: number; readonly end: number } | undefined
  /** The repaired form of the span. Absent if the check has no repair. */
  readonly repair?: string | undefined
  /** The redacted form of the span. @default a label that names the kind of the finding */
  readonly label?: string | undefined
}

/** A check with the settings of its rule. */
export interface Check {
  /** Whether the check must see a whole text, so that a stream has to wait for its end. */
  readonly whole: boolean
  /** Whether the check uses a model. Rules without a model run first, and after a block the others do not run. */
  readonly slow: boolean
  find(text: CheckedText): readonly Found[] | Promise<readonly Found[]>
}

/** A check that could not read a text. The rule's `onError` decides. */
export class CheckFailure extends Error {
  constructor(readonly code: 'invalid-result' | 'unreadable' | 'truncated') {
    super(code)
  }
}

export const check = (
  find: Check['find'],
  { whole = false, slow = false }: { readonly whole?: boolean; readonly slow?: boolean } = {},
): Check => ({ whole, slow, find })
