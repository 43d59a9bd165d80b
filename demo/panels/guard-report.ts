import type { GuardAction, GuardFinding, GuardPolicy, GuardReport, GuardStage } from 'tacet/guard'
import { element } from '../parts/element.js'
import { formatMilliseconds } from '../parts/format.js'
import { tableHead } from '../parts/table.js'
import { marked } from './redact-marks.js'

const VERDICTS: Readonly<Record<GuardAction, string>> = {
  allow: 'The text passes.',
  flag: 'The text passes, and your code sees the findings.',
  'keep-local': 'The text may be used on this device only.',
  redact: 'The text passes without the places that were found.',
  fix: 'The text passes after a repair.',
  ask: 'Your code decides. Here nobody decides, so the text is left out.',
  refuse: 'The text is left out. The refusal stands in its place.',
  block: 'The text is left out, and the call ends.',
}

/** Says in one sentence how the guard decided. */
export function verdictOf({ action, ms }: GuardReport): string {
  const spent = Object.values(ms).reduce((sum, each) => sum + each, 0)
  return `${VERDICTS[action]} All rules together took ${formatMilliseconds(spent)}.`
}

/** The text with a mark on each place that a rule found. Places may overlap, so a mark ends where the next begins. */
export function markedFindings(text: string, { findings }: GuardReport): (Node | string)[] {
  const spans = findings
    .flatMap(({ span, reason }) => (span === undefined || span.end > text.length ? [] : [{ ...span, type: reason }]))
    .sort((a, b) => a.start - b.start || b.end - a.end)
  const apart: typeof spans = []
  for (const span of spans) if (span.start >= (apart.at(-1)?.end ?? 0)) apart.push(span)
  return marked(text, apart)
}

/** The kinds of these findings in words, each kind once. */
export function reasonsOf(findings: readonly GuardFinding[]): string {
  return [...new Set(findings.map(({ reason }) => reason.replaceAll('-', ' ')))].join(', ')
}

/** One row for each rule of the stage: its findings, and the action of the policy. */
export function ruleTable(policy: GuardPolicy, stage: GuardStage, report: GuardReport): HTMLElement {
  const rules = policy.rules.filter(({ stages }) => stages.includes(stage))
  const rows = rules.map(({ id, check }) => {
    const found = report.findings.filter(({ rule }) => rule === id)
    const best = found.reduce((most, { score }) => Math.max(most, score), 0)
    return element(
      'tr',
      { className: found.length > 0 ? 'guard-found' : '' },
      element('th', { scope: 'row' }, id, ' ', element('small', {}, check)),
      element('td', {}, found.length === 0 ? 'nothing' : reasonsOf(found)),
      element('td', {}, found.length > 0 ? best.toFixed(2) : ''),
      element('td', {}, found[0]?.action ?? ''),
      element('td', {}, formatMilliseconds(report.ms[id] ?? 0)),
    )
  })
  return element(
    'table',
    { className: 'guard-rules' },
    element('caption', { className: 'visually-hidden' }, 'The rules of this stage'),
    tableHead(['Rule', 'Found', 'Score', 'Action', 'Time']),
    element('tbody', {}, ...rows),
  )
}
