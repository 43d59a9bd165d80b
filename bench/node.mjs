import { fileURLToPath } from 'node:url'
import { markdownTable, median } from './statistics.mjs'

const ROUNDS = 5
const TEXTS = 100

const WORDS =
  'the order from our garden was late and nobody at the station could say when the next train to the coast would leave'.split(
    ' ',
  )

/** A text of 35 words that no other round has. */
const textOf = (round, index) =>
  Array.from({ length: 35 }, (_, at) => WORDS[(index * 7 + at * (1 + (round % 5)) + at) % WORDS.length]).join(' ')

/** `minilm` in this version of Node, on one thread: our kernels, beside `onnxruntime-node` where it is installed. */
export async function run() {
  const { findNativeRuntime } = await import('../dist/cli/serve/native-runtime.js')
  const { path, reason } = findNativeRuntime(fileURLToPath(new URL('.', import.meta.url)))
  if (path === undefined) {
    const table = `Not measured: ${reason}. \`npm install --prefix bench --no-save onnxruntime-node\` installs it.`
    return { table, data: {} }
  }
  const { createEmbedder } = await import('../dist/src/index.js')
  const { localEngine } = await import('../dist/src/engines/index.js')
  const { openNativeBackend } = await import('../dist/cli/serve/native-backend.js')
  const engine = localEngine({ threads: 1, workers: 1 })
  const embedder = await createEmbedder({ engines: [engine], model: 'minilm' })
  const native = await openNativeBackend({ runtime: path, embed: 'minilm', threads: 1 })
  const { signal } = new AbortController()
  const contenders = { tacet: (texts) => embedder.embed(texts), native: (texts) => native.embed(texts, { signal }) }
  const speeds = { tacet: [], native: [] }
  // The first rounds let the compiler of Node finish.
  for (let round = -2; round < ROUNDS; round += 1) {
    const texts = Array.from({ length: TEXTS }, (_, index) => textOf(round + 2, index))
    for (const [name, embed] of Object.entries(contenders)) {
      const started = performance.now()
      await embed(texts)
      if (round >= 0) speeds[name].push((TEXTS * 1000) / (performance.now() - started))
    }
  }
  engine.stop()
  await native.close()
  const ratio = median(speeds.tacet.map((speed, round) => speed / speeds.native[round]))
  const table = markdownTable([
    ['`minilm`, texts of 35 words, one thread', 'texts/s'],
    [`tacet in Node ${process.versions.node}`, median(speeds.tacet).toFixed(1)],
    ['`onnxruntime-node`', median(speeds.native).toFixed(1)],
    ['tacet against it', `${ratio.toFixed(2)} times`],
  ])
  return { table, data: { speeds, ratio } }
}
