import { type CompatibilityRow, type Outcome, rows } from './rows.js'

const TASKS: Readonly<Record<CompatibilityRow['task'], string>> = {
  embed: 'embed',
  classify: 'classify',
  'zero-shot': 'classify by labels of the caller',
  rerank: 'rerank',
  label: 'label',
  generate: 'generate',
}

const HEAD =
  '| family | tokenizer | task | form | `dtype` | runs on | largest difference |\n| --- | --- | --- | --- | --- | --- | --- |\n'

/** The table of docs/compatibility.md, from the results of each row. */
export function tableOf(outcomes: ReadonlyMap<string, Outcome>): string {
  return HEAD + rows.map((row) => `| ${[...facts(row), ...result(outcomes.get(row.id))].join(' | ')} |\n`).join('')
}

/** The cells that do not depend on a run. */
export function facts({ family, tokenizer, task, form, dtype = 'fp32' }: CompatibilityRow): readonly string[] {
  return [family, tokenizer, TASKS[task], form, dtype]
}

function result(outcome: Outcome | undefined): readonly string[] {
  if (outcome === undefined) return ['–', 'not tested']
  if (outcome.type === 'refused') return ['refused', `“${outcome.sentence.replaceAll('|', '\\|')}”`]
  const [measure = '', equal] = outcome.measure.split('; ')
  const runtime = outcome.runtime === 'kernels' ? 'kernels' : 'ONNX Runtime'
  if (measure.endsWith('equal')) return [runtime, `none: the ${measure}`]
  return [runtime, `${atMost(outcome.largest)} (${measure})${equal === undefined ? '' : `; the ${equal}`}`]
}

/** A bound that stays the same from run to run: the last digits depend on the processor. */
function atMost(value: number): string {
  if (value < 1e-6) return 'below 1e-6'
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [1, 2, 5, 10].find((step) => value < step * power) ?? 10
  return `below ${Number((step * power).toPrecision(1))}`
}
