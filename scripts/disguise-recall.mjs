import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import './build.mjs'
import { WAYS } from './disguises.mjs'

// Prints how much of its recall a classifier loses where texts are disguised, and how many of the other texts it flags:
//
//   node scripts/disguise-recall.mjs MODEL SET.jsonl
//
// SET.jsonl is a set for `tacet evaluate` with `positive` in its header.

const root = fileURLToPath(new URL('..', import.meta.url))
const [model, set] = process.argv.slice(2)
if (set === undefined) throw new TypeError('The arguments must be the name of a model and the file of a set.')
const [header, ...all] = readFileSync(set, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line))
const positive = all.filter(({ label }) => label === header.positive)
const others = all.filter(({ label }) => label !== header.positive)

const folder = mkdtempSync(join(tmpdir(), 'tacet-disguises-'))
try {
  console.log(`| ${positive.length} texts to find, ${others.length} others | recall | lost | false alarms |`)
  console.log('| --- | --- | --- | --- |')
  let openly
  for (const [name, disguised] of Object.entries(WAYS)) {
    const recall = rightOf(positive, disguised)
    openly ??= recall
    const alarms = 1 - rightOf(others, disguised)
    console.log(`| ${name} | ${recall.toFixed(3)} | ${(openly - recall).toFixed(3)} | ${alarms.toFixed(3)} |`)
  }
} finally {
  rmSync(folder, { recursive: true })
}

/** The share of the texts that get their label as the more probable one. */
function rightOf(rows, disguised) {
  const data = join(folder, 'set.jsonl')
  const saved = join(folder, 'run.json')
  const lines = [header, ...rows.map((row) => ({ ...row, text: disguised(row.text) }))]
  writeFileSync(data, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const bin = join(root, 'bin', 'tacet.mjs')
  execFileSync(process.execPath, [bin, 'evaluate', '--data', data, '--model', model, '--json', saved, '--no-cache'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return JSON.parse(readFileSync(saved, 'utf8')).score.metrics.find(({ name }) => name === 'accuracy').value
}
