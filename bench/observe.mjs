import { markdownTable, median, p95 } from './statistics.mjs'

const ROUNDS = 200
const CALLS = 200

/** The time that listening adds to a call of an engine that answers at once, beside an embedding of one short text. */
export async function run() {
  const { createEmbedder } = await import('../dist/src/index.js')
  const { fakeEngine } = await import('../dist/src/testing.js')
  const { observe } = await import('../dist/src/observe/index.js')
  const vectors = new Float32Array(384)
  const engine = fakeEngine({ embed: { vectors, dimensions: 384, truncated: [] } }, { dimensions: 384 })
  const embedder = await createEmbedder({ engines: [engine] })
  /** The microseconds of one call, over many calls. */
  const measure = async () => {
    const start = performance.now()
    for (let call = 0; call < CALLS; call += 1) await embedder.embed('Where is my parcel?')
    return ((performance.now() - start) * 1000) / CALLS
  }
  const quiet = []
  const heard = []
  // In turns, so that a change of the machine's speed meets both.
  for (let round = -20; round < ROUNDS; round += 1) {
    const without = await measure()
    const observation = observe(() => {})
    const withListener = await measure()
    observation.stop()
    if (round < 0) continue
    quiet.push(without)
    heard.push(withListener)
  }
  const added = heard.map((time, round) => time - (quiet[round] ?? 0))
  const data = { quiet: median(quiet), heard: median(heard), added: median(added), addedP95: p95(added) }
  const table = markdownTable([
    ['µs of a call', 'median'],
    ['nobody listens', data.quiet.toFixed(1)],
    ['a listener, 500 events kept', data.heard.toFixed(1)],
    ['added by the listener', `${data.added.toFixed(1)} (p95 ${data.addedP95.toFixed(1)})`],
  ])
  return { table, data }
}
