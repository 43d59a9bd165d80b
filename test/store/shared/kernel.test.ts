import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assembleKernel, kernels } from '../../../scripts/build-kernel.mjs'
import { createScriptKernel, createWasmKernel, type Kernel, MASK_WORDS } from '../../../src/store/shared/kernel.js'
import { lengthOf, quantizeQuery, quantizeRow } from '../../../src/store/shared/quantize.js'

test.each(kernels)('the module checked in is what %s.wat assembles to', async (kernel) => {
  const bytes = readFileSync(new URL(`../../../${kernel}-bytes.ts`, import.meta.url), 'utf8')
  expect(bytes).toBe(await assembleKernel(kernel))
})

function found(kernel: Kernel, count: number) {
  return Array.from({ length: count }, (_, index) => [kernel.foundRows(index), kernel.foundScores(index)])
}

test('WebAssembly and JavaScript give the same numbers to the last bit, masked or not', () => {
  const cases = fc.record({
    dimensions: fc.constantFrom(1, 3, 15, 16, 17, 64, 384),
    rows: fc.integer({ min: 0, max: 70 }),
    threshold: fc.float({ min: -2, max: 2, noNaN: true }),
    seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    masked: fc.boolean(),
  })
  fc.assert(
    fc.property(cases, ({ dimensions, rows, threshold, seed, masked }) => {
      const random = generator(seed)
      const vectors = Float32Array.from({ length: rows * dimensions }, () => random() - 0.5)
      const { codes } = quantizeQuery(
        Float32Array.from({ length: dimensions }, () => random() - 0.5),
        'cosine',
      )
      const mask = masked ? new Uint32Array(MASK_WORDS) : undefined
      for (let row = 0; row < rows; row++) if (mask && random() < 0.5) mask[row >>> 5]! |= 1 << (row & 31)
      const [first, second] = [createWasmKernel(dimensions), createScriptKernel(dimensions)].map((kernel) => {
        if (kernel === undefined) throw new Error('no WebAssembly here')
        const slots = [kernel.take(), kernel.take()]
        const slot = slots[1]!
        for (let row = 0; row < rows; row++) {
          const at = row * kernel.stride
          const scale = quantizeRow(vectors, row * dimensions, dimensions, 'cosine', kernel.codes(slot), at)
          kernel.scales(slot)[row] = scale
        }
        kernel.setQuery(codes)
        return found(kernel, kernel.scan(slot, rows, threshold * 8191, mask))
      })
      expect(first).toEqual(second)
    }),
  )
})

test('a released slot is taken again before memory grows', () => {
  const kernel = createWasmKernel(16)!
  const slot = kernel.take()
  kernel.take()
  kernel.release(slot)
  expect(kernel.take()).toBe(slot)
})

test.each([1, 16, 384, 1024, 4096])(
  'the largest possible dot product of %i dimensions does not overflow',
  (dimensions) => {
    const ones = new Float32Array(dimensions).fill(1)
    const query = quantizeQuery(ones, 'cosine')
    for (const kernel of [createWasmKernel(dimensions)!, createScriptKernel(dimensions)]) {
      const slot = kernel.take()
      kernel.scales(slot)[0] = quantizeRow(ones, 0, dimensions, 'cosine', kernel.codes(slot), 0)
      kernel.setQuery(query.codes)
      expect(kernel.scan(slot, 1, 0)).toBe(1)
      expect(kernel.foundScores(0) * query.scale).toBeCloseTo(1, 4)
    }
  },
)

test('a quantised dot product is within a hundredth of the exact one', () => {
  const random = generator(7)
  const dimensions = 384
  const vector = Float32Array.from({ length: dimensions }, () => random() - 0.5)
  const query = Float32Array.from({ length: dimensions }, () => random() - 0.5)
  const codes = new Int8Array(dimensions)
  const scale = quantizeRow(vector, 0, dimensions, 'dot', codes, 0)
  const quantized = quantizeQuery(query, 'dot')
  const approximate = codes.reduce((sum, code, index) => sum + code * quantized.codes[index]!, 0) * scale
  const exact = vector.reduce((sum, value, index) => sum + value * query[index]!, 0)
  expect(Math.abs(approximate * quantized.scale - exact)).toBeLessThan(0.01 * lengthOf(vector) * lengthOf(query))
})

function generator(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}
