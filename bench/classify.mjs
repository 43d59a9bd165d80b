import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { markdownTable } from './statistics.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const peer = createRequire(new URL('package.json', import.meta.url))

/**
 * The classifiers against the lists of words that an app would use without a model, on the golden sets.
 *
 * SENTIMENT_DATASET names a further file of rows with `text` and `label`, which is positive, negative or neutral.
 */
export async function run() {
  const more = process.env.SENTIMENT_DATASET
  const sets = [
    { name: 'everyday sentences', model: 'sentiment', rows: rowsOf(join(root, 'golden/sentiment.jsonl')) },
    ...(more === undefined ? [] : [{ name: basename(more), model: 'sentiment', rows: rowsOf(more) }]),
    { name: 'uses of a word', model: 'toxicity', rows: rowsOf(join(root, 'golden/toxicity.jsonl')) },
  ]
  const peers = {
    sentiment: { 'vader-sentiment': vader(), sentiment: afinn() },
    toxicity: { obscenity: obscenity() },
  }
  const rows = []
  const data = []
  for (const { name, model, rows: texts } of sets) {
    const labels = { [`\`${model}\``]: labelsOf(model, texts) }
    for (const [peer, labelOf] of Object.entries(peers[model])) labels[peer] = texts.map(labelOf)
    for (const [who, found] of Object.entries(labels)) rows.push([name, who, texts.length, ...figures(texts, found)])
    data.push({ name, labels })
  }
  const head = ['texts', 'classifier', 'rows', 'right', 'toxic texts found', 'other texts called toxic']
  return { table: markdownTable([head, ...rows]), data }
}

function figures(rows, labels) {
  const share = (among, is) => {
    const own = rows.flatMap((row, index) => (among(row) ? [is(row, labels[index])] : []))
    return (own.filter(Boolean).length / own.length).toFixed(3).replace('0.', '.')
  }
  const right = share(
    () => true,
    (row, label) => row.label === label,
  )
  if (!rows.some(isToxic)) return [right, '', '']
  const called = (_, label) => label === 'toxic'
  return [right, share(isToxic, called), share((row) => !isToxic(row), called)]
}

const isToxic = ({ label }) => label === 'toxic'

/** The header of a golden set has no text. */
function rowsOf(file) {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ text }) => text !== undefined)
}

/** The most probable labels of a model of tacet, from a run in a browser. */
function labelsOf(model, rows) {
  const folder = mkdtempSync(join(tmpdir(), 'tacet-bench-'))
  try {
    const data = join(folder, 'set.jsonl')
    const saved = join(folder, 'run.json')
    const header = { dataset: 'bench', task: 'classify', license: 'none' }
    writeFileSync(data, [header, ...rows].map((line) => `${JSON.stringify(line)}\n`).join(''))
    const parameters = ['evaluate', '--data', data, '--model', model, '--json', saved, '--no-cache']
    execFileSync(process.execPath, [join(root, 'bin/tacet.mjs'), ...parameters], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    return JSON.parse(readFileSync(saved, 'utf8')).outcomes.map(({ output }) => output.scores[0].label)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The bounds of the compound score are those that its authors name. */
function vader() {
  const { SentimentIntensityAnalyzer } = peer('vader-sentiment')
  return ({ text }) => {
    const { compound } = SentimentIntensityAnalyzer.polarity_scores(text)
    return compound >= 0.05 ? 'positive' : compound <= -0.05 ? 'negative' : 'neutral'
  }
}

function afinn() {
  const Sentiment = peer('sentiment')
  const analyzer = new Sentiment()
  return ({ text }) => {
    const { score } = analyzer.analyze(text)
    return score > 0 ? 'positive' : score < 0 ? 'negative' : 'neutral'
  }
}

function obscenity() {
  const { englishDataset, englishRecommendedTransformers, RegExpMatcher } = peer('obscenity')
  const matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers })
  return ({ text }) => (matcher.hasMatch(text) ? 'toxic' : 'not-toxic')
}
