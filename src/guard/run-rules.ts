import type { GuardAction, GuardFailure, GuardFinding } from '../calls/guard.js'
import { type Check, type CheckedText, CheckFailure, type Found } from './checks/check.js'
import { DEFAULT_THRESHOLD } from './policy.js'
import type { PreparedRule } from './prepare-rules.js'

/** A finding with its repair. */
export interface Judged extends GuardFinding {
  readonly repair?: string | undefined
  readonly label?: string | undefined
}

/** The findings of all rules in one text. */
export interface Reading {
  readonly judged: readonly Judged[]
  readonly failed: readonly GuardFailure[]
  readonly ms: Readonly<Record<string, number>>
}

/**
 * Runs all rules of a stage. Rules without a model run first: if one of them blocks, no model runs. A check
 * that throws, takes too long or returns nonsense counts as its rule's `onError`, and never as a pass.
 */
export async function runRules(
  rules: readonly PreparedRule[],
  text: CheckedText,
  { timeoutMs }: { readonly timeoutMs: number },
): Promise<Reading> {
  const judged: Judged[] = []
  const failed: GuardFailure[] = []
  const ms: Record<string, number> = {}

  async function run({ rule }: PreparedRule, check: Check): Promise<void> {
    const start = performance.now()
    const about = { rule: rule.id, check: rule.check, stage: text.stage, source: text.source }
    try {
      const found = await withinTime(check, text, timeoutMs)
      const { threshold = DEFAULT_THRESHOLD } = rule
      for (const { score, reason, span, repair, label } of checked(found, text.text.length)) {
        if (score < threshold) continue
        judged.push({ ...about, score, reason, span, action: actionFor(rule.action, repair), repair, label })
      }
    } catch (error) {
      text.signal.throwIfAborted()
      failed.push({
        rule: rule.id,
        code: error instanceof CheckFailure || error instanceof TimedOut ? error.code : 'threw',
      })
      judged.push({ ...about, score: 1, reason: 'check-failed', action: rule.onError })
    }
    ms[rule.id] = (ms[rule.id] ?? 0) + performance.now() - start
  }

  const all = rules.flatMap((prepared) => prepared.checks.map((check) => ({ prepared, check })))
  for (const { prepared, check } of all) if (!check.slow) await run(prepared, check)
  if (!judged.some(({ action }) => action === 'block')) {
    await Promise.all(all.filter(({ check }) => check.slow).map(({ prepared, check }) => run(prepared, check)))
  }
  return { judged, failed, ms }
}

/** A text without a repair must not pass as repaired. */
const actionFor = (action: GuardAction, repair: string | undefined): GuardAction =>
  action === 'fix' && repair === undefined ? 'refuse' : action

class TimedOut extends Error {
  readonly code = 'timed-out'
}

async function withinTime(check: Check, text: CheckedText, timeoutMs: number): Promise<unknown> {
  const late = new AbortController()
  const found = check.find({ ...text, signal: AbortSignal.any([text.signal, late.signal]) })
  if (!(found instanceof Object && 'then' in found)) return found
  let timer: ReturnType<typeof setTimeout> | undefined
  let onAbort = () => {}
  const given = new Promise((resolve, reject) => {
    timer = setTimeout(() => reject(new TimedOut()), timeoutMs)
    onAbort = () => reject(text.signal.reason)
    text.signal.addEventListener('abort', onAbort, { once: true })
    Promise.resolve(found).then(resolve, reject)
  })
  try {
    return await given
  } finally {
    clearTimeout(timer)
    text.signal.removeEventListener('abort', onAbort)
    // Tells a late check to stop.
    late.abort()
  }
}

/** Refuses a result that is not a list of findings: a detector is code of the app, and may return anything. */
function checked(found: unknown, length: number): readonly Found[] {
  if (!Array.isArray(found)) throw new CheckFailure('invalid-result')
  for (const { score, span } of found as Found[]) {
    if (!(score >= 0 && score <= 1)) throw new CheckFailure('invalid-result')
    if (span === undefined) continue
    const { start, end } = span
    const valid = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= length
    if (!valid) throw new CheckFailure('invalid-result')
  }
  return found
}
