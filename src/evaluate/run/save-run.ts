import type { Outcome, Run } from './run.js'

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
  const head = JSON.stringify(facts, rounded, 1).slice(0, -2)
  const extra = Object.entries(more).map(([name, value]) => [name, JSON.stringify(value, rounded)])
  const fields = extra.flatMap(([name, json]) => (json === undefined ? [] : [`,\n "${name}": ${json}`]))
  const lines = outcomes.map((outcome) => JSON.stringify(withoutZeros(outcome), rounded))
  return `${head}${fields.join('')},\n "outcomes": [\n${lines.join(',\n')}\n ]\n}\n`
}

const round = (value: number): number => Math.round(value * DIGITS) / DIGITS
const rounded = (_: string, value: unknown): unknown => (typeof value === 'number' ? round(value) : value)

/** A label that is not named has the score 0: of 120 languages, most have none in most rows. */
function withoutZeros(outcome: Outcome): Outcome {
  if (!('output' in outcome) || outcome.output.type !== 'labels') return outcome
  const scores = outcome.output.scores.filter(({ score }, place) => place === 0 || round(score) !== 0)
  return { ...outcome, output: { type: 'labels', scores } }
}
