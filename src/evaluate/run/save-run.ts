import type { Outcome, Run } from './run.js'

/** More digits than any figure depends on, and far fewer than a printed 32-bit score has. */
const DIGITS = 1e6

/**
 * A run as JSON, one row per line, so that tools for text can compare two runs. `more` is stored beside the run for people and scripts;
 * `parseRun` does not read it.
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

/** A label that is left out has the score 0. Of 120 languages, most have the score 0 in most rows. */
function withoutZeros(outcome: Outcome): Outcome {
  if (!('output' in outcome) || outcome.output.type !== 'labels') return outcome
  const scores = outcome.output.scores.filter(({ score }, place) => place === 0 || round(score) !== 0)
  return { ...outcome, output: { type: 'labels', scores } }
}
