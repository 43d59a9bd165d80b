import { readFileSync } from 'node:fs'
import './build.mjs'
import { WAYS } from './disguises.mjs'
import { shareWithInterval, withHarmless, withOrders } from './placed-orders.mjs'

// Prints how many orders a classifier finds in mails and pages where the order alone is disguised, and how many harmless sentences it flags:
//
//   node scripts/attack-disguises.mjs MODEL

const [model] = process.argv.slice(2)
if (model === undefined) throw new TypeError('The argument must be the name of a model.')
const { createClassifier } = await import('../dist/src/index.js')
const manifest = JSON.parse(readFileSync(new URL(`../models/${model}/manifest.json`, import.meta.url), 'utf8'))
const points = Object.entries(manifest.architecture.operatingPoints).map(([name, { attack }]) => [name, attack])

const classifier = await createClassifier({ model })
console.log(
  `| the order or the sentence | ${points.map(([name]) => `found at ${name}`).join(' | ')} | ${points.map(([name]) => `flagged at ${name}`).join(' | ')} |`,
)
console.log(`| --- | ${points.map(() => '--- | ---').join(' | ')} |`)
for (const [name, disguised] of Object.entries({ ...WAYS, 'percent-encoding': percent })) {
  const cells = [await scoresOf(withOrders(disguised)), await scoresOf(withHarmless(disguised))].flatMap((scores) =>
    points.map(([, least]) => shareWithInterval(scores.map((score) => score >= least))),
  )
  console.log(`| ${name} | ${cells.join(' | ')} |`)
}
await classifier.close()

/** @param {readonly string[]} texts */
async function scoresOf(texts) {
  const results = await classifier.classify(texts)
  return results.map(({ scores }) => scores.find(({ label }) => label === 'attack').score)
}

function percent(text) {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
}
