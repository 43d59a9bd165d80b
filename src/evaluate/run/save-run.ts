import type { Run } from './run.js'

/** More digits than any figure depends on, and far fewer than a 32-bit score prints. */
const DIGITS = 1e6

/**
 * A run as JSON, one row a line, so that two runs can be compared with the tools for text. `more` is kept beside it for
 * people and scripts; `parseRun` does not read it.
 *
 * @example
 * await writeFile('run.json', saveRun(run, { score: scoreRun(dataset, run) }))
 */
export function saveRun({ outcomes, ...facts }: Run, more: Readonly<Record<string, unknown>> = {}): string {
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' ? Math.round(value * DIGITS) / DIGITS : value
  const head = JSON.stringify({ ...facts, ...more }, rounded, 1)
  const lines = outcomes.map((outcome) => JSON.stringify(outcome, rounded))
  return `${head.slice(0, -2)},\n "outcomes": [\n${lines.join(',\n')}\n ]\n}\n`
}
