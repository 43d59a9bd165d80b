import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectWith } from '../servers/project-with.js'
import { root, runModule } from './package.js'

const FLOATS = join(root, 'test/fixtures/models/embed')

test('onnxruntime-node computes models natively, through the same calls, and the program ends by itself', async () => {
  const { code, out, errors } = await runModule(
    `
    import { cosine, createClassifier, createEmbedder } from 'tacet'
    import { localEngine } from 'tacet/engines'
    const texts = ['a cat', 'Der Zug nach Köln hat Verspätung.', '今日は', '🙂 ok']
    const engine = localEngine({ runtime: 'onnxruntime-node' })
    const leastCosine = async (options) => {
      const native = await (await createEmbedder({ ...options, engines: [engine] })).embed(texts)
      const web = await (await createEmbedder({ ...options, runtime: 'onnxruntime' })).embed(texts)
      return Math.min(...native.map((vector, row) => cosine(vector, web[row])))
    }
    const floats = await leastCosine({ model: ${JSON.stringify(FLOATS)}, dtype: 'fp32' })
    const bytes = await leastCosine({ model: 'minilm' })
    const { label } = await (await createClassifier({ engines: [engine] })).classify('I love this garden')
    const models = (await engine.diagnostics()).workers.flatMap(({ models }) => models)
    console.log(JSON.stringify({ floats, bytes, label, runtimes: models.map(({ runtime }) => runtime) }))
  `,
    { cwd: projectWith('onnxruntime-node', '1.30.0') },
  )
  expect({ code, errors }).toEqual({ code: 0, errors: '' })
  const said = JSON.parse(out)
  expect(said).toMatchObject({ label: 'positive', runtimes: Array(3).fill('onnxruntime') })
  expect(said.floats).toBeGreaterThan(0.9999)
  // With activations of 8 bits, one that is rounded the other way moves all that follow.
  expect(said.bytes).toBeGreaterThan(0.995)
})
