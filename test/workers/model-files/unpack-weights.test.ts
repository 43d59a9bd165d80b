import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { unpackWeights } from '../../../workers/model-files/unpack-weights.js'

// The exporter holds itself to the same fixture: models/train/tests/test_packed.py.
const fixture = JSON.parse(readFileSync(new URL('../../fixtures/packed-weights.json', import.meta.url), 'utf8')) as {
  readonly packed: string
  readonly unpacked: string
}
const bytesOf = (base64: string) => Uint8Array.from(Buffer.from(base64, 'base64'))

test('packed weights become the numbers that the exporter counted on', () => {
  expect(unpackWeights(bytesOf(fixture.packed), 'weights')).toEqual(bytesOf(fixture.unpacked))
})

test('a view that does not begin with its buffer is read from its own beginning', () => {
  const packed = bytesOf(fixture.packed)
  const buffer = new Uint8Array(packed.length + 3)
  buffer.set(packed, 3)
  expect(unpackWeights(buffer.subarray(3), 'weights')).toEqual(bytesOf(fixture.unpacked))
})

test.each([
  ['nothing', new Uint8Array()],
  ['another magic', Uint8Array.from(bytesOf(fixture.packed), (byte, at) => (at === 0 ? 0 : byte))],
  ['an end too soon', bytesOf(fixture.packed).subarray(0, -1)],
  ['a count beyond the file', Uint8Array.from(bytesOf(fixture.packed), (byte, at) => (at === 6 ? 255 : byte))],
])('%s is refused by the name of the file', (_, packed) => {
  expect(() => unpackWeights(packed, 'onnx/weights.int8.q4')).toThrow(/onnx\/weights\.int8\.q4 is not a file of packed/)
})
