/** How much a text may be seen by others, least first. */
export type Privacy = 'public' | 'internal' | 'personal' | 'secret'

export type RouteMode = 'only-device' | 'prefer-device' | 'prefer-server' | 'only-server'

export interface RouteRequest {
  /** What the text holds. `personal` leaves the device only through a redactor, `secret` not at all. @default 'internal' */
  readonly privacy?: Privacy | undefined
  readonly inputTokens: number
  readonly maxTokens: number
  /** What the target must be able to do. @default [] */
  readonly needs?: readonly ('schema' | 'tools')[] | undefined
  /** How soon the answer is wanted: targets that are known to need longer come after the others. @default no limit */
  readonly deadlineMs?: number | undefined
}

export interface RoutePolicy {
  /** @default 'prefer-device' */
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

export interface RouteTarget {
  readonly name: string
  readonly place: 'device' | 'server'
  readonly ready: 'available' | 'downloadable' | 'downloading' | 'unavailable'
  readonly redacts?: boolean | undefined
  readonly contextWindow?: number | undefined
  /** What it can do. @default everything */
  readonly can?: readonly ('schema' | 'tools')[] | undefined
  /** How good its answers are, 0 to 1. @default 0.5 */
  readonly quality?: number | undefined
  /** @default unknown */
  readonly firstTokenMs?: number | undefined
  /** @default unknown */
  readonly tokensPerSecond?: number | undefined
  /** Of this call, as a share of what is left of the budget; above 1 it does not fit. @default 0 */
  readonly budgetShare?: number | undefined
  /** 'open': it failed so often that it is left alone for now; 'half-open': it may be tried again. @default 'closed' */
  readonly breaker?: 'closed' | 'open' | 'half-open' | undefined
}

export interface RouteState {
  readonly targets: readonly RouteTarget[]
  readonly online: boolean
  /** The user asked the browser to save data. */
  readonly saveData: boolean
  /** @default unknown, as in most browsers: it then counts as full */
  readonly battery?: { readonly level: number; readonly charging: boolean } | undefined
}
