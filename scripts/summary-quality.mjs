import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import './build.mjs'
import { writeBetweenMarks } from './docs/marks.mjs'

// Measures summaries of the abstracts of SciTLDR through `tacet evaluate` and prints the documents' table of them:
//
//   node scripts/summary-quality.mjs test.jsonl [--write]
//
// test.jsonl is SciTLDR-A as its authors publish it. The weights of `summarize` were chosen on its first rows, so only
// the rows after them are measured.

const CHOSEN_ON = 206
const BASELINES = ['lead-1', 'lead-3', 'random']
const MODELS = ['words', 'minilm']
const FIGURES = ['rouge1', 'rouge2', 'rougeL']

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'bin', 'tacet.mjs')
const [set] = process.argv.slice(2)
if (set === undefined) throw new TypeError('The first argument must be the file of the set.')

const folder = mkdtempSync(join(tmpdir(), 'tacet-summaries-'))
try {
  const data = join(folder, 'scitldr.jsonl')
  const rows = readFileSync(set, 'utf8').trimEnd().split('\n').slice(CHOSEN_ON).map(rowOf)
  const header = { dataset: 'SciTLDR abstracts', license: 'Apache-2.0', task: 'summarize' }
  writeFileSync(data, [header, ...rows].map((row) => `${JSON.stringify(row)}\n`).join(''))
  const lines = [`| ${rows.length} abstracts | ${FIGURES.join(' | ')} |`, `| --- |${' --- |'.repeat(FIGURES.length)}`]
  for (const model of [...BASELINES, ...MODELS])
    lines.push(`| \`${model}\` | ${measure(data, model, []).join(' | ')} |`)
  const differences = [`| difference | ${FIGURES.join(' | ')} |`, lines[1]]
  for (const model of MODELS) {
    for (const other of model === 'minilm' ? [...BASELINES, 'words'] : BASELINES) {
      const cells = measure(data, model, ['--baseline', join(folder, `${other}.json`)])
      differences.push(`| \`${model}\` over \`${other}\` | ${cells.join(' | ')} |`)
    }
  }
  const table = [...lines, '', ...differences].join('\n')
  console.log(table)
  if (process.argv.includes('--write')) writeBetweenMarks('quality:summaries', table)
} finally {
  rmSync(folder, { recursive: true })
}

function rowOf(line) {
  const { id, source, targets } = JSON.parse(line)
  return { id, text: source.map((sentence) => sentence.trim()).join(' '), references: targets }
}

/** The figures of a run, or their differences from a baseline. */
function measure(data, model, options) {
  const saved = join(folder, `${model}.json`)
  const how = options.length === 0 ? ['--model', model] : ['--run', saved]
  execFileSync(process.execPath, [bin, 'evaluate', '--data', data, ...how, ...options, '--json', saved, '--no-cache'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const { score, comparison } = JSON.parse(readFileSync(saved, 'utf8'))
  const metrics = options.length === 0 ? score.metrics : comparison.metrics
  const sign = options.length === 0 ? '' : '+'
  return FIGURES.map((name) => {
    const { value, low, high } = metrics.find((metric) => metric.name === name)
    return `${share(value, sign)} (${share(low, sign)} to ${share(high, sign)})`
  })
}

function share(value, sign) {
  return `${value < 0 ? '-' : sign}${Math.abs(value).toFixed(3).replace(/^0/, '')}`
}
