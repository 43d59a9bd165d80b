/** How private a text is, from the least to the most. */
export type Privacy = 'public' | 'internal' | 'personal' | 'secret'

/** Whether the device or a server may answer, and which of them comes first. */
export type RouteMode = 'only-device' | 'prefer-device' | 'prefer-server' | 'only-server'

/** The facts about a call that decide which engine may answer. */
export interface RouteRequest {
  /**
   * How private the text is. `personal` text leaves the device only through a redactor, `secret` text never does.
   * @default 'internal'
   */
  readonly privacy?: Privacy | undefined
  /** The estimated number of tokens in the input. */
  readonly inputTokens: number
  /** The most tokens that the answer may have. */
  readonly maxTokens: number
  /** The abilities that the target must have. @default [] */
  readonly needs?: readonly ('schema' | 'tools')[] | undefined
  /** The time for the answer. Targets that are known to need longer come after the others. @default no limit */
  readonly deadlineMs?: number | undefined
}

/** The rules that choose the engine of a call. */
export interface RoutePolicy {
  /** Whether the device or a server may answer, and which of them comes first. @default 'prefer-device' */
  readonly mode?: RouteMode | undefined
  /** Whether the user agreed that text goes to a server. @default true: an app that lists a server engine has agreed */
  readonly consent?: boolean | undefined
  /** The most private text that may go to a server as it is. @default 'internal' */
  readonly unredacted?: Privacy | undefined
  /** The most private text that may go to a server once it is redacted. @default 'personal' */
  readonly redacted?: Privacy | undefined
  /**
   * On battery below this charge (0 to 1), the models of the device come after servers that may answer.
   * @default 0: the battery does not decide where a text goes
   */
  readonly lowBattery?: number | undefined
  /** The weights that order targets of equal rank in the mode. @default { quality: 1, speed: 0.5, cost: 0.5 } */
  readonly weights?: { readonly quality: number; readonly speed: number; readonly cost: number } | undefined
}

/** The facts about an engine that decide whether it may answer. */
export interface RouteTarget {
  /** The name of the engine in the plan. */
  readonly name: string
  /** Whether the engine runs on this device or on a server. */
  readonly place: 'device' | 'server'
  /** Whether its model is ready, or must be downloaded first. */
  readonly ready: 'available' | 'downloadable' | 'downloading' | 'unavailable'
  /** Whether the engine hides personal data before anything leaves the device. @default false */
  readonly redacts?: boolean | undefined
  /** The most tokens that a question and its answer may have together. @default unknown */
  readonly contextWindow?: number | undefined
  /** The abilities of the engine. @default everything */
  readonly can?: readonly ('schema' | 'tools')[] | undefined
  /** The quality of its answers, 0 to 1. @default 0.5 */
  readonly quality?: number | undefined
  /** The time to the first token of an answer. @default unknown */
  readonly firstTokenMs?: number | undefined
  /** The number of tokens that the engine writes in a second. @default unknown */
  readonly tokensPerSecond?: number | undefined
  /** The share of the remaining budget that this call would take. Above 1 the call does not fit. @default 0 */
  readonly budgetShare?: number | undefined
  /** 'open': calls are paused, because many failed. 'half-open': one call may try again. @default 'closed' */
  readonly breaker?: 'closed' | 'open' | 'half-open' | undefined
}

/** The state of the engines and the device at the time of a call. */
export interface RouteState {
  /** The engines, in the order of the caller. */
  readonly targets: readonly RouteTarget[]
  /** Whether the browser reports a network. */
  readonly online: boolean
  /** Whether the user asked the browser to save data. */
  readonly saveData: boolean
  /**
   * The charge of the battery, from 0 to 1, and whether it is charging.
   * @default unknown, as in most browsers: it then counts as full
   */
  readonly battery?: { readonly level: number; readonly charging: boolean } | undefined
}
