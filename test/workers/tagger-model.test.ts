import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { env, InferenceSession, Tensor } from 'onnxruntime-web/wasm'
import { beforeAll, describe, expect, it } from 'vitest'
import { createTagger, type RunTagger, type TaggerSpec } from '../../workers/architectures/tagger.js'
import { readModel } from './read-model.js'

interface Golden {
  readonly cases: readonly {
    readonly text: string
    readonly spans: readonly { readonly start: number; readonly end: number; readonly type: string }[]
  }[]
}

const { files, golden } = readModel<{ readonly type: 'tagger' }, Golden>('pii-tagger')
const spec: TaggerSpec = JSON.parse(new TextDecoder().decode(files.get('features.json')))

describe('pii-tagger on the WebAssembly runtime', () => {
  let run: RunTagger

  beforeAll(async () => {
    const folder = dirname(createRequire(import.meta.url).resolve('onnxruntime-web/wasm'))
    env.wasm.numThreads = 1
    env.wasm.wasmBinary = readFileSync(`${folder}/ort-wasm-simd-threaded.wasm`)
    const session = await InferenceSession.create(new Uint8Array(files.get('model.onnx')!))
    run = async (ids, shape) => {
      const { logits } = await session.run({ ids: new Tensor('int32', ids, shape) })
      return logits!.data as Float32Array
    }
  }, 60_000)

  it.each(golden.cases)('finds in %j what it found when it was exported', async ({ text, spans }) => {
    const found = await createTagger(spec, run).label(text)
    expect(found.map(({ start, end, type }) => ({ start, end, type }))).toEqual(spans)
  })

  it('gives the same answers for a long text as for its first part', async () => {
    const tagger = createTagger(spec, run)
    const part = golden.cases.map(({ text }) => text).join('\n')
    const once = await tagger.label(part)
    const many = await tagger.label(`${`${part}\n`.repeat(60)}`)
    const quiet = once.slice(0, -2)
    expect(many.slice(0, quiet.length)).toEqual(quiet)
  })
})
