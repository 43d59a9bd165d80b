/** How much a text may be seen by others, least first. */
export type Privacy = 'public' | 'internal' | 'personal' | 'secret'

/** Where a text may be answered, and which place comes first. */
export type RouteMode = 'only-device' | 'prefer-device' | 'prefer-server' | 'only-server'

/** A call, as far as it decides which engine may answer. */
export interface RouteRequest {
  /** What the text holds. `personal` leaves the device only through a redactor, `secret` not at all. @default 'internal' */
  readonly privacy?: Privacy | undefined
  /** How many tokens the input probably has. */
  readonly inputTokens: number
  /** How many tokens the answer may have. */
  readonly maxTokens: number
  /** What the target must be able to do. @default [] */
  readonly needs?: readonly ('schema' | 'tools')[] | undefined
  /** How soon the answer is wanted: targets that are known to need longer come after the others. @default no limit */
  readonly deadlineMs?: number | undefined
}

/** The rules by which the engine of a call is chosen. */
export interface RoutePolicy {
  /** Where texts may be answered, and which place comes first. @default 'prefer-device' */
  readonly mode?: RouteMode | undefined
  /** Whether the user agreed that text goes to a server. @default true: writing a server engine says so */
  readonly consent?: boolean | undefined
  /** The most private text that may go to a server as it is. @default 'internal' */
  readonly unredacted?: Privacy | undefined
  /** The most private text that may go to a server once it is redacted. @default 'personal' */
  readonly redacted?: Privacy | undefined
  /**
   * Below this charge (0 to 1), on battery, the device's own models come after servers that may answer.
   * @default 0: the battery does not decide where a text goes
   */
  readonly lowBattery?: number | undefined
  /** What counts how much among targets that the mode holds for equal. @default { quality: 1, speed: 0.5, cost: 0.5 } */
  readonly weights?: { readonly quality: number; readonly speed: number; readonly cost: number } | undefined
}

/** An engine, as far as it decides whether it may answer. */
export interface RouteTarget {
  /** The name of the engine in the plan. */
  readonly name: string
  /** Whether the engine runs on this device or on a server. */
  readonly place: 'device' | 'server'
  /** Whether its model is there, or has to be downloaded first. */
  readonly ready: 'available' | 'downloadable' | 'downloading' | 'unavailable'
  /** Whether the engine hides personal data before anything leaves the device. @default false */
  readonly redacts?: boolean | undefined
  /** How many tokens a question and its answer may have together. @default unknown */
  readonly contextWindow?: number | undefined
  /** What it can do. @default everything */
  readonly can?: readonly ('schema' | 'tools')[] | undefined
  /** How good its answers are, 0 to 1. @default 0.5 */
  readonly quality?: number | undefined
  /** How long the engine takes to its first token. @default unknown */
  readonly firstTokenMs?: number | undefined
  /** How many tokens the engine writes in a second. @default unknown */
  readonly tokensPerSecond?: number | undefined
  /** Of this call, as a share of what is left of the budget; above 1 it does not fit. @default 0 */
  readonly budgetShare?: number | undefined
  /** 'open': it failed so often that it is left alone for now; 'half-open': it may be tried again. @default 'closed' */
  readonly breaker?: 'closed' | 'open' | 'half-open' | undefined
}

/** How things stand when a call is made. */
export interface RouteState {
  /** The engines that could answer, in the order of the caller. */
  readonly targets: readonly RouteTarget[]
  /** Whether the browser says that there is a network. */
  readonly online: boolean
  /** The user asked the browser to save data. */
  readonly saveData: boolean
  /**
   * How full the battery is, from 0 to 1, and whether it is being charged.
   * @default unknown, as in most browsers: it then counts as full
   */
  readonly battery?: { readonly level: number; readonly charging: boolean } | undefined
}
