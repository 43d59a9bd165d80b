import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readGguf } from '../../workers/gguf/read-gguf.js'
import { openKernel } from '../../workers/kernels/kernel.js'
import { describeGguf } from '../../workers/llama/describe-gguf.js'
import { LlamaForward, TILE } from '../../workers/llama/forward.js'
import { ggufWeights } from '../../workers/llama/gguf-weights.js'
import { KeyMemory } from '../../workers/llama/key-memory.js'
import { LlamaReading } from '../../workers/llama/reading.js'
import { packWeights } from '../../workers/llama/weights.js'

interface Expected {
  readonly tokens: readonly number[]
  /** Scores of PyTorch after some of the tokens. */
  readonly rows: Readonly<Record<string, readonly number[]>>
  readonly greedy: readonly number[]
}

const fixture = (name: string) => new URL(`../fixtures/gguf/${name}`, import.meta.url)

async function load(name: string) {
  const file = readGguf(readFileSync(fixture(`${name}.gguf`)), `${name}.gguf`)
  const description = describeGguf(file)
  const kernel = await openKernel()
  const forward = new LlamaForward(
    kernel,
    description,
    packWeights(ggufWeights(file, description), description, kernel.memory),
  )
  const expected = JSON.parse(readFileSync(fixture(`${name}.json`), 'utf8')) as Expected
  return { forward, kernel, description, newKeys: () => new KeyMemory(kernel, description), expected }
}

function readAll(forward: LlamaForward, keys: KeyMemory, tokens: readonly number[], piece: number): Float32Array[] {
  const rows: Float32Array[] = []
  for (let at = 0; at < tokens.length; at += piece) {
    const part = tokens.slice(at, at + piece)
    forward.read(part, keys, part.length, (scores) => rows.push(scores.slice()))
  }
  return rows
}

/** The fixture's scores have four digits behind the point. */
const ROUNDING = 1e-4

const MODELS = [
  'llama-q4_0',
  'llama-q4_1',
  'qwen2-q8_0',
  'qwen3-q8_0',
  'gemma3-q8_0',
  'smollm3-q8_0',
  'granite-q8_0',
  'olmo2-q8_0',
  'phi3-q8_0',
]

describe.each(MODELS)('%s', (name) => {
  test('scores are those that PyTorch computes with rounded activations', async () => {
    const { forward, newKeys, expected } = await load(name)
    const rows = readAll(forward, newKeys(), expected.tokens, TILE)
    expect(Object.keys(expected.rows)).not.toHaveLength(0)
    for (const [row, scores] of Object.entries(expected.rows)) {
      expect(largestDifference(rows[Number(row)] as Float32Array, scores)).toBeLessThan(ROUNDING)
    }
  })

  test('the greedy answer is that of PyTorch', async () => {
    const { forward, newKeys, expected } = await load(name)
    const keys = newKeys()
    let scores = readAll(forward, keys, expected.tokens.slice(0, 9), TILE).at(-1) as Float32Array
    const answer: number[] = []
    while (answer.length < expected.greedy.length) {
      const next = scores.indexOf(Math.max(...scores))
      answer.push(next)
      scores = readAll(forward, keys, [next], 1)[0] as Float32Array
    }
    expect(answer).toEqual(expected.greedy)
  })

  test('pieces of any length lead to the same bits, and so does going back', async () => {
    const { forward, newKeys, expected } = await load(name)
    const whole = readAll(forward, newKeys(), expected.tokens, TILE)
    expect(readAll(forward, newKeys(), expected.tokens, 7)).toEqual(whole)
    const keys = newKeys()
    readAll(forward, keys, [...expected.tokens.slice(0, 20), 5, 6, 7], 5)
    keys.length = 20
    expect(readAll(forward, keys, expected.tokens.slice(20), 3)).toEqual(whole.slice(20))
  })
})

test('an abort between two layers rejects with its reason, and the tokens count as not read', async () => {
  const { forward, newKeys, description, expected } = await load('llama-q4_0')
  const never = new AbortController().signal
  const newReading = () => new LlamaReading(forward, newKeys(), { ...description, file: 'llama-q4_0.gguf' })
  const [aborted, fresh] = [newReading(), newReading()]
  for (const reading of [aborted, fresh]) await reading.read(expected.tokens.slice(0, 5), 'none', never)
  const stop = new AbortController()
  const call = aborted.read(expected.tokens.slice(20, 30), 'last', stop.signal)
  const reason = new Error('enough')
  stop.abort(reason)
  await expect(call).rejects.toBe(reason)
  const rest = expected.tokens.slice(5, 12)
  expect(await aborted.read(rest, 'all', never)).toEqual(await fresh.read(rest, 'all', never))
})

test('weights of 16 bits are rounded to 8 bits, and the scores stay close', async () => {
  const { forward, newKeys, expected } = await load('llama-f16')
  const rows = readAll(forward, newKeys(), expected.tokens, TILE)
  for (const [row, scores] of Object.entries(expected.rows)) {
    expect(largestDifference(rows[Number(row)] as Float32Array, scores)).toBeLessThan(0.15 * Math.max(...scores))
  }
})

function largestDifference(found: Float32Array, expected: readonly number[]): number {
  return Math.max(...expected.map((score, index) => Math.abs(score - (found[index] as number))))
}
