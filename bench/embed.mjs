import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { withPage } from './open-page.mjs'
import { markdownTable, median, p95 } from './statistics.mjs'

const TEXTS = 256
const index = fileURLToPath(new URL('../dist/src/index.js', import.meta.url))

/** Embeddings: speed against plain transformers.js with the same model and the same runtime file, aborts, memory, size. */
export async function run() {
  return withPage('embed', async (open) => {
    const isolated = await open({ isolation: true })
    const call = (page, name, ...parameters) =>
      page.evaluate(([each, given]) => globalThis.bench[each](...given), [name, parameters])

    const mixed = await call(isolated.page, 'mixed', 7)
    const single = await call(isolated.page, 'single', 60)
    const longTasks = await call(isolated.page, 'longTasks')
    const abortIsolated = await call(isolated.page, 'abortTimes', 20)
    const firstVector = []
    const firstOnRuntime = []
    const fromStart = async (...runtime) => {
      await isolated.page.reload()
      await isolated.page.waitForFunction(() => 'bench' in globalThis)
      return call(isolated.page, 'firstVector', ...runtime)
    }
    for (let round = 0; round < 5; round += 1) {
      firstVector.push(await fromStart())
      firstOnRuntime.push(await fromStart('onnxruntime'))
    }
    await isolated.page.reload()
    await isolated.page.waitForFunction(() => 'bench' in globalThis)
    const memory = await call(isolated.page, 'memory')
    const threads = await isolated.page.evaluate(() => globalThis.bench.threads)
    await isolated.close()

    const plain = await open({ isolation: false })
    await call(plain.page, 'firstVector')
    const abortPlain = await call(plain.page, 'abortTimes', 20)
    const secondWorker = await call(plain.page, 'secondWorker', 5)
    await plain.close()

    const entryBytes = await entrySize('{ createEmbedder, createClassifier, availability, defaultEngine }')
    const wholeBytes = await entrySize('*')
    const perSecond = (rounds) => (TEXTS * 1000) / median(rounds)
    const speedUp = median(mixed['transformers.js'].map((theirs, round) => theirs / mixed.tacet[round]))
    const overRuntime = median(mixed.onnxruntime.map((theirs, round) => theirs / mixed.tacet[round]))
    const latency = median(single.tacet.map((own, round) => own / single['transformers.js'][round]))
    const table = markdownTable([
      ['measure', 'tacet', 'transformers.js', 'ratio'],
      [
        `${TEXTS} texts of 4 to 100 words, texts/s (median of 7)`,
        perSecond(mixed.tacet).toFixed(1),
        perSecond(mixed['transformers.js']).toFixed(1),
        `${speedUp.toFixed(2)} times`,
      ],
      [
        `the same on ONNX Runtime (runtime: 'onnxruntime')`,
        perSecond(mixed.onnxruntime).toFixed(1),
        '',
        `the kernels are ${overRuntime.toFixed(2)} times as fast`,
      ],
      [
        'one text of 9 words, ms (median / p95 of 60)',
        `${median(single.tacet).toFixed(1)} / ${p95(single.tacet).toFixed(1)}`,
        `${median(single['transformers.js']).toFixed(1)} / ${p95(single['transformers.js']).toFixed(1)}`,
        `${latency.toFixed(2)} times`,
      ],
      [
        'abort to rejection, ms, p95, isolated / not',
        `${p95(abortIsolated.rejection).toFixed(1)} / ${p95(abortPlain.rejection).toFixed(1)}`,
        'no abort',
        '',
      ],
      [
        'abort to idle worker, ms, p95, isolated / not',
        `${p95(abortIsolated.idle).toFixed(1)} / ${p95(abortPlain.idle).toFixed(1)}`,
        'no abort',
        '',
      ],
      ['long tasks on the page while 1,000 texts are embedded', String(longTasks), '', ''],
      [
        'a second worker of one thread, not isolated, speed against one (median of 5)',
        `${median(secondWorker).toFixed(2)} times`,
        '',
        '',
      ],
      [
        'first vector, files stored, ms (median / p95 of 5)',
        `${median(firstVector).toFixed(0)} / ${p95(firstVector).toFixed(0)}`,
        '',
        '',
      ],
      ['the same on ONNX Runtime', `${median(firstOnRuntime).toFixed(0)} / ${p95(firstOnRuntime).toFixed(0)}`, '', ''],
      [
        'memory after 1 / 10 times create and close, MB',
        memory ? `${memory.first.toFixed(0)} / ${memory.tenth.toFixed(0)}` : 'not measured',
        '',
        '',
      ],
      [
        '`createEmbedder` and `createClassifier` / all of `tacet`, without workers, kB gzipped',
        `${(entryBytes / 1000).toFixed(1)} / ${(wholeBytes / 1000).toFixed(1)}`,
        '',
        '',
      ],
    ])
    return {
      table,
      data: {
        threads,
        mixed,
        single,
        speedUp,
        overRuntime,
        latency,
        abortIsolated,
        abortPlain,
        longTasks,
        firstVector,
        firstOnRuntime,
        secondWorker,
        memory,
        entryBytes,
        wholeBytes,
      },
    }
  })
}

/** The size that an app loads at once for an import, without workers. */
async function entrySize(names) {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        enforce: 'pre',
        resolveId: (id) => (id === 'entry' ? id : undefined),
        load: (id) => (id === 'entry' ? `export ${names} from ${JSON.stringify(index)}` : undefined),
      },
    ],
    build: {
      write: false,
      minify: true,
      target: 'es2023',
      rolldownOptions: { input: 'entry', preserveEntrySignatures: 'strict' },
    },
    worker: { format: 'es' },
  })
  const output = [result].flat().flatMap((built) => ('output' in built ? built.output : []))
  const entry = output.find(({ type, isEntry }) => type === 'chunk' && isEntry)
  const first = output.filter(({ fileName }) => fileName === entry.fileName || entry.imports.includes(fileName))
  return first.reduce((sum, { code }) => sum + gzipSync(code).length, 0)
}
