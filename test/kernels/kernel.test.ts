import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../workers/generation/seeded-random.js'
import { numberToHalf } from '../../workers/kernels/half-float.js'
import { openKernel, openVariant } from '../../workers/kernels/kernel.js'
import type { Kernel } from '../../workers/kernels/kernel-functions.js'
import { allocateMatrix, type MatrixFormat, multiplyOf, paddedRows } from '../../workers/kernels/matrix.js'
import { packRows } from '../../workers/kernels/pack.js'
import { unpackRow } from '../../workers/kernels/unpack.js'
import * as twin from './twin.js'

const plain = await openVariant('plain')
// Where the engine has no relaxed SIMD, the browser tests run that variant.
const relaxed = await openVariant('relaxed').catch(() => undefined)
const variants: [string, Kernel][] = [
  ['plain', plain],
  ...(relaxed === undefined ? [] : [['relaxed', relaxed] as [string, Kernel]]),
]

const random = seededRandom(7)
const floats = (count: number, size = 4) => Float32Array.from({ length: count }, () => (random() - 0.5) * size)

function weightsFor(format: MatrixFormat, blocks: number): twin.WeightBlock[] {
  return Array.from({ length: blocks }, () => ({
    scale: numberToHalf((random() - 0.3) * 0.1),
    minimum: numberToHalf(-random()),
    numbers: Uint8Array.from({ length: 32 }, () => Math.floor(random() * (format === 'eight-bits' ? 256 : 16))),
  }))
}

describe.each(variants)('the %s kernels', (_, kernel) => {
  const { memory, functions } = kernel

  test.each<[MatrixFormat, number, number, number]>([
    ['four-bits', 3, 64, 1],
    ['four-bits', 24, 96, 9],
    ['four-bits-with-minimum', 16, 32, 4],
    ['four-bits-with-minimum', 13, 160, 7],
    ['eight-bits', 8, 32, 1],
    ['eight-bits', 21, 96, 5],
  ])('multiply %s, %i rows of %i columns, by %i tokens as the twin does', (format, rows, columns, tokens) => {
    const blocks = columns / 32
    const matrix = allocateMatrix(memory, { format, rows, columns })
    const weights = Array.from({ length: rows }, () => weightsFor(format, blocks))
    packRows(memory, matrix, (row, to) => twin.fillRow(format, weights[row] ?? [], to))
    const input = floats(tokens * columns)
    const from = memory.keep(input)
    const activations = memory.allocate(tokens * blocks * kernel.activationBytes)
    const width = paddedRows(rows)
    const out = memory.allocate(tokens * width * 4)
    functions.quantize(from, tokens * blocks, activations)
    multiplyOf(functions, format)(matrix.address, width / 8, blocks, activations, tokens, out, width * 4)
    const found = memory.floats(out, tokens * width)
    for (let token = 0; token < tokens; token += 1) {
      const quantized = twin.quantize(input.subarray(token * columns, (token + 1) * columns))
      const expected = weights.map((row) => twin.multiply(format, row, quantized))
      expect([...found.subarray(token * width, token * width + rows)]).toEqual(expected)
    }
  })

  test.each<[tokens: number, size: number, window: number, first: number]>([
    [1, 16, 99, 42],
    [1, 64, 99, 0],
    [1, 32, 7, 69],
    [3, 36, 99, 30],
    [4, 32, 99, 61],
    [6, 96, 20, 65],
    [9, 64, 1, 31],
  ])(
    'attend, %i tokens at once, to numbers of %i in a window of %i as the twin does',
    (tokens, size, window, first) => {
      const capacity = 96
      const keys = memory.allocate(capacity * 136)
      const values = memory.allocate(capacity * size)
      const scales = memory.allocate(capacity * 4)
      // Values after the last position must not count, and may be NaN.
      for (const [address, bytes] of [[keys, capacity * 136] as const, [values, capacity * size] as const]) {
        memory.bytes(address, bytes).fill(255)
      }
      memory.floats(scales, capacity).fill(Number.NaN)
      const [allKeys, allValues] = [[] as Float32Array[], [] as Float32Array[]]
      for (let position = 0; position < first + tokens; position += 1) {
        const [key, value] = [floats(size), floats(size)]
        allKeys.push(key)
        allValues.push(value)
        functions.remember(memory.keep(key), memory.keep(value), size, position, keys, values, scales, capacity)
      }
      const query = floats(tokens * size)
      const room = memory.allocate(functions.attentionRoom(size, capacity))
      const out = memory.allocate(query.byteLength)
      const at = memory.keep(query)
      functions.attend(at, tokens, size * 4, size, first, window, 0.25, keys, values, scales, capacity, room, out)
      for (let token = 0; token < tokens; token += 1) {
        const last = first + token
        const seen = { first: Math.max(0, last + 1 - window), last, scale: 0.25 }
        const row = query.subarray(token * size, (token + 1) * size)
        const expected = twin.attend(row, allKeys, allValues.slice(0, last + 1), seen)
        expect(memory.floats(out + token * size * 4, size)).toEqual(expected)
      }
    },
  )

  test('bring rows to one length, gate and turn them as the twin does', () => {
    const [row, weights] = [floats(64), floats(64)]
    const [from, out] = [memory.keep(row), memory.allocate(64 * 4)]
    functions.normalize(from, 1, 256, memory.keep(weights), 1e-5, out)
    expect(memory.floats(out, 64)).toEqual(twin.normalize(row, weights, 1e-5))

    const gates = Float32Array.from([-200, -1, -0.5, 0, 0.25, 1, 3, 200])
    const values = floats(8)
    const both = memory.keep(Float32Array.from([...gates, ...values]))
    functions.gateWithSilu(both, 1, 32, out)
    expect(memory.floats(out, 8)).toEqual(gates.map((gate, index) => twin.silu(gate, values[index] as number)))
    functions.gateWithGelu(both, 1, 32, out)
    expect(memory.floats(out, 8)).toEqual(gates.map((gate, index) => twin.gelu(gate, values[index] as number)))

    const head = floats(8)
    const place = memory.keep(head)
    const [cosines, sines] = [floats(4, 2), floats(4, 2)]
    functions.rotate(place, 1, 16, 32, memory.keep(cosines), memory.keep(sines))
    const turned = head.map((value, index) => {
      const [cosine, sine] = [cosines[index % 4] as number, sines[index % 4] as number]
      const other = head[(index + 4) % 8] as number
      const added = Math.fround(other * sine)
      return Math.fround(Math.fround(value * cosine) + (index < 4 ? -added : added))
    })
    expect(memory.floats(place, 8)).toEqual(turned)
  })

  test('rows of a packed matrix are read as they were', () => {
    const matrix = allocateMatrix(memory, { format: 'four-bits', rows: 9, columns: 64 })
    const numbers = Uint8Array.from({ length: 32 }, (_, index) => index % 16)
    const block = { scale: numberToHalf(0.5), minimum: 0, numbers }
    packRows(memory, matrix, (row, to) => twin.fillRow('four-bits', row === 8 ? [block, block] : [], to))
    const out = new Float32Array(64)
    unpackRow(memory, matrix, 8, out, 2)
    expect([...out.subarray(32)]).toEqual([...numbers].map((number) => number - 8))
  })
})

test('relaxed SIMD is chosen only where it gives the same bits', async () => {
  const { variant } = await openKernel()
  expect(['plain', 'relaxed']).toContain(variant)
  if (relaxed === undefined) expect(variant).toBe('plain')
})
