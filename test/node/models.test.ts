import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { digestOf, TEXTS, VECTORS } from '../fixtures/vectors/same-everywhere.js'
import { engines, root, runModule, runProgram, tacet } from './package.js'

describe('models run in threads of Node', () => {
  test('an embedder gives the vectors of a page, bit by bit, from the installed package', async () => {
    await using embedder = await tacet.createEmbedder()
    const entry = tacet.catalog.find(({ id }) => id === 'minilm')
    expect(embedder).toMatchObject({ model: 'minilm', digest: entry?.sha256, dimensions: 384 })
    expect(await digestOf(await embedder.embed(TEXTS))).toBe(VECTORS)
  })

  test('a long list that several threads share gives the same vectors', async () => {
    const texts = Array.from({ length: 120 }, (_, index) => `ticket ${index % 100}: the lamp is broken`)
    await using alone = await tacet.createEmbedder({ model: 'static', engines: [engines.localEngine({ workers: 1 })] })
    await using shared = await tacet.createEmbedder({ model: 'static', engines: [engines.localEngine({ workers: 3 })] })
    expect(await shared.embed(texts)).toEqual(await alone.embed(texts))
  })

  test('a model that reads another finds it', async () => {
    await using classifier = await tacet.createClassifier({ model: 'emotion' })
    expect((await classifier.classify('I am so happy today')).label).toBe('joy')
  })

  test('a generator writes, and streams', async () => {
    await using generator = await tacet.createGenerator({ model: 'compose' })
    const pieces: string[] = []
    const stream = generator.stream('The meeting is', { maxTokens: 8 })
    for await (const piece of stream) pieces.push(piece)
    expect(pieces.length).toBeGreaterThan(1)
  })

  test('ONNX Runtime computes where the caller asks for it', async () => {
    await using kernels = await tacet.createEmbedder()
    await using runtime = await tacet.createEmbedder({ runtime: 'onnxruntime' })
    const [one, other] = [await kernels.embed('a cat'), await runtime.embed('a cat')]
    expect(tacet.cosine(one, other)).toBeGreaterThan(0.999)
  })

  test('a folder is relative to where the program runs, and a file address names one as well', async () => {
    const folder = mkdtempSync(join(root, '.cache/model-'))
    try {
      cpSync(join(root, 'models/static'), folder, { recursive: true })
      const name = relative(process.cwd(), folder)
      for (const model of [`./${name}`, `file://${folder}/`]) {
        await using embedder = await tacet.createEmbedder({ model })
        expect(embedder.dimensions).toBeGreaterThan(100)
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('a folder that is not there is named', async () => {
    await expect(tacet.createEmbedder({ model: './no-such-folder' })).rejects.toMatchObject({ code: 'model-download' })
  })

  test('an abort rejects with its reason, and the model goes on', async () => {
    await using embedder = await tacet.createEmbedder()
    const controller = new AbortController()
    const call = embedder.embed(
      Array.from({ length: 2000 }, (_, index) => `text ${index}`),
      { signal: controller.signal },
    )
    const reason = new Error('enough')
    controller.abort(reason)
    await expect(call).rejects.toBe(reason)
    expect(await embedder.embed('a cat')).toHaveLength(384)
  })

  test('after a stop the next call starts a new thread', async () => {
    const engine = engines.localEngine()
    await using embedder = await tacet.createEmbedder({ model: 'static', engines: [engine] })
    const before = await embedder.embed('a cat')
    engine.stop()
    expect(await embedder.embed('a cat')).toEqual(before)
  })

  test('what is installed is available, and nothing is kept or warned about', async () => {
    const engine = engines.localEngine()
    expect(await engine.availability('embed', 'minilm')).toBe('available')
    expect(await engine.availability('embed', 'unknown')).toBe('unavailable')
    expect(await engine.models.list()).toEqual([])
    await using embedder = await tacet.createEmbedder({ model: 'static', engines: [engine] })
    expect((await embedder.embed('a cat')).coverage).toBe(1)
    const [worker] = (await engine.diagnostics()).workers
    expect(worker?.models).toMatchObject([{ id: 'static', storage: 'memory', warning: undefined }])
    engine.stop()
  })
})

test('a program ends by itself, with models open and closed', async () => {
  const { code, out, errors } = await runModule(`
    import { createEmbedder } from 'tacet'
    const embedder = await createEmbedder({ model: 'static' })
    await (await createEmbedder({ model: 'static' })).close()
    console.log((await embedder.embed('a cat')).length)
  `)
  expect({ code, errors }).toEqual({ code: 0, errors: '' })
  expect(Number(out)).toBeGreaterThan(100)
})

test('a bundle of CommonJS, where no file has an address, has no threads', async () => {
  const file = readFileSync(join(root, 'dist/src/engines/threads.js'), 'utf8').replaceAll(
    'import.meta.url',
    'undefined',
  )
  const { out } = await runProgram(['--input-type=module', '-e', `${file}\nconsole.log(await openThreads())`])
  expect(out).toBe('undefined\n')
})

test('names are hidden by a model in Node', async () => {
  const { out } = await runModule(`
    import { createNameRecognizer } from 'tacet'
    import { createRedactor } from 'tacet/redact'
    const redactor = createRedactor({ model: await createNameRecognizer() })
    console.log((await redactor.redact('Ada Lovelace, ada@example.com')).text)
  `)
  expect(out).toBe('[PERSON_1], [EMAIL_1]\n')
})
