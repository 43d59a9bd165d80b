import type { GuardAction, GuardedPassage, GuardFailure, GuardFinding, GuardStage } from '../calls/guard.js'
import { type NormalizedText, normalize } from '../redact/shared/normalize.js'
import { isAtLeast, strongestOf } from './policy.js'
import type { PreparedRule } from './prepare-rules.js'
import { type Judged, runRules } from './run-rules.js'

/** The report of a guard on one text. */
export interface GuardReport {
  /** The strongest action of all findings; `allow` where there are none. */
  readonly action: GuardAction
  /** The text that may be used: redacted and repaired, the refusal where a rule refused, and nothing where a rule blocked. */
  readonly text: string
  /** Whether a rule said `keep-local`, whatever the other findings are. */
  readonly keepLocal: boolean
  /** Each finding. Its place refers to the text as it was given. */
  readonly findings: readonly GuardFinding[]
  /** The checks that failed. */
  readonly failed: readonly GuardFailure[]
  /** The milliseconds that each rule took, by its id. */
  readonly ms: Readonly<Record<string, number>>
}

/** A text with the facts that the rules need. */
export interface TextToRead {
  readonly text: string
  /** Where the part begins that is judged; the text before it has passed already. @default 0 */
  readonly from?: number | undefined
  readonly before?: number | undefined
  readonly stage: GuardStage
  readonly foreign: boolean
  readonly source?: string | undefined
  readonly passages?: readonly GuardedPassage[] | undefined
  readonly signal: AbortSignal
  /** The span that the check belongs to. */
  readonly trace?: object | undefined
}

export interface ReadSettings {
  readonly rules: readonly PreparedRule[]
  readonly refusal: string
  readonly timeoutMs: number
}

/**
 * A repair may uncover a new finding, so the rules read the text again. A text that still changes after this many
 * rounds counts as an attack.
 */
const MOST_ROUNDS = 4

/** Reads a text with all rules and applies their actions, until no rule changes the text any more. */
export async function readText(given: TextToRead, { rules, refusal, timeoutMs }: ReadSettings): Promise<GuardReport> {
  const { from = 0, before = 0, stage, foreign, source, passages = [], signal } = given
  signal.throwIfAborted()
  const context = given.text.slice(0, from)
  let text = given.text
  const findings: GuardFinding[] = []
  const failed: GuardFailure[] = []
  const ms: Record<string, number> = {}

  const conclude = (): GuardReport => {
    const action = strongestOf(findings)
    const keepLocal = findings.some((finding) => finding.action === 'keep-local')
    const rest = action === 'block' ? '' : action === 'refuse' ? refusal : text.slice(from)
    return { action, text: rest, keepLocal, findings, failed, ms }
  }

  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const read = await runRules(
      rules,
      { text, plain: lazily(text), stage, foreign, source, passages, before: before - from, signal },
      { timeoutMs },
    )
    for (const [rule, time] of Object.entries(read.ms)) ms[rule] = (ms[rule] ?? 0) + time
    // Findings that end in the context were reported with the context.
    const own = read.judged.filter(({ span }) => span === undefined || span.end > from || from === text.length)
    for (const finding of own)
      if (round === 0 || isNew(finding, findings)) findings.push(toFinding(finding, from, round))
    for (const { rule, code } of read.failed) {
      if (!failed.some((each) => each.rule === rule && each.code === code)) failed.push({ rule, code })
    }
    if (own.some(({ action }) => isAtLeast(action, 'refuse'))) return conclude()
    const changed = context + applyEdits(text, own, from).slice(from)
    if (changed === text) return conclude()
    text = changed
  }
  const last = { rule: 'capability', check: 'custom', stage, score: 1, source } as const
  findings.push({ ...last, action: 'block', reason: 'unstable-text' })
  return conclude()
}

/** Most checks read the text as it is, so the comparable form is made only if a check needs it. */
function lazily(text: string): NormalizedText {
  let made: NormalizedText | undefined
  const get = () => {
    made ??= normalize(text)
    return made
  }
  return {
    get text() {
      return get().text
    },
    toOriginal: (start, end) => get().toOriginal(start, end),
  }
}

const isNew = ({ rule, reason }: Judged, known: readonly GuardFinding[]) =>
  !known.some((each) => each.rule === rule && each.reason === reason)

/** Later rounds read a changed text, whose places mean nothing to the caller. */
function toFinding(
  { repair: _repair, label: _label, span, ...finding }: Judged,
  from: number,
  round: number,
): GuardFinding {
  if (span === undefined || round > 0) return finding
  return { ...finding, span: { start: Math.max(0, span.start - from), end: Math.max(0, span.end - from) } }
}

interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

function applyEdits(text: string, judged: readonly Judged[], from: number): string {
  const edits = judged
    .filter(({ action }) => action === 'redact' || action === 'fix')
    .map(({ action, span = { start: from, end: text.length }, repair, label = REMOVED }): Edit => {
      const start = Math.max(from, span.start)
      return { start, end: Math.max(start, span.end), text: action === 'fix' ? (repair ?? '') : label }
    })
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const merged: Edit[] = []
  for (const edit of edits) {
    const last = merged.at(-1)
    // Of two overlapping places, no part may stay.
    if (last !== undefined && edit.start < last.end)
      merged[merged.length - 1] = { ...last, end: Math.max(last.end, edit.end) }
    else merged.push(edit)
  }
  let result = ''
  let at = 0
  for (const { start, end, text: replacement } of merged) {
    result += text.slice(at, start) + replacement
    at = end
  }
  return result + text.slice(at)
}

const REMOVED = '[REMOVED]'
