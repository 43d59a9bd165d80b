import type { GuardAction, GuardFinding, GuardStage } from '../calls/guard.js'

/** The check of a rule. */
export type GuardCheck =
  | 'injection'
  | 'hidden-text'
  | 'toxicity'
  | 'pii'
  | 'secrets'
  | 'topic'
  | 'grounding'
  | 'schema'
  | 'refusal'
  | 'url'
  | 'length'
  | 'custom'

/** One rule of a policy. */
export interface GuardRule {
  /** Names the rule in findings: letters, digits, `.`, `_` and `-`. Each rule has its own. */
  readonly id: string
  /** The check that the rule makes. */
  readonly check: GuardCheck
  /** The stages at which the rule reads. */
  readonly stages: readonly GuardStage[]
  /** The score from which a finding counts, from 0 to 1. @default 0.5 */
  readonly threshold?: number | undefined
  /** The action for a finding. */
  readonly action: GuardAction
  /** The action if the check fails: it threw, it took too long, or it could not read the text. */
  readonly onError: 'block' | 'flag'
  /** The settings of the check. The guide lists them by check. @default none */
  readonly config?: Readonly<Record<string, unknown>> | undefined
}

/** What the guard does by itself once foreign text is in the context. */
export interface GuardCapabilities {
  /** Tools that change nothing and send nothing. They run without approval. @default none */
  readonly readOnlyTools?: readonly string[] | undefined
  /** Tools whose results no stranger can write. Their results are not foreign text. @default none */
  readonly trustedTools?: readonly string[] | undefined
  /** Hosts to which an answer may link and from which it may load images; subdomains are included. @default none */
  readonly hosts?: readonly string[] | undefined
}

/** The rules of a guard, as data. A policy can be kept as JSON, loaded and compared. */
export interface GuardPolicy {
  /** Marks the data as a policy of a guard. */
  readonly format: 'tacet-guard'
  /** The version of the format. */
  readonly version: 1
  /** Names the policy. */
  readonly id: string
  /** Identifies this version of the policy. */
  readonly revision: string
  /** The rules. All of them run; the strongest action wins. */
  readonly rules: readonly GuardRule[]
  /** Replaces a text that a rule refused. It should not name the rule. @default a sentence in English */
  readonly refusal?: string | undefined
  /** What the guard does by itself once foreign text is in the context. */
  readonly capabilities?: GuardCapabilities | undefined
}

/** From the weakest to the strongest. */
export const ACTIONS: readonly GuardAction[] = [
  'allow',
  'flag',
  'keep-local',
  'redact',
  'fix',
  'ask',
  'refuse',
  'block',
]

export const STAGES: readonly GuardStage[] = ['input', 'retrieval', 'tool-result', 'tool-call', 'output']

/** The stronger of two actions. */
const stronger = (one: GuardAction, other: GuardAction): GuardAction =>
  ACTIONS.indexOf(one) >= ACTIONS.indexOf(other) ? one : other

export const strongestOf = (findings: readonly GuardFinding[]): GuardAction =>
  findings.reduce<GuardAction>((strongest, { action }) => stronger(strongest, action), 'allow')

export const isAtLeast = (action: GuardAction, least: GuardAction): boolean =>
  ACTIONS.indexOf(action) >= ACTIONS.indexOf(least)

export const DEFAULT_THRESHOLD = 0.5

export const DEFAULT_REFUSAL = 'This request cannot be answered here.'
