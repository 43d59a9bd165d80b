import type { GuardedPassage, GuardStage } from '../../calls/guard.js'

/** A model that flags texts. `createClassifier` makes one. */
export interface GuardClassifier {
  /** Gives the labels of each text. */
  classify(
    texts: readonly string[],
    options?: { readonly threshold?: 'balanced' | number | undefined; readonly signal?: AbortSignal | undefined },
  ): Promise<
    readonly {
      readonly scores: readonly { readonly label: string; readonly score: number }[]
      readonly accepted: readonly string[]
      readonly coverage: number
      readonly truncated: boolean
    }[]
  >
}

/**
 * A classifier for each stage that has its own: a fast one for what the user writes, and a careful one for what
 * strangers wrote.
 */
export type GuardClassifierByStage = { readonly [Stage in GuardStage]?: GuardClassifier | undefined }

/** Finds personal data and secrets. `createRedactor` makes one. */
export interface GuardRedactor {
  /** Finds the places of personal data. */
  detect(
    text: string,
    options?: { readonly signal?: AbortSignal | undefined },
  ): Promise<readonly { readonly type: string; readonly start: number; readonly end: number; readonly score: number }[]>
}

/** The facts that a custom check gets besides the text. */
export interface CustomCheckContext {
  /** Where the text comes from, or goes. */
  readonly stage: GuardStage
  /** The name that the caller gave to the source of the text. */
  readonly source: string | undefined
  /** The passages on which an answer may draw. */
  readonly passages: readonly GuardedPassage[]
  /** `config.settings` of the rule. */
  readonly settings: unknown
  /** Aborted when the check took too long, or when the caller gave up. */
  readonly signal: AbortSignal
}

/**
 * A check of the app. It returns how sure it is that the rule is broken, from 0 to 1, for the whole text or for parts
 * of it.
 */
export type CustomCheck = (text: string, context: CustomCheckContext) => CustomCheckResult | Promise<CustomCheckResult>

/** One score for the whole text, or scores for parts of it. */
export type CustomCheckResult =
  | number
  | readonly { readonly score: number; readonly start: number; readonly end: number }[]

/** The models and functions that a guard's rules may use. */
export interface GuardDetectors {
  /**
   * Finds attacks that the rules of `injection` miss: one classifier for all stages, or a classifier by stage, such as
   * `prompt-attack` at `input` and `prompt-attack-encoder` at `retrieval`. @default the rules alone
   */
  readonly injection?: GuardClassifier | GuardClassifierByStage | undefined
  /** Finds insults, for `toxicity`: the classifier of `toxicity`. @default none */
  readonly toxicity?: GuardClassifier | undefined
  /** Finds the subject of a text, for `topic`: a classifier with your labels. @default none */
  readonly topic?: GuardClassifier | undefined
  /** Finds personal data and secrets, for `pii` and `secrets`. @default none */
  readonly redactor?: GuardRedactor | undefined
  /** The checks of the app, by the name that `config.detector` of a `custom` rule uses. @default none */
  readonly custom?: Readonly<Record<string, CustomCheck>> | undefined
}
