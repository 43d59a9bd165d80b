import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { findNativeRuntime } from '../dist/cli/threads/native-runtime.js'
import { markdownTable } from './statistics.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

/**
 * `minilm` in Node: our kernels beside `onnxruntime-node` where it is installed, on the same file and through the same calls. NODES lists the
 * programs of further versions of Node, with commas between them.
 */
export async function run() {
  const { path, reason } = findNativeRuntime(here('.'))
  if (path === undefined) {
    const table = `Not measured: ${reason}. \`npm install --prefix bench --no-save onnxruntime-node\` installs it.`
    return { table, data: {} }
  }
  const programs = [process.execPath, ...(process.env.NODES?.split(',') ?? [])]
  const results = programs.map((program) => measure(program))
  const rows = results.flatMap(({ node, cores, rounds }) =>
    Object.entries(rounds).map(([name, { tacet, native, ratio, processor }]) => [
      node,
      name === 'alone' ? 'one thread each' : `as installed: up to ${cores} threads each`,
      tacet.toFixed(0),
      native.toFixed(0),
      ratio.toFixed(2),
      (processor.native / processor.tacet).toFixed(2),
    ]),
  )
  const head = [
    'Node',
    '`minilm`, texts of 35 words',
    'tacet, texts/s',
    '`onnxruntime-node`, texts/s',
    'tacet against it',
    'by the time of the processor',
  ]
  return { table: markdownTable([head, ...rows]), data: results }
}

function measure(program) {
  // The add-on is looked for from the folder in which a program starts.
  const { status, stdout } = spawnSync(program, [here('node/measure.mjs')], {
    cwd: here('.'),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) throw new Error(`${program} ended with ${status}`)
  return JSON.parse(stdout)
}
