import { describe, expect, it } from 'vitest'
import { createTagger, longestRun, type TaggerSpec } from '../../../workers/architectures/tagger/tagger.js'
import { COLUMNS, createFeaturizer } from '../../../workers/architectures/tagger/tagger-features.js'
import { createScriptNetwork, sigmoid } from '../../../workers/architectures/tagger/tagger-script.js'
import { tokenize } from '../../../workers/architectures/tagger/tagger-tokens.js'
import { createWasmNetwork } from '../../../workers/architectures/tagger/tagger-wasm.js'
import { readTaggerWeights } from '../../../workers/architectures/tagger/tagger-weights.js'
import { readModel } from '../read-model.js'

interface Golden {
  readonly cases: readonly {
    readonly text: string
    readonly spans: readonly { readonly start: number; readonly end: number; readonly type: string }[]
  }[]
}

const { files, golden } = readModel<{ readonly type: 'tagger' }, Golden>('pii-tagger')
const spec: TaggerSpec = JSON.parse(new TextDecoder().decode(files.get('features.json')))
const shape = { ...spec, labels: 1 + 2 * spec.types.length }
const bytes = files.get('weights.bin')!
const weights = readTaggerWeights(bytes, shape)
const network = createWasmNetwork(weights, longestRun(spec))!
const tagger = createTagger(spec, async (ids, tokens) => network.run(ids, tokens))

describe('pii-tagger', () => {
  it.each(golden.cases)('finds in %j what it found when it was exported', async ({ text, spans }) => {
    const found = await tagger.label(text)
    expect(found.map(({ start, end, type }) => ({ start, end, type }))).toEqual(spans)
  })

  it('gives the same answers for a long text as for its first part', async () => {
    const part = golden.cases.map(({ text }) => text).join('\n')
    const once = await tagger.label(part)
    const many = await tagger.label(`${`${part}\n`.repeat(60)}`)
    const quiet = once.slice(0, -2)
    expect(many.slice(0, quiet.length)).toEqual(quiet)
  })

  it('reads no weights of another size', () => {
    expect(() => readTaggerWeights(bytes.slice(0, -4), shape)).toThrow(RangeError)
    expect(() => readTaggerWeights(bytes, { ...shape, dilations: [1] })).toThrow(RangeError)
  })
})

describe('the network in WebAssembly and in JavaScript', () => {
  const script = createScriptNetwork(weights)
  const featurize = createFeaturizer(spec.rows)
  const textOf = (tokens: number) =>
    Array.from({ length: tokens }, (_, index) => ['Ana', 'of', '12', 'Lund,', 'X-9'][index % 5]).join(' ')

  // The same memory serves long and short texts: remains of a long text must not affect a short one.
  it.each([70, 1, 3, 2, 65, 4, 0, 5])('gives the same numbers to the last bit, %i words', (words) => {
    const text = textOf(words)
    const tokens = tokenize(text)
    const ids = featurize(text, tokens)
    expect(network.run(ids, tokens.length)).toEqual(script.run(ids, tokens.length))
  })

  it('gives the same numbers for any rows of the tables', () => {
    const most = [spec.rows.word, spec.rows.word, spec.rows.affix, spec.rows.affix, spec.rows.affix, spec.rows.shape]
    const tokens = 40
    const ids = new Int32Array(COLUMNS * tokens)
    let state = 1
    for (const index of ids.keys()) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      ids[index] = state % most[Math.floor(index / tokens)]!
    }
    expect(network.run(ids, tokens)).toEqual(script.run(ids, tokens))
  })

  it('takes no more tokens than it was made for', () => {
    const small = createWasmNetwork(weights, 8)!
    expect(() => small.run(new Int32Array(9 * COLUMNS), 9)).toThrow(RangeError)
  })

  it.each([0, 1e-9, 0.5, -0.5, 3, -3, 20, -20, 200, -200])('has a gate at %d as open as it should be', (x) => {
    expect(sigmoid(x)).toBeCloseTo(1 / (1 + Math.exp(-x)), 6)
  })
})
