import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { withPage } from './open-page.mjs'
import { markdownTable, median, p95 } from './statistics.mjs'

const folder = fileURLToPath(new URL('../.models', import.meta.url))
const wllama = fileURLToPath(new URL('node_modules/@wllama/wllama/esm', import.meta.url))

/**
 * A small language model on WebAssembly, one thread: the GGUF file on our kernels, against plain transformers.js with ONNX files of the
 * same weights, and against wllama with the same file. The files are made by `models/train/gguf_models/smollm2.py`.
 */
export async function run() {
  if (!existsSync(`${folder}/smollm2/model.gguf`)) {
    return {
      table: 'Not measured: .models/smollm2 is not there. models/train/README.md says how it is made.',
      data: {},
    }
  }
  const routes = [
    { prefix: '/gguf-models/', folder },
    { prefix: '/wllama/', folder: wllama },
  ]
  return withPage(
    'gguf',
    async (open) => {
      const { page, close } = await open({ isolation: false })
      const speeds = await page.evaluate(() => globalThis.bench.speeds(3, 40))
      const bandwidth = await page.evaluate(() => globalThis.bench.bandwidth(5))
      const abort = await page.evaluate(() => globalThis.bench.abortTimes(12))
      const single = await page.evaluate(() => globalThis.bench.wllama(2, 24, 1))
      await close()
      const isolated = await open({ isolation: true })
      const double = await isolated.page.evaluate(() => globalThis.bench.wllama(2, 24, 2))
      const threads = await isolated.page.evaluate(() => globalThis.bench.threads(3, 40))
      await isolated.close()
      const rows = Object.values(speeds).flatMap((contenders) => {
        const own = perSecond(contenders.tacet)
        return Object.entries(contenders).map(([name, each]) => {
          const { written, read } = perSecond(each)
          const ratio = (value, ours) => (name === 'tacet' ? '' : `${(ours / value).toFixed(1)} times`)
          const cells = [written.toFixed(1), ratio(written, own.written), read.toFixed(0), ratio(read, own.read)]
          return [String(each[0].prompt), name, ...cells]
        })
      })
      const table = [
        markdownTable([
          [
            'prompt, tokens',
            'SmolLM2-135M',
            'tokens/s written',
            'tacet is quicker',
            'tokens/s read',
            'tacet is quicker',
          ],
          ...rows,
        ]),
        `\nFrom an abort to a worker that answers, ms, median / p95: while reading ${times(abort.reading)}, while writing ${times(abort.writing)}.`,
        `\n${limit(bandwidth)}`,
        `\nThe same GGUF file in wllama, on the processor; tacet has one thread in this table:\n`,
        markdownTable([
          [
            'file',
            'prompt, tokens',
            'threads of wllama',
            'tacet, tokens/s written',
            'wllama',
            'tacet, tokens/s read',
            'wllama',
          ],
          ...[single, double].flatMap(wllamaRows),
        ]),
        `\nTwo threads of tacet against one, in turns, in an isolated page:\n`,
        markdownTable([
          ['prompt, tokens', 'tokens/s written, 1 / 2 threads', 'ratio', 'tokens/s read, 1 / 2 threads', 'ratio'],
          ...Object.values(threads).map(threadRow),
        ]),
      ].join('\n')
      return { table, data: { speeds, bandwidth, abort, wllama: { single, double }, threads } }
    },
    { routes },
  )
}

/** How near the writing comes to the speed of the memory: each token reads all weights once. */
function limit({ bytes, memory, written }) {
  const [rate, most] = [median(written), median(memory)]
  const used = (rate * bytes) / 1e9
  return `Each token reads the ${(bytes / 1e6).toFixed(0)} MB of the weights: at ${rate.toFixed(0)} tokens/s, without copied words, ${used.toFixed(1)} GB/s. One thread can read ${most.toFixed(1)} GB/s here, so this is ${((100 * used) / most).toFixed(0)} % of the limit.`
}

/** Tokens per second, as the medians of the rounds. */
const perSecond = (rounds) => ({
  written: median(rounds.map(({ tokenMs }) => 1000 / tokenMs)),
  read: median(rounds.map(({ prompt, firstTokenMs }) => (1000 * prompt) / firstTokenMs)),
})

function wllamaRows(files) {
  return Object.entries(files).flatMap(([file, { threads, speeds }]) =>
    speeds.map(({ tacet, wllama }) => {
      const [own, peer] = [perSecond(tacet), perSecond(wllama)]
      const beside = (ours, theirs) => [
        ours.toFixed(0),
        `${theirs.toFixed(1)} (tacet ${(ours / theirs).toFixed(1)} times)`,
      ]
      return [
        file,
        String(tacet[0].prompt),
        String(threads),
        ...beside(own.written, peer.written),
        ...beside(own.read, peer.read),
      ]
    }),
  )
}

function threadRow({ one, two }) {
  const [single, double] = [perSecond(one), perSecond(two)]
  const beside = (name) => [
    `${single[name].toFixed(0)} / ${double[name].toFixed(0)}`,
    `${(double[name] / single[name]).toFixed(2)} times`,
  ]
  return [String(one[0].prompt), ...beside('written'), ...beside('read')]
}

const times = (each) => `${median(each).toFixed(0)} / ${p95(each).toFixed(0)}`
