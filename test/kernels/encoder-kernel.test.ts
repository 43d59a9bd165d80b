import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../workers/generation/seeded-random.js'
import { type EncoderKernel, type Product, rowBytes } from '../../workers/kernels/encoder-functions.js'
import { openEncoderKernel, openEncoderVariant } from '../../workers/kernels/encoder-kernel.js'
import { sampledProduct } from '../../workers/kernels/encoder-self-test.js'
import {
  allocatePanels,
  multiplyName,
  type PanelFormat,
  stepsOf,
  writeBytes,
  writeFourBits,
  writeRatios,
  writeTerms,
} from '../../workers/kernels/panels.js'
import * as twin from './encoder-twin.js'

const plain = await openEncoderVariant('plain')
// Where the engine has no relaxed SIMD, the browser tests run that variant.
const relaxed = await openEncoderVariant('relaxed').catch(() => undefined)
const variants: [string, EncoderKernel][] = [['plain', plain], ...(relaxed === undefined ? [] : relaxedKinds(relaxed))]

/** Every way to multiply that is right on this processor. */
function relaxedKinds(kernel: EncoderKernel): [string, EncoderKernel][] {
  const products: Product[] =
    sampledProduct(kernel) === 'eight-bits' ? ['whole', 'steps', 'eight-bits'] : ['whole', 'steps']
  return products.map((product) => [`relaxed (${product})`, { ...kernel, product }])
}

const random = seededRandom(7)
const floats = (count: number, size = 4) => Float32Array.from({ length: count }, () => (random() - 0.5) * size)
const rowsOf = (values: Float32Array, width: number) =>
  Array.from({ length: values.length / width }, (_, row) => values.subarray(row * width, (row + 1) * width))

describe.each(variants)('the %s kernels of encoders', (_, kernel) => {
  const { memory, functions } = kernel

  test.each<[PanelFormat, number, number, number]>([
    ['four-bits', 8, 32, 1],
    ['four-bits', 24, 96, 9],
    ['seven-bits', 8, 16, 1],
    ['seven-bits', 16, 48, 7],
    ['eight-bits', 8, 16, 1],
    ['eight-bits', 24, 80, 6],
  ])('multiply %s, %i rows of %i columns, by %i tokens as the twin does', (format, rows, columns, tokens) => {
    const matrix = allocatePanels(memory, { format, rows, columns })
    const most = { 'four-bits': 15, 'seven-bits': 127, 'eight-bits': 255 }[format]
    const numbers = Uint8Array.from({ length: rows * columns }, () => Math.floor(random() * (most + 1)))
    const ratios = Array.from({ length: rows * (columns / 32) }, () => random() * 9)
    const terms = Array.from({ length: rows }, () => ({
      scale: random() / 99,
      zero: 60 + random(),
      bias: random() - 0.5,
    }))
    for (const [row, each] of terms.entries()) writeTerms(memory, matrix, row, each)
    const at = (row: number, column: number) => numbers[column * rows + row] as number
    const ratioOf = (row: number, block: number) => ratios[row * (columns / 32) + block] as number
    if (format === 'four-bits') {
      for (let column = 0; column < columns; column += 1) {
        writeFourBits(memory, matrix, { column, line: numbers.subarray(column * rows, (column + 1) * rows), from: 0 })
      }
      writeRatios(memory, matrix, { from: 0, rows, ratioAt: ratioOf })
    } else writeBytes(memory, matrix, { numbers, width: rows, from: 0, rows, shift: 0 })
    const input = floats(tokens * columns)
    const activations = memory.allocate(tokens * rowBytes(kernel, columns))
    const out = memory.allocate(tokens * rows * 4)
    functions.quantizeRows(memory.keep(input), tokens, columns * 4, activations)
    const scratch = memory.allocate(columns * 8)
    const multiply = functions[multiplyName(kernel, format)]
    multiply(matrix.address, rows / 8, columns, activations, tokens, out, rows * 4, scratch, stepsOf(kernel))
    const expected = rowsOf(input, columns).flatMap((values) => {
      const quantized = twin.quantizeRow(values)
      return terms.map((each, row) => {
        const weights = Array.from({ length: columns }, (__, column) =>
          format === 'four-bits'
            ? twin.unpackFourBits(at(row, column), ratioOf(row, Math.floor(column / 32)))
            : at(row, column),
        )
        return twin.multiplyRow(weights, each, quantized)
      })
    })
    expect([...memory.floats(out, tokens * rows)]).toEqual(expected)
  })

  test('add and normalize rows as the twin does', () => {
    const [state, change, gain, shift] = [floats(64), floats(64), floats(32), floats(32)]
    const address = memory.keep(state)
    functions.addAndNormalize(address, memory.keep(change), 2, 128, memory.keep(gain), memory.keep(shift), 1e-12)
    const expected = rowsOf(state, 32).flatMap((row, index) => [
      ...twin.addAndNormalize(row, rowsOf(change, 32)[index] as Float32Array, { gain, shift, epsilon: 1e-12 }),
    ])
    expect([...memory.floats(address, 64)]).toEqual(expected)
  })

  test('gate by the normal distribution as the twin does, and to six digits as it is defined', () => {
    const values = Float32Array.of(0, -0, 1, -1, 0.3, -0.3, 5, -5, 60, -60, 1e-9, -1e-9, ...floats(20, 8))
    const address = memory.keep(values)
    functions.gelu(address, values.byteLength)
    expect([...memory.floats(address, values.length)]).toEqual([...values].map(twin.gelu))
    expect(memory.floats(address, values.length)[2]).toBeCloseTo(0.8413447, 6)
    expect(memory.floats(address, values.length)[3]).toBeCloseTo(-0.1586553, 6)
  })

  test.each([1, 3, 4, 9, 17])('attend to all %i positions of a text as the twin does', (positions) => {
    const [size, width] = [16, 40]
    const [query, key, value] = [floats(positions * width), floats(positions * width), floats(positions * width)]
    const out = memory.allocate(positions * width * 4)
    const scratch = memory.allocate((size + 4) * ((positions + 7) & ~7) * 4)
    const [q, k, v] = [memory.keep(query), memory.keep(key), memory.keep(value)]
    functions.attendAll(q, k, v, width * 4, positions, size * 4, 0.25, scratch, out, width * 4)
    const heads = (values: Float32Array) => rowsOf(values, width).map((row) => row.subarray(0, size))
    const expected = twin.attendAll({ queries: heads(query), keys: heads(key), values: heads(value), scale: 0.25 })
    expect(heads(memory.floats(out, positions * width)).map((row) => [...row])).toEqual(expected.map((row) => [...row]))
  })
})

test('the variant in use gives the bits of the plain one', async () => {
  const chosen = await openEncoderKernel()
  expect(['plain', 'relaxed']).toContain(chosen.variant)
})
