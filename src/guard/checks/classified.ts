import type { GuardReason, GuardStage } from '../../calls/guard.js'
import { sentenceSpans } from '../../documents/sentence-spans.js'
import { LEAST_COVERAGE } from '../../shared/tasks.js'
import { type Check, type CheckedText, CheckFailure, check, type Found } from './check.js'
import type { GuardClassifier } from './detectors.js'

/** Models read some hundred words. A longer text is read in parts, because an attack may be anywhere in it. */
const LONGEST_PART = 1200

/** Gives the classifier that reads the texts of a stage. */
export type ClassifierAt = (stage: GuardStage) => GuardClassifier | undefined

interface FlagSettings {
  readonly labels: readonly string[]
  readonly reason: GuardReason
  /** Where the rule states no threshold, the operating point of the model decides. */
  readonly threshold: number | undefined
}

/** Flags texts to which the classifier of their stage gives one of these labels. */
export function flagged(classifierAt: ClassifierAt, { labels, reason, threshold }: FlagSettings): Check {
  const find = async (classifier: GuardClassifier, text: CheckedText): Promise<Found[]> => {
    const rows = await classified(classifier, text, threshold)
    return rows.flatMap(({ scores, accepted, span }): Found[] => {
      const score = Math.max(0, ...scores.filter(({ label }) => labels.includes(label)).map((each) => each.score))
      const holds = threshold === undefined ? accepted.some((label) => labels.includes(label)) : score >= threshold
      // A finding counts from the threshold of the rule, and the operating point of a model is a separate threshold.
      return holds ? [{ reason, score: threshold === undefined ? Math.max(score, 0.5) : score, span }] : []
    })
  }
  return check(
    (text) => {
      const classifier = classifierAt(text.stage)
      return classifier === undefined ? [] : find(classifier, text)
    },
    { slow: true },
  )
}

export interface TopicSettings {
  readonly allow?: readonly string[] | undefined
  readonly deny?: readonly string[] | undefined
  readonly threshold: number | undefined
}

/** Finds texts of a subject that is denied, or of none that is allowed. */
export const topics = (classifier: GuardClassifier, { allow, deny = [], threshold }: TopicSettings): Check =>
  check(
    async (text) => {
      if (text.text.trim() === '') return []
      const rows = await classified(classifier, text, threshold)
      return rows.flatMap(({ scores, accepted, span }): Found[] => {
        const scoreOf = (label: string) => scores.find((each) => each.label === label)?.score ?? 0
        const denied = accepted.filter((label) => deny.includes(label))
        if (denied.length > 0) {
          return [{ reason: 'unwanted-topic', score: Math.max(...denied.map(scoreOf), threshold ?? 0.5), span }]
        }
        if (allow === undefined || accepted.some((label) => allow.includes(label))) return []
        return [{ reason: 'off-topic', score: Math.max(1 - Math.max(...allow.map(scoreOf)), threshold ?? 0.5), span }]
      })
    },
    { slow: true },
  )

type Row = Awaited<ReturnType<GuardClassifier['classify']>>[number] & { readonly span: NonNullable<Found['span']> }

async function classified(
  classifier: GuardClassifier,
  { plain, signal }: CheckedText,
  threshold: number | undefined,
): Promise<readonly Row[]> {
  const parts = partsOf(plain.text)
  if (parts.length === 0) return []
  const rows = await classifier.classify(
    parts.map(({ start, end }) => plain.text.slice(start, end)),
    { threshold: threshold ?? 'balanced', signal },
  )
  if (!Array.isArray(rows) || rows.length !== parts.length) throw new CheckFailure('invalid-result')
  return rows.map((row, index) => {
    if (!Array.isArray(row?.scores) || !Array.isArray(row.accepted)) throw new CheckFailure('invalid-result')
    if (!row.scores.every((each: { score?: unknown }) => Number.isFinite(each?.score)))
      throw new CheckFailure('invalid-result')
    if (row.coverage < LEAST_COVERAGE) throw new CheckFailure('unreadable')
    if (row.truncated) throw new CheckFailure('truncated')
    const { start, end } = parts[index]!
    return { ...row, span: plain.toOriginal(start, end) }
  })
}

/** Parts of whole sentences that a model can read. A sentence that is too long is cut. */
function partsOf(text: string): { start: number; end: number }[] {
  if (!/[\p{L}\p{N}]/u.test(text)) return []
  if (text.length <= LONGEST_PART) return [{ start: 0, end: text.length }]
  const parts: { start: number; end: number }[] = []
  for (const { start, end } of sentenceSpans(text)) {
    const last = parts.at(-1)
    if (last !== undefined && end - last.start <= LONGEST_PART) last.end = end
    else
      for (let at = start; at < end; at += LONGEST_PART)
        parts.push({ start: at, end: Math.min(end, at + LONGEST_PART) })
  }
  return parts.filter((part) => /[\p{L}\p{N}]/u.test(text.slice(part.start, part.end)))
}
