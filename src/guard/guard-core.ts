import { describe } from '../calls/check-options.js'
import type { GuardStage } from '../calls/guard.js'
import { observed } from '../calls/observed.js'
import type { GuardDetectors } from './checks/detectors.js'
import { DEFAULT_REFUSAL, type GuardPolicy, STAGES } from './policy.js'
import { prepareRules } from './prepare-rules.js'
import { readGuardPolicy } from './read-policy.js'
import { type GuardReport, readText, type TextToRead } from './read-text.js'

/** The models and functions of a guard. */
export interface GuardOptions {
  /** The models and functions that the rules use. @default none */
  detectors?: GuardDetectors | undefined
  /**
   * Decides where a rule says `ask`, except for calls of tools, which `approve` of the call decides. @default refuses
   */
  ask?: ((report: GuardReport, context: { readonly stage: GuardStage }) => boolean | Promise<boolean>) | undefined
  /** How long a check may take before it counts as failed. @default 5000 */
  timeoutMs?: number | undefined
}

/** The functions that all parts of a guard share. */
export interface GuardCore {
  readonly policy: GuardPolicy
  readonly id: string
  readonly refusal: string
  /** Reads a text with the rules of its stage. */
  read(text: TextToRead): Promise<GuardReport>
  /** Also asks the app if a rule says `ask`. The resulting action is never `ask`. */
  decide(text: TextToRead): Promise<GuardReport>
  /** Whether a rule of the stage must see a whole text before any of it may be shown. */
  needsWhole(stage: GuardStage): boolean
}

export function guardCore(given: GuardPolicy, { detectors = {}, ask, timeoutMs = 5000 }: GuardOptions): GuardCore {
  const policy = readGuardPolicy(given)
  if (!(typeof timeoutMs === 'number' && timeoutMs > 0)) {
    throw new RangeError(`\`timeoutMs\` must be a positive number, got ${describe(timeoutMs)}`)
  }
  const { refusal = DEFAULT_REFUSAL } = policy
  const prepared = prepareRules(policy, detectors)
  const ofOwn = prepareRules(ownRules(policy), {})
  const byStage = new Map(
    STAGES.map((stage) => [stage, prepared.filter(({ rule }) => rule.stages.includes(stage))] as const),
  )
  const id = `${policy.id}@${policy.revision}`
  const rulesOf = (stage: GuardStage) => byStage.get(stage) ?? []

  const read = (text: TextToRead) => {
    const own = text.stage === 'output' && text.foreign ? ofOwn : []
    const { stage, signal, trace } = text
    return observed(
      { of: 'guard', signal, trace },
      () => readText(text, { rules: [...rulesOf(stage), ...own], refusal, timeoutMs }),
      ({ action, findings, failed }) => ({
        type: 'guard',
        policy: id,
        stage,
        action,
        findings: findings.map(({ rule, action, reason }) => ({ rule, action, reason })),
        failed,
      }),
    )
  }

  return {
    policy,
    id,
    refusal,
    read,
    async decide(text) {
      const report = await read(text)
      if (report.action !== 'ask') return report
      const allowed = (await ask?.(report, { stage: text.stage })) ?? false
      text.signal.throwIfAborted()
      return allowed === true ? { ...report, action: 'flag' } : { ...report, action: 'refuse', text: refusal }
    },
    needsWhole: (stage) =>
      rulesOf(stage).some(({ rule, checks }) => !isHarmless(rule.action) && checks.some(({ whole }) => whole)),
  }
}

/** The signal of calls without a signal of the caller. */
export const NEVER: AbortSignal = new AbortController().signal

export function checkStage(stage: unknown): void {
  if (STAGES.includes(stage as GuardStage)) return
  throw new TypeError(`\`stage\` must be one of ${STAGES.join(', ')}, got ${describe(stage)}`)
}

const isHarmless = (action: string) => action === 'allow' || action === 'flag' || action === 'keep-local'

/** The rule that the guard adds for answers once foreign text is in the context. */
const ownRules = ({ capabilities, ...policy }: GuardPolicy): GuardPolicy => ({
  ...policy,
  rules: [
    {
      id: 'capability',
      check: 'url',
      stages: ['output'],
      action: 'fix',
      onError: 'block',
      config: { hosts: capabilities?.hosts ?? [] },
    },
  ],
})
