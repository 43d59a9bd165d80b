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

let state = 1
/** The next number of a fixed sequence that looks like chance, from 0 to 1. */
const next = () => {
  state = (state * 48271) % 2147483647
  return state / 2147483647
}

/** A text of 35 words that comes once: equal texts would be computed once for all. */
const nextText = () => Array.from({ length: 35 }, () => WORDS[Math.floor(next() * WORDS.length)]).join(' ')

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
  // The time of the processor for a text, in milliseconds: other programs on the computer change it less.
  const processor = { tacet: [], native: [] }
  const embedders = await Promise.all(
    Object.entries(engines).map(async ([name, engine]) => [
      name,
      await createEmbedder({ engines: [engine], model: 'minilm' }),
    ]),
  )
  // The first rounds let the compiler of Node finish.
  for (let round = -2; round < ROUNDS; round += 1) {
    const texts = Array.from({ length: TEXTS }, nextText)
    for (const [name, embedder] of embedders) {
      const [started, used] = [performance.now(), process.cpuUsage()]
      await embedder.embed(texts)
      const { user, system } = process.cpuUsage(used)
      if (round < 0) continue
      speeds[name].push((TEXTS * 1000) / (performance.now() - started))
      processor[name].push((user + system) / 1000 / TEXTS)
    }
  }
  for (const engine of Object.values(engines)) engine.stop()
  return {
    tacet: median(speeds.tacet),
    native: median(speeds.native),
    ratio: median(speeds.tacet.map((speed, round) => speed / speeds.native[round])),
    processor: { tacet: median(processor.tacet), native: median(processor.native) },
  }
}
