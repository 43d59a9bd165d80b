import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { NlpError } from '../../src/shared/errors.js'
import { seededRandom } from '../../workers/generation/seeded-random.js'
import { readOnnx } from '../../workers/onnx/read-onnx.js'
import { tensorBytes, toNumbers } from '../../workers/onnx/tensor.js'

const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`../fixtures/models/${name}`, import.meta.url)))

const none = new Map<string, Uint8Array>()

test('a file says what it takes and gives, and which nodes are between', () => {
  const file = readOnnx(fixture('classify/onnx/model_quantized.onnx'), 'model.onnx')
  expect(file.inputs.map(({ name, type }) => [name, type])).toEqual([
    ['input_ids', 'int64'],
    ['attention_mask', 'int64'],
    ['token_type_ids', 'int64'],
  ])
  expect(file.outputs[0]).toMatchObject({ name: 'logits', type: 'float32' })
  expect(file.opsets.get('')).toBeGreaterThan(10)
  const product = file.nodes.find(({ operator }) => operator === 'MatMulInteger')
  expect(file.constants.get(product?.inputs[1] ?? '')).toMatchObject({ type: expect.stringMatching(/^u?int8$/) })
})

test('each node comes after the nodes that it reads, and each input has an origin', () => {
  const file = readOnnx(fixture('embed/onnx/model_quantized.onnx'), 'model.onnx')
  const known = new Set(['', ...file.constants.keys(), ...file.inputs.map(({ name }) => name)])
  for (const { inputs, outputs } of file.nodes) {
    for (const input of inputs) expect(known).toContain(input)
    for (const output of outputs) known.add(output)
  }
  for (const { name } of file.outputs) expect(known).toContain(name)
})

test('numbers are views of the file, and not copies of it', () => {
  const bytes = fixture('embed/onnx/model.onnx')
  const file = readOnnx(bytes, 'model.onnx')
  const largest = [...file.constants.values()].reduce((most, tensor) => (tensor.size > most.size ? tensor : most))
  const place = tensorBytes(largest, file.name, none)
  expect(place.buffer).toBe(bytes.buffer)
  expect(place.length).toBe(largest.size * 4)
})

test('weights in a file beside the graph are found there, and refused where that file is missing or too short', () => {
  const file = readOnnx(fixture('embed-variants/parts.onnx'), 'parts.onnx')
  const tensor = [...file.constants.values()].find(({ place }) => place.kind === 'beside')
  if (tensor?.place.kind !== 'beside') throw new Error('the fixture has no such tensor')
  const { file: name, offset } = tensor.place
  const beside = fixture(`embed-variants/${name}`)
  expect(tensorBytes(tensor, file.name, new Map([[name, beside]]))).toHaveLength(tensor.place.bytes)
  expect(() => tensorBytes(tensor, file.name, none)).toThrow(
    new RegExp(`parts.onnx .*${name} in the same folder is missing`),
  )
  expect(() => tensorBytes(tensor, file.name, new Map([[name, beside.subarray(0, offset + 1)]]))).toThrow(
    new RegExp(`${name} .*is beyond the end of the file`),
  )
})

test.each<[string, Parameters<typeof toNumbers>[0], number[], number[]]>([
  ['int4', 'int4', [0x8f, 0x70], [-1, -8, 0, 7]],
  ['uint4', 'uint4', [0x8f], [15, 8]],
  ['int8', 'int8', [255, 128, 127], [-1, -128, 127]],
  ['float16', 'float16', [0x00, 0x3c, 0x00, 0xc0], [1, -2]],
  ['bfloat16', 'bfloat16', [0x80, 0x3f], [1]],
  ['int64', 'int64', [255, 255, 255, 255, 255, 255, 255, 255], [-1]],
])('%s is decoded', (_, type, bytes, numbers) => {
  expect([...toNumbers(type, Uint8Array.from(bytes))]).toEqual(numbers)
})

describe('a damaged file', () => {
  const whole = fixture('classify/onnx/model_quantized.onnx')

  test.each<[string, Uint8Array, RegExp]>([
    ['an empty one', new Uint8Array(), /holds no graph/],
    ['a web page', new TextEncoder().encode('<!doctype html><title>Not found</title>'), /kind|field|ends/],
    ['cut off', whole.subarray(0, whole.length - 40), /ends in the middle of a value/],
    ['a size beyond the file', Uint8Array.of(0x3a, 255, 255, 255, 255, 255, 255, 255, 255, 127), /ends in the middle/],
    ['a number without end', new Uint8Array(20).fill(255), /more than ten bytes/],
  ])('%s is refused with its name', (_, bytes, reason) => {
    expect(() => readOnnx(bytes, 'onnx/model.onnx')).toThrow(reason)
    expect(() => readOnnx(bytes, 'onnx/model.onnx')).toThrow(
      expect.objectContaining({ code: 'model-corrupt', details: { file: 'onnx/model.onnx' } }) as Error,
    )
  })

  test('thousands of changed files are read or refused, and none ends in another error', () => {
    const rounds = Number(process.env['ONNX_FILES'] ?? 200)
    const random = seededRandom(Number(process.env['SEED'] ?? 7))
    const outcomes = { read: 0, refused: 0 }
    for (let round = 0; round < rounds; round += 1) {
      const bytes = Uint8Array.from(whole)
      for (let change = 0; change < 1 + random() * 6; change += 1) {
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
      }
      outcomes[attempt(random() < 0.2 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes)] += 1
    }
    expect(outcomes.read).toBeGreaterThan(rounds / 20)
    expect(outcomes.refused).toBeGreaterThan(rounds / 20)
  })

  function attempt(bytes: Uint8Array): 'read' | 'refused' {
    try {
      const file = readOnnx(bytes, 'model.onnx')
      for (const tensor of file.constants.values()) toNumbers(tensor.type, tensorBytes(tensor, file.name, none))
      return 'read'
    } catch (error) {
      if (!NlpError.is(error)) throw error
      return 'refused'
    }
  }
})
