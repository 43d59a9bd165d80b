import { readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { GuessingContinuation, plainContinuation } from '../../workers/generation/continuation.js'
import { Decoder } from '../../workers/generation/decoder.js'
import { Lookup } from '../../workers/generation/lookup.js'
import { readGguf } from '../../workers/gguf/read-gguf.js'
import { openKernel } from '../../workers/kernels/kernel.js'
import { describeGguf } from '../../workers/llama/describe-gguf.js'
import { LlamaForward } from '../../workers/llama/forward.js'
import { ggufWeights } from '../../workers/llama/gguf-weights.js'
import { KeyMemory } from '../../workers/llama/key-memory.js'
import { LlamaReading } from '../../workers/llama/reading.js'
import { packWeights } from '../../workers/llama/weights.js'

describe('a draft', () => {
  test.each<[text: number[], draft: number[]]>([
    [[], []],
    [[1, 2, 3], []],
    // Two equal tokens are not enough.
    [[1, 2, 9, 1, 2], []],
    [
      [1, 2, 3, 4, 5, 6, 1, 2, 3],
      [4, 5, 6],
    ],
    // The last time counts.
    [
      [1, 2, 3, 4, 1, 2, 3, 5, 1, 2, 3],
      [5, 1, 2],
    ],
    [[7, 7, 7, 7], [7]],
    // Runs whose hashes are equal are still distinguished.
    [[262_143, 262_143, 1, 5, 262_143, 262_143, 2], []],
  ])('after %j is %j', (text, draft) => {
    expect(new Lookup(text).draft(9)).toEqual(draft)
  })

  test('is never longer than the room that is left', () => {
    const lookup = new Lookup([1, 2, 3, 4, 5, 6, 1, 2, 3])
    expect(lookup.draft(2)).toEqual([4, 5])
    expect(lookup.draft(0)).toEqual([])
  })

  test('grows while all of it is right, and rests longer after each loss', () => {
    const text = Array.from({ length: 40 }, (_, index) => index)
    const lookup = new Lookup([...text, 0, 1, 2])
    expect(lookup.draft(99)).toHaveLength(3)
    lookup.learn(3, 3)
    expect(lookup.draft(99)).toHaveLength(7)
    lookup.learn(7, 5)
    expect(lookup.draft(99)).toHaveLength(3)
    const rests = [0, 1, 1].map((right) => {
      lookup.learn(3, right)
      let rest = 0
      for (; lookup.draft(99).length === 0; rest += 1) lookup.push(rest % 40)
      return rest
    })
    expect(rests).toEqual([16, 32, 64])
  })
})

describe.each(['llama-q4_0', 'llama-q4_1', 'qwen3-q8_0', 'gemma3-q8_0'])('%s', (name) => {
  test('scores after guessed tokens have the bits of scores after single tokens', async () => {
    const bytes = readFileSync(new URL(`../fixtures/gguf/${name}.gguf`, import.meta.url))
    const file = readGguf(bytes, name)
    const description = describeGguf(file)
    const kernel = await openKernel()
    const weights = packWeights(ggufWeights(file, description), description, kernel.memory)
    const forward = new LlamaForward(kernel, description, weights)
    const newDecoder = () =>
      new Decoder({
        startReading: () =>
          new LlamaReading(forward, new KeyMemory(kernel, description), { ...description, file: name }),
        sharedScales: false,
      })
    const { signal } = new AbortController()
    const period = [20, 21, 22, 23, 24, 25, 26, 27, 28]
    const prompt = [...period, ...period]
    // It copies, leaves the copy at once, in the middle and after the longest draft, and copies again.
    const answer = [...period, ...period, 50, ...period, 20, 21, 51, 52, ...period, ...period, ...period, 53, 54]
    const [plain, guessing] = [newDecoder(), newDecoder()]
    const one = plainContinuation(plain)
    const other = new GuessingContinuation(guessing, prompt)
    const reads = [vi.spyOn(guessing, 'advance'), vi.spyOn(guessing, 'advanceThrough')]
    expect(await guessing.advance(prompt, signal)).toEqual(await plain.advance(prompt, signal))
    for (const [index, token] of answer.entries()) {
      const most = answer.length - index
      expect((await other.after(token, most, signal)).slice()).toEqual((await one.after(token, most, signal)).slice())
    }
    expect(reads.reduce((sum, spy) => sum + spy.mock.calls.length, 0)).toBeLessThan(answer.length * 0.6)
  })
})
