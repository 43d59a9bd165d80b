import { availableParallelism } from 'node:os'
import { localEngine } from '../../dist/src/engines/index.js'
import { createEmbedder } from '../../dist/src/index.js'
import { median } from '../statistics.mjs'

const ROUNDS = 5
const TEXTS = 100

const WORDS =
  'the order from our garden was late and nobody at the station could say when the next train to the coast would leave'.split(
    ' ',
  )

/** A text of 35 words that no other round has. */
const textOf = (round, index) =>
  Array.from({ length: 35 }, (_, at) => WORDS[(index * 7 + at * (1 + (round % 5)) + at) % WORDS.length]).join(' ')

const cores = availableParallelism()

const SETTINGS = {
  alone: { tacet: { threads: 1, workers: 1 }, native: { threads: 1, workers: 1 } },
  // The add-on takes all cores for one text; our threads share a list.
  installed: { tacet: {}, native: { threads: cores, workers: 1 } },
}

const rounds = {}
for (const [name, { tacet, native }] of Object.entries(SETTINGS)) {
  rounds[name] = await compare({
    tacet: localEngine(tacet),
    native: localEngine({ ...native, runtime: 'onnxruntime-node' }),
  })
}
console.log(JSON.stringify({ node: process.versions.node, cores, rounds }))
process.exit()

/** The texts that each engine embeds in a second, in turns. */
async function compare(engines) {
  const speeds = { tacet: [], native: [] }
  const embedders = await Promise.all(
    Object.entries(engines).map(async ([name, engine]) => [
      name,
      await createEmbedder({ engines: [engine], model: 'minilm' }),
    ]),
  )
  // The first rounds let the compiler of Node finish.
  for (let round = -2; round < ROUNDS; round += 1) {
    const texts = Array.from({ length: TEXTS }, (_, index) => textOf(round + 2, index))
    for (const [name, embedder] of embedders) {
      const started = performance.now()
      await embedder.embed(texts)
      if (round >= 0) speeds[name].push((TEXTS * 1000) / (performance.now() - started))
    }
  }
  for (const engine of Object.values(engines)) engine.stop()
  return {
    tacet: median(speeds.tacet),
    native: median(speeds.native),
    ratio: median(speeds.tacet.map((speed, round) => speed / speeds.native[round])),
  }
}
