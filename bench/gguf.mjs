import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { withPage } from './open-page.mjs'
import { markdownTable, median, p95 } from './statistics.mjs'

const folder = fileURLToPath(new URL('../.models', import.meta.url))

/**
 * A small language model on WebAssembly, one thread: the GGUF file on our kernels, against plain transformers.js with ONNX files of the
 * same weights. The files are made by `models/train/gguf_models/smollm2.py`.
 */
export async function run() {
  if (!existsSync(`${folder}/smollm2/model.gguf`)) {
    return {
      table: 'Not measured: .models/smollm2 is not there. models/train/README.md says how it is made.',
      data: {},
    }
  }
  const routes = [{ prefix: '/gguf-models/', folder }]
  return withPage(
    'gguf',
    async (open) => {
      const { page, close } = await open({ isolation: false })
      const speeds = await page.evaluate(() => globalThis.bench.speeds(3, 40))
      const abort = await page.evaluate(() => globalThis.bench.abortTimes(12))
      await close()
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
      ].join('\n')
      return { table, data: { speeds, abort } }
    },
    { routes },
  )
}

/** Tokens per second, as the medians of the rounds. */
const perSecond = (rounds) => ({
  written: median(rounds.map(({ tokenMs }) => 1000 / tokenMs)),
  read: median(rounds.map(({ prompt, firstTokenMs }) => (1000 * prompt) / firstTokenMs)),
})

const times = (each) => `${median(each).toFixed(0)} / ${p95(each).toFixed(0)}`
