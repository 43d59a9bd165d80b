import { describe } from '../calls/check-options.js'
import { NlpError } from '../shared/errors.js'
import type { RoutePolicy, RouteRequest, RouteState, RouteTarget } from './route-request.js'
import { checkPolicy, drawback, LEVELS, refusals, score } from './route-rules.js'

/** The engines that may answer in order, and the reasons against the others. */
export interface RoutePlan {
  /** The engines to try in this order, each with the reason for its place. */
  readonly targets: readonly { readonly target: RouteTarget; readonly reason: string }[]
  /** The engines that may not answer, each with the reason. */
  readonly denied: readonly { readonly target: RouteTarget; readonly reasons: readonly string[] }[]
}

/**
 * Plans which engines may answer a request, and in which order. Hard rules come first; quality never overrides them.
 * The mode orders the remaining engines, then quality, speed and cost do. An engine that would miss the deadline, or
 * drain a low battery, comes last. The function only reads its arguments, so the same arguments give the same plan.
 *
 * @example
 * const { targets, denied } = route({ privacy: 'personal', inputTokens: 900, maxTokens: 200 }, { mode: 'prefer-server' }, state)
 */
export function route(request: RouteRequest, policy: RoutePolicy, state: RouteState): RoutePlan {
  if (typeof request !== 'object' || request === null || !Array.isArray(state?.targets))
    throw new TypeError('route needs a request, a policy, and a state with a list of `targets`')
  checkPolicy(policy)
  const { privacy } = request
  if (privacy !== undefined && !LEVELS.includes(privacy)) {
    throw new TypeError(`\`privacy\` must be one of ${LEVELS.join(', ')}, got ${describe(privacy)}`)
  }
  const judged = state.targets.map((target) => ({ target, reasons: refusals(target, request, policy, state) }))
  const allowed = judged.filter(({ reasons }) => reasons.length === 0).map(({ target }) => target)
  const denied = judged.filter(({ reasons }) => reasons.length > 0)
  const preferred = policy.mode === 'prefer-server' || policy.mode === 'only-server' ? 'server' : 'device'
  const ranked = allowed
    .map((target) => ({
      target,
      drawback: drawback(target, request, policy, state),
      score: score(target, request, policy),
    }))
    .sort(
      (a, b) =>
        Number(a.drawback !== undefined) - Number(b.drawback !== undefined) ||
        Number(b.target.place === preferred) - Number(a.target.place === preferred) ||
        b.score - a.score,
    )
  const targets = ranked.map(({ target }, position) => ({ target, reason: reasonFor(position) }))
  return { targets, denied }

  function reasonFor(position: number): string {
    const { target, drawback: own } = ranked[position] as (typeof ranked)[0]
    if (own !== undefined) return position === 0 ? `no engine is better, although ${own}` : `later, because ${own}`
    const later = ranked.find((each) => each.drawback !== undefined && each.target.place === preferred)
    if (target.place !== preferred) {
      if (ranked[0]?.target.place === preferred) return `should the ${preferred} fail`
      if (later !== undefined) return `${later.target.name} comes later: ${later.drawback}`
      const out = denied.find((each) => each.target.place === preferred)
      if (out !== undefined) return `${out.target.name} is out: ${out.reasons.join(', ')}`
      return `there is no ${preferred} engine`
    }
    if (ranked.filter((each) => each.target.place === preferred).length === 1) {
      return `the mode is ${policy.mode ?? 'prefer-device'}`
    }
    return position === 0 ? 'the best of its kind by quality, speed and cost' : 'the next best of its kind'
  }
}

/** Returns the plan, or throws an error with the reasons against every target where none may answer. */
export function requireTarget(plan: RoutePlan): RoutePlan {
  if (plan.targets.length > 0) return plan
  const list = plan.denied.map(({ target, reasons }) => `${target.name}: ${reasons.join(', ')}`)
  throw new NlpError('policy-denied', `No engine may answer this call. ${list.join('; ') || 'There is no engine'}`, {
    details: Object.fromEntries(plan.denied.map(({ target, reasons }) => [target.name, reasons.join(', ')])),
  })
}
