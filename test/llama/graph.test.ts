import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { openKernel } from '../../workers/kernels/kernel.js'
import { LlamaForward, TILE } from '../../workers/llama/forward.js'
import { describeGraph } from '../../workers/llama/graph/describe-graph.js'
import { findModel } from '../../workers/llama/graph/find-model.js'
import { UnknownGraph } from '../../workers/llama/graph/graph.js'
import { KeyMemory } from '../../workers/llama/key-memory.js'
import { packWeights } from '../../workers/llama/weights.js'
import { readOnnx } from '../../workers/onnx/read-onnx.js'

interface Expected {
  readonly tokens: readonly number[]
  /** Scores of ONNX Runtime after some of the tokens, with rounded activations. */
  readonly rows: Readonly<Record<string, readonly number[]>>
  readonly greedy: readonly number[]
}

const FOLDER = process.env['GRAPHS'] ?? fileURLToPath(new URL('../fixtures/decoder-graphs', import.meta.url))

function find(name: string) {
  const found = findModel(readOnnx(readFileSync(`${FOLDER}/${name}.onnx`), `${name}.onnx`), new Map())
  return describeGraph(found, 256)
}

async function load(name: string) {
  const { description, weights } = find(name)
  const kernel = await openKernel()
  const forward = new LlamaForward(kernel, description, packWeights(weights, description, kernel.memory))
  const expected = JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8')) as Expected
  return { forward, newKeys: () => new KeyMemory(kernel, description), expected }
}

function readAll(forward: LlamaForward, keys: KeyMemory, tokens: readonly number[]): Float32Array[] {
  const rows: Float32Array[] = []
  for (let at = 0; at < tokens.length; at += TILE) {
    const part = tokens.slice(at, at + TILE)
    forward.read(part, keys, part.length, (scores) => rows.push(scores.slice()))
  }
  return rows
}

const MODELS = [
  'llama-q4',
  'llama-q4f16',
  'qwen3-q4',
  'qwen3-q4f16',
  'granite-q4',
  'qwen2-zeros',
  'llama-groups',
  'llama-int8',
  'llama-uint8',
  'plain-llama-q8',
  'plain-llama-q4',
  'plain-qwen2-q8',
  'plain-qwen3-q4',
  'plain-granite-q8',
  'plain-smollm3-q8',
  'plain-gemma3-q8',
]

describe.each(MODELS)('%s', (name) => {
  test('scores are those of ONNX Runtime with rounded activations', async () => {
    const { forward, newKeys, expected } = await load(name)
    const rows = readAll(forward, newKeys(), expected.tokens)
    const divergences = Object.entries(expected.rows).map(([row, scores]) =>
      divergence(scores, rows[Number(row)] as Float32Array),
    )
    expect(divergences.reduce((sum, each) => sum + each, 0) / divergences.length).toBeLessThan(0.005)
  })

  test('the greedy answer is that of ONNX Runtime', async () => {
    const { forward, newKeys, expected } = await load(name)
    const keys = newKeys()
    let scores = readAll(forward, keys, expected.tokens.slice(0, 9)).at(-1) as Float32Array
    const answer: number[] = []
    while (answer.length < expected.greedy.length) {
      const next = scores.indexOf(Math.max(...scores))
      answer.push(next)
      scores = readAll(forward, keys, [next])[0] as Float32Array
    }
    expect(answer).toEqual(expected.greedy)
  })
})

/** How far one distribution is from the other (Kullback and Leibler). */
function divergence(expected: readonly number[], found: Float32Array): number {
  const wanted = probabilities(expected)
  const given = probabilities([...found])
  return wanted.reduce((sum, share, index) => sum + share * Math.log(share / (given[index] as number)), 0)
}

function probabilities(scores: readonly number[]): number[] {
  const most = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - most))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}

describe('a graph that the kernels do not compute', () => {
  const whole = readFileSync(`${FOLDER}/llama-q4.onnx`).toString('latin1')
  const changed = (from: string, to: string) => Buffer.from(whole.replaceAll(from, to), 'latin1')

  test.each<[string, Uint8Array, RegExp]>([
    ['has another activation', changed('Sigmoid', 'Softmax'), /has no gates/],
    [
      'has another attention',
      changed('GroupQueryAttention', 'GroupQueryAttentiom'),
      /has no attention that the kernels know/,
    ],
    ['has another norm', changed('SkipSimplifiedLayer', 'SkipSimplifiedLaier'), /before the scores/],
    ['has no scores', changed('logits', 'lagits'), /has no output of scores/],
    ['rotates neighbours', Buffer.from(interleaved(whole), 'latin1'), /rotates neighbours/],
    ['has floats', readFileSync(new URL('../fixtures/models/generate/onnx/model.onnx', import.meta.url)), /as floats/],
  ])('%s, and the reason says so', (_, bytes, reason) => {
    const call = () => describeGraph(findModel(readOnnx(bytes, 'changed.onnx'), new Map()), 256)
    expect(call).toThrow(UnknownGraph)
    expect(call).toThrow(reason)
  })

  test.each<[string, string, string, string, RegExp]>([
    ['rotates by other numbers', 'plain-llama-q4', 'Cos', 'Abs', /rotates heads in a way/],
    ['turns the halves of a head without a change of sign', 'plain-llama-q4', 'Neg', 'Abs', /rotates heads in a way/],
    ['hides other positions', 'plain-gemma3-q8', 'Sub', 'Max', /hides positions in a way/],
    ['has weights that are no shares', 'plain-llama-q4', 'Softmax', 'Sigmoid', /no attention that the kernels know/],
  ])('spells its attention in products and %s, and the reason says so', (_, name, from, to, reason) => {
    const text = readFileSync(`${FOLDER}/${name}.onnx`).toString('latin1')
    const bytes = Buffer.from(text.replaceAll(from, to), 'latin1')
    const call = () => describeGraph(findModel(readOnnx(bytes, 'changed.onnx'), new Map()), 256)
    expect(call).toThrow(UnknownGraph)
    expect(call).toThrow(reason)
  })

  /** The value of an attribute comes after its name, as field 3. */
  function interleaved(text: string): string {
    const [before = '', ...rest] = text.split('rotary_interleaved\x18\x00')
    return [before, ...rest].join('rotary_interleaved\x18\x01')
  }
})
