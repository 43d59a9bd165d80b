import { expect, test } from 'vitest'
import { OnnxGraph } from '../../workers/onnx/graph.js'
import type { OnnxFile } from '../../workers/onnx/read-onnx.js'
import { takeProgram } from '../../workers/operators/program.js'

test('a part that reads numbers of an unknown type is left to ONNX Runtime, with the reason', () => {
  const node = { operator: 'Add', domain: '', inputs: ['x', 'step'], outputs: ['y'], attributes: new Map() }
  // No size can be checked where the type is not known: eight bytes stand for one number here.
  const place = { kind: 'inside', bytes: new Uint8Array(8) } as const
  const step = { name: 'step', type: 'other', shape: [], size: 1, place } as const
  const file: OnnxFile = {
    name: 'model.onnx',
    opsets: new Map([['', 18]]),
    inputs: [],
    outputs: [],
    nodes: [node],
    constants: new Map([['step', step]]),
  }
  expect(takeProgram(new OnnxGraph(file, new Map()), 'y', ['x'])).toBe('the numbers step, whose type is not known')
})
