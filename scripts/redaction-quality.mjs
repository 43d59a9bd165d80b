import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import './build.mjs'

// Measures redaction on public sets through `tacet evaluate` and prints the README's table of it:
//
//   node scripts/redaction-quality.mjs SETS [--write]
//
// SETS holds presidio-research-synth, presidio-recognizer-tests, stdnum-identifiers and gitleaks-secrets in a folder pii,
// and wnut17 and gum_named in a folder ner, as their authors publish them. Nothing of this project is trained on them.

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'bin', 'tacet.mjs')
const sets = process.argv[2]
if (sets === undefined) throw new TypeError('The first argument must be the folder of the sets.')

/** Each set with its form, and the runs over it: what is shown of whom. */
const SETS = [
  {
    name: 'Presidio research',
    from: 'presidio',
    file: 'pii/presidio-research-synth/synth_dataset_v2.json',
    runs: [
      ['pii-tagger', 'balanced', ['anyTypeF2', 'overlapF1', 'wholeRecall', 'characterLeak']],
      ['pii-tagger', 'relaxed', ['anyTypeF2', 'overlapF1', 'characterLeak']],
      ['pii-tagger', 'strict', ['anyTypeF2', 'overlapF1', 'characterLeak']],
    ],
  },
  {
    name: 'WNUT17 dev',
    from: 'spans',
    file: 'ner/wnut17/dev.json',
    runs: ['strict', 'balanced', 'relaxed'].map((level) => [
      'pii-tagger',
      level,
      ['falseAlarmCharacters', 'falseAlarmRows'],
    ]),
  },
  {
    name: 'GUM',
    from: 'tokens',
    file: 'ner/gum_named.heldout.jsonl.xz',
    runs: ['strict', 'balanced', 'relaxed'].map((level) => [
      'pii-tagger',
      level,
      ['falseAlarmCharacters', 'falseAlarmRows'],
    ]),
  },
  {
    name: 'Presidio recognizers',
    from: 'presidio-cases',
    file: 'pii/presidio-recognizer-tests/recognizer_cases.json',
    runs: [
      ['rules', 'balanced', ['overlapRecall', 'falseAlarmRows']],
      ['rules', 'strict', ['overlapRecall', 'falseAlarmRows']],
    ],
  },
  {
    name: 'python-stdnum, people',
    from: 'stdnum',
    file: 'pii/stdnum-identifiers/identifiers.json',
    runs: [['rules', 'balanced', ['rowsRight'], 'of: people']],
  },
  {
    name: 'gitleaks, secrets with a place',
    from: 'gitleaks',
    file: 'pii/gitleaks-secrets/secret_cases.json.xz',
    runs: [
      ['rules', 'balanced', ['wholeRecall'], 'case: secret'],
      ['rules', 'balanced', ['falseAlarmRows']],
    ],
  },
]

const folder = mkdtempSync(join(tmpdir(), 'tacet-quality-'))
const lines = [
  '| set | rows | with | strictness | figure | value | 95 % |',
  '| --- | --- | --- | --- | --- | --- | --- |',
]
try {
  for (const { name, from, file, runs } of SETS) {
    const data = join(folder, `${from}.jsonl`)
    const path = join(sets, file)
    const input = path.endsWith('.xz') ? execFileSync('xz', ['-dc', path], { maxBuffer: 1 << 28 }) : readFileSync(path)
    execFileSync(process.execPath, [bin, 'evaluate', 'convert', '--from', from, '-', '--out', data], { input })
    for (const [model, strictness, figures, group] of runs) {
      const json = join(folder, 'run.json')
      const by = group === undefined ? [] : ['--by', figures[0]]
      const parameters = [
        '--data',
        data,
        '--model',
        model,
        '--strictness',
        strictness,
        '--json',
        json,
        '--no-cache',
        ...by,
      ]
      execFileSync(process.execPath, [bin, 'evaluate', ...parameters], { stdio: ['ignore', 'ignore', 'inherit'] })
      const { score } = JSON.parse(readFileSync(json, 'utf8'))
      for (const figure of figures) {
        const { rows, value, low, high } =
          group === undefined
            ? { rows: score.rows, ...score.metrics.find((metric) => metric.name === figure) }
            : score.slices.find((slice) => `${slice.slice}: ${slice.group}` === group)
        lines.push(
          `| ${[name, rows, `\`${model}\``, strictness, figure, share(value), `${share(low)} to ${share(high)}`].join(' | ')} |`,
        )
        console.log(lines.at(-1))
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true })
}

if (process.argv.includes('--write')) {
  const path = join(root, 'README.md')
  const marks = /(<!-- quality:redaction -->\n)[\s\S]*?(<!-- \/quality:redaction -->)/
  const readme = readFileSync(path, 'utf8')
  if (!marks.test(readme)) throw new Error('README.md has no marks for quality:redaction')
  writeFileSync(
    path,
    readme.replace(marks, (_, start, end) => `${start}\n${lines.join('\n')}\n\n${end}`),
  )
}

function share(value) {
  return value.toFixed(value < 0.1 ? 4 : 3).replace(/^0/, '')
}
