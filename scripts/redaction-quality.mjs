import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import './build.mjs'
import { writeBetweenMarks } from './docs/marks.mjs'

// Measures redaction on public sets through `tacet evaluate` and prints the documents' table of it:
//
//   node scripts/redaction-quality.mjs SETS [--write]
//
// SETS holds presidio-research-synth, presidio-recognizer-tests, stdnum-identifiers and gitleaks-secrets in a folder pii,
// and wnut17 and gum_named in a folder ner, as their authors publish them. Nothing of this project is trained on them.

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'bin', 'tacet.mjs')
const sets = process.argv[2]
if (sets === undefined) throw new TypeError('The first argument must be the folder of the sets.')

/** Each set with its form, who reads it, and what is shown of it; a figure may be of one group of rows only. */
const SETS = [
  {
    name: 'Presidio research',
    from: 'presidio',
    file: 'pii/presidio-research-synth/synth_dataset_v2.json',
    model: 'pii-tagger',
    figures: [['anyTypeF2'], ['overlapF1'], ['characterLeak']],
  },
  {
    name: 'WNUT17 dev',
    from: 'spans',
    file: 'ner/wnut17/dev.json',
    model: 'pii-tagger',
    figures: [['falseAlarmCharacters'], ['falseAlarmRows']],
  },
  {
    name: 'GUM',
    from: 'tokens',
    file: 'ner/gum_named.heldout.jsonl.xz',
    model: 'pii-tagger',
    figures: [['falseAlarmCharacters'], ['falseAlarmRows']],
  },
  {
    name: 'Presidio recognizers',
    from: 'presidio-cases',
    file: 'pii/presidio-recognizer-tests/recognizer_cases.json',
    model: 'rules',
    figures: [['overlapRecall'], ['falseAlarmRows']],
  },
  {
    name: 'python-stdnum, people',
    from: 'stdnum',
    file: 'pii/stdnum-identifiers/identifiers.json',
    model: 'rules',
    figures: [['rowsRight', 'of: people']],
  },
  {
    name: 'gitleaks',
    from: 'gitleaks',
    file: 'pii/gitleaks-secrets/secret_cases.json.xz',
    model: 'rules',
    figures: [['wholeRecall', 'case: secret'], ['falseAlarmRows']],
  },
]
const LEVELS = ['strict', 'balanced', 'relaxed']

const folder = mkdtempSync(join(tmpdir(), 'tacet-quality-'))
const lines = [
  `| set | with | figure | ${LEVELS.join(' | ')} |`,
  `| --- | --- | --- |${' --- |'.repeat(LEVELS.length)}`,
]
try {
  for (const { name, from, file, model, figures } of SETS) {
    const data = join(folder, `${from}.jsonl`)
    const path = join(sets, file)
    const input = path.endsWith('.xz') ? execFileSync('xz', ['-dc', path], { maxBuffer: 1 << 28 }) : readFileSync(path)
    execFileSync(process.execPath, [bin, 'evaluate', 'convert', '--from', from, '-', '--out', data], { input })
    for (const strictness of LEVELS) {
      evaluate([
        '--data',
        data,
        '--model',
        model,
        '--strictness',
        strictness,
        '--json',
        join(folder, `${strictness}.json`),
      ])
    }
    for (const [figure, group] of figures) {
      const cells = LEVELS.map((strictness) => cell(data, join(folder, `${strictness}.json`), figure, group))
      lines.push(`| ${name} | \`${model}\` | ${figure} | ${cells.join(' | ')} |`)
      console.log(lines.at(-1))
    }
  }
} finally {
  rmSync(folder, { recursive: true })
}

function evaluate(parameters) {
  execFileSync(process.execPath, [bin, 'evaluate', ...parameters, '--no-cache'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function cell(data, run, figure, group) {
  if (group !== undefined) evaluate(['--data', data, '--run', run, '--by', figure, '--json', run])
  const { score } = JSON.parse(readFileSync(run, 'utf8'))
  const { value, low, high } =
    group === undefined
      ? score.metrics.find((metric) => metric.name === figure)
      : score.slices.find((slice) => `${slice.slice}: ${slice.group}` === group)
  return `${share(value)} (${share(low)} to ${share(high)})`
}

if (process.argv.includes('--write')) writeBetweenMarks('quality:redaction', lines.join('\n'))

function share(value) {
  return value.toFixed(value < 0.1 ? 4 : 3).replace(/^0/, '')
}
