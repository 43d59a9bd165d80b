import { NlpError } from '../errors.js'

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
  /** It failed so often that it is left alone for now. @default false */
  readonly resting?: boolean | undefined
}

export interface RouteState {
  readonly targets: readonly RouteTarget[]
  readonly online: boolean
  /** The user asked the browser to save data. */
  readonly saveData: boolean
}

export interface RoutePlan {
  /** In the order in which they are to be tried, each with the reason of its place. */
  readonly targets: readonly { readonly target: RouteTarget; readonly reason: string }[]
  readonly denied: readonly { readonly target: RouteTarget; readonly reasons: readonly string[] }[]
}

const LEVELS: readonly Privacy[] = ['public', 'internal', 'personal', 'secret']

/**
 * Where a request may go, and in which order. Hard rules come first and are never traded for quality; what is left is
 * ordered by the mode, then by quality, speed and cost. It only reads its arguments, so the same ones give the same plan.
 *
 * @example
 * const { targets, denied } = route({ privacy: 'personal', inputTokens: 900, maxTokens: 200 }, { mode: 'prefer-server' }, state)
 */
export function route(request: RouteRequest, policy: RoutePolicy, state: RouteState): RoutePlan {
  const judged = state.targets.map((target) => ({ target, reasons: refusals(target, request, policy, state) }))
  const allowed = judged.filter(({ reasons }) => reasons.length === 0).map(({ target }) => target)
  const first = policy.mode === 'prefer-server' ? 'server' : 'device'
  const scores = new Map(allowed.map((target) => [target, score(target, request, policy)]))
  const ordered = [...allowed].sort(
    (a, b) =>
      Number(b.place === first) - Number(a.place === first) || (scores.get(b) as number) - (scores.get(a) as number),
  )
  return {
    targets: ordered.map((target, position) => ({
      target,
      reason: reasonFor(target, position, ordered, policy, judged),
    })),
    denied: judged.filter(({ reasons }) => reasons.length > 0),
  }
}

/** The plan, or the error that says why every target was refused. */
export function requireTarget(plan: RoutePlan): RoutePlan {
  if (plan.targets.length > 0) return plan
  const list = plan.denied.map(({ target, reasons }) => `${target.name}: ${reasons.join(', ')}`)
  throw new NlpError('policy-denied', `Nothing may answer this call. ${list.join('; ') || 'There is no engine'}`, {
    details: Object.fromEntries(plan.denied.map(({ target, reasons }) => [target.name, reasons.join(', ')])),
  })
}

function refusals(
  target: RouteTarget,
  { privacy = 'internal', inputTokens, maxTokens, needs = [] }: RouteRequest,
  { mode = 'prefer-device', consent = true, unredacted = 'internal', redacted = 'personal' }: RoutePolicy,
  { online, saveData }: RouteState,
): string[] {
  const reasons: string[] = []
  const refuse = (when: boolean, reason: string) => {
    if (when) reasons.push(reason)
  }
  const { place, ready, redacts = false, contextWindow = Number.POSITIVE_INFINITY, can, budgetShare = 0 } = target
  refuse(ready === 'unavailable', 'it is not available here')
  refuse(mode === `only-${place === 'server' ? 'device' : 'server'}`, `the mode is ${mode}`)
  refuse(inputTokens + maxTokens > contextWindow, `${inputTokens} + ${maxTokens} tokens exceed its ${contextWindow}`)
  for (const need of needs) refuse(can !== undefined && !can.includes(need), `it cannot do ${need}`)
  if (place === 'server') {
    const limit = redacts ? redacted : unredacted
    refuse(!consent, 'the user has not agreed to a server')
    refuse(
      LEVELS.indexOf(privacy) > LEVELS.indexOf(limit),
      `${privacy} text may not go to a server ${redacts ? 'even redacted' : 'unredacted'}`,
    )
    refuse(!online, 'the device is offline')
    refuse(budgetShare > 1, 'the budget does not cover it')
    refuse(target.resting === true, 'it failed repeatedly and is left alone for a while')
  } else {
    refuse(ready === 'downloadable' && !online, 'its model is not downloaded and the device is offline')
    refuse(ready === 'downloadable' && saveData, 'its model is not downloaded and the user saves data')
  }
  return reasons
}

function score(
  { quality = 0.5, firstTokenMs = 1000, tokensPerSecond = 20, budgetShare = 0, ready }: RouteTarget,
  { maxTokens }: RouteRequest,
  { weights = { quality: 1, speed: 0.5, cost: 0.5 } }: RoutePolicy,
): number {
  const seconds = firstTokenMs / 1000 + maxTokens / tokensPerSecond
  const waiting = ready === 'available' ? 0 : 60
  // Ten seconds count as half as good as none.
  const speed = 10 / (10 + seconds + waiting)
  return weights.quality * quality + weights.speed * speed - weights.cost * budgetShare
}

function reasonFor(
  target: RouteTarget,
  position: number,
  ordered: readonly RouteTarget[],
  { mode = 'prefer-device' }: RoutePolicy,
  judged: readonly { readonly target: RouteTarget; readonly reasons: readonly string[] }[],
): string {
  const preferred = mode === 'prefer-server' || mode === 'only-server' ? 'server' : 'device'
  const why = (other: RouteTarget) => judged.find((entry) => entry.target === other)?.reasons.join(', ')
  if (target.place !== preferred) {
    const better = judged.find((entry) => entry.target.place === preferred)?.target
    const refusal = better === undefined ? '' : why(better)
    if (position > 0) return `should the ${preferred} fail`
    return refusal ? `${better?.name} is out: ${refusal}` : `there is no ${preferred} engine`
  }
  if (ordered.filter(({ place }) => place === preferred).length === 1) return `the mode is ${mode}`
  return position === 0 ? `the best of its kind by quality, speed and cost` : 'the next best of its kind'
}
