import { checkOptions } from '../calls/check-options.js'
import type { Privacy, RoutePolicy, RouteRequest, RouteState, RouteTarget } from './route-request.js'

export const LEVELS: readonly Privacy[] = ['public', 'internal', 'personal', 'secret']

/** Refuses a policy with a wrong word: a rule that no engine knows would let every engine answer. */
export function checkPolicy(policy: RoutePolicy | undefined): void {
  checkOptions('`policy`', policy, {
    mode: ['only-device', 'prefer-device', 'prefer-server', 'only-server'],
    consent: 'boolean',
    unredacted: LEVELS,
    redacted: LEVELS,
    lowBattery: 'number',
    weights: 'object',
  })
}

/** The assumed time to download and load a model: the real time is not known beforehand. */
const LOADING_SECONDS = 60

/** All reasons that forbid a target to answer. */
export function refusals(
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
  for (const need of needs) refuse(can !== undefined && !can.includes(need), `it cannot do ${need}`)
  if (place === 'server') {
    const limit = redacts ? redacted : unredacted
    refuse(inputTokens + maxTokens > contextWindow, `${inputTokens} + ${maxTokens} tokens exceed its ${contextWindow}`)
    refuse(!consent, 'the user has not agreed to a server')
    refuse(
      LEVELS.indexOf(privacy) > LEVELS.indexOf(limit),
      `${privacy} text may not go to a server ${redacts ? 'even redacted' : 'unredacted'}`,
    )
    refuse(!online, 'the device is offline')
    refuse(budgetShare > 1, 'the budget does not cover it')
    refuse(target.breaker === 'open', 'it failed repeatedly and gets no calls for now')
  } else {
    // On the device an answer may end at the end of the window, so only the input must fit.
    refuse(inputTokens >= contextWindow, `${inputTokens} tokens exceed its ${contextWindow}`)
    refuse(ready === 'downloadable' && !online, 'its model is not downloaded and the device is offline')
    refuse(ready === 'downloadable' && saveData, 'its model is not downloaded and the user saves data')
  }
  return reasons
}

/** The reason to put a target after all others, whatever the mode prefers; undefined where there is none. */
export function drawback(
  target: RouteTarget,
  { maxTokens, deadlineMs }: RouteRequest,
  { lowBattery = 0 }: RoutePolicy,
  { battery }: RouteState,
): string | undefined {
  // A target without a measurement never counts as too slow.
  if (deadlineMs !== undefined && target.tokensPerSecond !== undefined) {
    const ms = secondsFor(target, maxTokens) * 1000
    if (ms > deadlineMs) return `it takes about ${Math.round(ms)} ms, and the limit is ${deadlineMs} ms`
  }
  if (target.place === 'device' && battery !== undefined && !battery.charging && battery.level < lowBattery) {
    return `the battery is at ${Math.round(battery.level * 100)} %`
  }
  return undefined
}

/** Orders targets of equal rank in the mode. A higher score is better. */
export function score(
  target: RouteTarget,
  { maxTokens }: RouteRequest,
  { weights = { quality: 1, speed: 0.5, cost: 0.5 } }: RoutePolicy,
): number {
  const { quality = 0.5, budgetShare = 0 } = target
  // Speed is 1 for no time and 0.5 for ten seconds.
  const speed = 10 / (10 + secondsFor(target, maxTokens))
  return weights.quality * quality + weights.speed * speed - weights.cost * budgetShare
}

function secondsFor({ ready, firstTokenMs = 1000, tokensPerSecond = 20 }: RouteTarget, maxTokens: number): number {
  return firstTokenMs / 1000 + maxTokens / tokensPerSecond + (ready === 'available' ? 0 : LOADING_SECONDS)
}
