import type { Run, RunComparison, RunScore } from '../../src/evaluate/index.js'

const figure = (value: number): string => (Number.isNaN(value) ? '–' : value.toFixed(4))
const range = (low: number, high: number): string => `${figure(low)} to ${figure(high)}`

/** Prints the most important figures of a run to a terminal. */
export function printRun(run: Run, score: RunScore): void {
  const { dataset, model, environment, system } = run
  console.log(`${model.id} on ${dataset.name} (${dataset.task}, ${score.rows} rows, ${score.answered} answered)`)
  console.log(`dataset ${dataset.digest.slice(0, 12)}, model ${model.digest?.slice(0, 12) ?? 'without a digest'}`)
  console.log(
    `${Object.entries(environment)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}\n`,
  )
  table(
    ['figure', 'value', '95 % interval', ''],
    score.metrics.map(({ name, value, low, high, better }) => [
      name,
      figure(value),
      range(low, high),
      better === 'lower' ? 'lower is better' : '',
    ]),
  )
  const weakest = score.slices.filter(({ rows, value }) => rows >= 5 && !Number.isNaN(value)).slice(0, 5)
  if (weakest.length > 0) {
    console.log(`\nWeakest groups by ${score.headline}`)
    table(
      ['group', 'rows', 'value', '95 % interval'],
      weakest.map(({ slice, group, rows, value, low, high }) => [
        `${slice}: ${group}`,
        String(rows),
        figure(value),
        range(low, high),
      ]),
    )
  }
  if (score.details.type === 'spans') {
    console.log('\nBy type')
    table(
      ['type', 'spans', 'exact F1', 'overlap recall', 'overlap precision'],
      score.details.report.types.map(({ type, support, exact, overlap }) => [
        type,
        String(support),
        figure(exact.f1),
        figure(overlap.recall),
        figure(overlap.precision),
      ]),
    )
  }
  const timings = [
    system.latency && `one row p50 ${system.latency.p50.toFixed(1)} ms, p95 ${system.latency.p95.toFixed(1)} ms`,
    system.rowsPerSecond && `${system.rowsPerSecond.toFixed(1)} rows/s in batches`,
    system.firstTokenMs && `first token p50 ${system.firstTokenMs.p50.toFixed(0)} ms`,
    system.tokensPerSecond && `${system.tokensPerSecond.toFixed(1)} tokens/s`,
    system.loadMs && `loaded in ${system.loadMs.toFixed(0)} ms`,
    system.bytesLoaded && `${(system.bytesLoaded / 1e6).toFixed(1)} MB`,
  ]
  const said = timings.filter((text) => text !== undefined && text !== 0)
  if (said.length > 0) console.log(`\n${said.join(', ')}`)
  for (const warning of run.warnings) console.log(`Note: ${warning}`)
}

export function printComparison(baseline: Run, { metrics, accuracy, changed, worseSlices }: RunComparison): void {
  console.log(`\nAgainst ${baseline.model.id}, run ${baseline.startedAt.slice(0, 10)}`)
  table(
    ['figure', 'change', '95 % interval', 'p (Holm)', ''],
    metrics.map(({ name, value, low, high, adjustedP, verdict }) => [
      name,
      (value > 0 ? '+' : '') + figure(value),
      range(low, high),
      adjustedP.toFixed(4),
      verdict === 'unclear' ? '' : verdict,
    ]),
  )
  const counts = (wanted: string) => changed.filter(({ verdict }) => verdict === wanted).length
  console.log(`${changed.length} rows differ: ${counts('better')} better, ${counts('worse')} worse`)
  if (accuracy !== undefined) {
    const { onlyFirst, onlySecond, p } = accuracy
    console.log(`right only before ${onlyFirst}, only now ${onlySecond}, McNemar p ${p.toFixed(4)}`)
  }
  for (const { slice, group, rows, value } of worseSlices) {
    console.log(`Worse: ${slice}: ${group} (${rows} rows), ${figure(value)}`)
  }
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ')
  for (const cells of [head, ...rows]) console.log(line(cells).trimEnd())
}
