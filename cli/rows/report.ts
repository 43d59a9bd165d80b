import { writeFileSync } from 'node:fs'
import type { TallyState } from './tally.js'
import type { JobModel } from './work/work.js'

export interface Report extends TallyState {
  readonly command: string
  readonly models: readonly JobModel[]
}

/** Writes a report as JSON. The same rows and options give the same bytes. */
export function writeReport(path: string, report: Report): void {
  writeFileSync(path, `${JSON.stringify(report, undefined, 2)}\n`)
}

/** A report in a few lines for people. */
export function describeReport({ rows, leftOut, truncated, found }: Report): string {
  const counts = Object.entries(found).map(([name, count]) => `${name} ${amount(count)}`)
  const lines = [
    `${amount(rows)} rows${leftOut > 0 ? `, ${amount(leftOut)} of them left out` : ''}`,
    ...(counts.length > 0 ? [`found: ${counts.join(', ')}`] : []),
    ...(truncated > 0 ? [`${amount(truncated)} texts were longer than the model reads: their ends did not count`] : []),
  ]
  return `${lines.join('\n')}\n`
}

export const amount = (count: number): string => count.toLocaleString('en')
