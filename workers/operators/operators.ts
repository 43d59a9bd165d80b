import { floatOf, integerOf, integersOf } from '../onnx/graph.js'
import type { OnnxNode } from '../onnx/read-onnx.js'
import { numberTypeOf, toNumbers } from '../onnx/tensor.js'
import { applyBinary, applyUnary, BINARY, cast, expand, UNARY, where } from './pointwise.js'
import { dequantize, dynamicQuantize, matMul, matMulInteger, quantize } from './products.js'
import { layerNormalization, REDUCTIONS, reduce, softmax } from './reductions.js'
import { around, axisOf, makeValue, sizeOf, strides, type Value } from './value.js'

/** Computes the results of a node. An input that is left out is undefined. */
type Operator = (node: OnnxNode, inputs: readonly (Value | undefined)[]) => readonly Value[]

const MORE: Readonly<Record<string, Operator>> = {
  Identity: (_, [value]) => [need(value)],
  Cast: (node, [value]) => [cast(need(value), numberTypeOf(integerOf(node, 'to') ?? 1))],
  Where: (_, [condition, one, other]) => [where(need(condition), need(one), need(other))],
  Clip: (_, [value, least, most]) => {
    const { type, shape, data } = need(value)
    const [from, to] = [least?.data[0] ?? Number.NEGATIVE_INFINITY, most?.data[0] ?? Number.POSITIVE_INFINITY]
    return [
      makeValue(
        type,
        shape,
        data.map((each) => Math.max(from, Math.min(to, each))),
      ),
    ]
  },
  Gelu: (_, [value]) => {
    const halved = applyUnary('Erf', scaled(need(value), Math.SQRT1_2))
    const { type, shape, data } = need(value)
    return [
      makeValue(
        type,
        shape,
        data.map((each, index) => (each * (1 + (halved.data[index] as number))) / 2),
      ),
    ]
  },
  Shape: (node, [value]) => {
    const { shape } = need(value)
    const sizes = shape.slice(integerOf(node, 'start') ?? 0, integerOf(node, 'end') ?? shape.length)
    return [makeValue('int64', [sizes.length], Float64Array.from(sizes))]
  },
  Range: (_, [start, limit, step]) => {
    const [from = 0, to = 0, by = 1] = [start, limit, step].map((each) => need(each).data[0])
    const count = Math.max(0, Math.ceil((to - from) / by))
    const result = makeValue(need(start).type, [count])
    for (let index = 0; index < count; index += 1) result.data[index] = from + index * by
    return [result]
  },
  Gather: (node, [table, places]) => [gather(need(table), need(places), integerOf(node, 'axis') ?? 0)],
  Reshape: (_, [value, shape]) => [reshape(need(value), [...need(shape).data])],
  Flatten: (node, [value]) => {
    const { shape } = need(value)
    const axis = integerOf(node, 'axis') ?? 1
    return [reshape(need(value), [sizeOf(shape.slice(0, axis)), sizeOf(shape.slice(axis))])]
  },
  Unsqueeze: (node, [value, axes]) => {
    const { type, shape, data } = need(value)
    const list = axes === undefined ? (integersOf(node, 'axes') ?? []) : [...axes.data]
    const added = list.map((axis) => axisOf(axis, shape.length + list.length))
    const rest = [...shape]
    const rank = shape.length + added.length
    return [
      makeValue(
        type,
        Array.from({ length: rank }, (_, axis) => (added.includes(axis) ? 1 : (rest.shift() as number))),
        data,
      ),
    ]
  },
  Squeeze: (node, [value, axes]) => {
    const { type, shape, data } = need(value)
    const list = axes === undefined ? integersOf(node, 'axes') : [...axes.data]
    const dropped = list?.map((axis) => axisOf(axis, shape.length))
    return [
      makeValue(
        type,
        shape.filter((size, axis) => (dropped ? !dropped.includes(axis) : size !== 1)),
        data,
      ),
    ]
  },
  Transpose: (node, [value]) => [transpose(need(value), integersOf(node, 'perm'))],
  Concat: (node, inputs) => [concat(inputs.map(need), integerOf(node, 'axis') ?? 0)],
  Slice: (_, [value, starts, ends, axes, steps]) => {
    const from = need(starts).data
    return [...from].reduce<Value[]>(
      ([current], start, index) => {
        const axis = axes?.data[index] ?? index
        return [slice(need(current), axis, start, need(ends).data[index] ?? 0, steps?.data[index] ?? 1)]
      },
      [need(value)],
    )
  },
  Split: (node, [value, sizes]) => {
    const whole = need(value)
    const axis = axisOf(integerOf(node, 'axis') ?? 0, whole.shape.length)
    const size = whole.shape[axis] ?? 0
    const equal = Math.ceil(size / node.outputs.length)
    const parts = sizes?.data ?? integersOf(node, 'split') ?? node.outputs.map(() => equal)
    let start = 0
    return Array.from(parts, (part) => {
      start += part
      return slice(whole, axis, start - part, Math.min(start, size), 1)
    })
  },
  Expand: (_, [value, shape]) => [expand(need(value), [...need(shape).data])],
  ConstantOfShape: (node, [shape]) => {
    const attribute = node.attributes.get('value')
    const stored = attribute?.kind === 'tensor' && attribute.value.place.kind === 'inside' ? attribute.value : undefined
    const place = stored?.place.kind === 'inside' ? stored.place.bytes : new Uint8Array(4)
    const result = makeValue(stored?.type ?? 'float32', [...need(shape).data])
    result.data.fill(toNumbers(result.type, place)[0] ?? 0)
    return [result]
  },
  CumSum: (_, [value, axis]) => {
    const { type, shape, data } = need(value)
    const { before, along, after } = around(shape, axisOf(need(axis).data[0] ?? 0, shape.length))
    const sums = data.slice()
    for (let outer = 0; outer < before; outer += 1) {
      for (let at = after; at < along * after; at += 1) {
        const place = outer * along * after + at
        sums[place] = (sums[place] as number) + (sums[place - after] as number)
      }
    }
    return [makeValue(type, shape, sums)]
  },
  Softmax: (node, [value]) => [softmax(need(value), integerOf(node, 'axis') ?? -1)],
  LayerNormalization: (node, [value, gain, shift]) => [
    layerNormalization(need(value), need(gain), shift, floatOf(node, 'epsilon') ?? 1e-5),
  ],
  MatMul: (_, [one, other]) => [matMul(need(one), need(other))],
  Gemm: (node, [one, other, bias]) => {
    const left = integerOf(node, 'transA') === 1 ? transpose(need(one), [1, 0]) : need(one)
    const right = integerOf(node, 'transB') === 1 ? transpose(need(other), [1, 0]) : need(other)
    const product = scaled(matMul(left, right), floatOf(node, 'alpha') ?? 1)
    return [bias === undefined ? product : applyBinary('Add', product, scaled(bias, floatOf(node, 'beta') ?? 1))]
  },
  MatMulInteger: (_, [one, other, zero, otherZero]) => [matMulInteger(need(one), need(other), zero, otherZero)],
  DynamicQuantizeLinear: (_, [value]) => dynamicQuantize(need(value)),
  QuantizeLinear: (node, [value, scale, zero]) => [
    quantize(need(value), need(scale), zero, integerOf(node, 'axis') ?? 1),
  ],
  DequantizeLinear: (node, [value, scale, zero]) => [
    dequantize(need(value), need(scale), zero, integerOf(node, 'axis') ?? 1),
  ],
}

export function knowsOperator({ operator, domain }: OnnxNode): boolean {
  if (domain !== '' && !(domain === 'com.microsoft' && operator === 'Gelu')) return false
  return operator in UNARY || operator in BINARY || operator in MORE || REDUCTIONS.has(operator)
}

export function compute(node: OnnxNode, inputs: readonly (Value | undefined)[]): readonly Value[] {
  const { operator } = node
  if (operator in UNARY) return [applyUnary(operator, need(inputs[0]))]
  if (operator in BINARY) {
    const [first, ...others] = inputs.map(need)
    return [others.reduce((sum, value) => applyBinary(operator, sum, value), need(first))]
  }
  if (REDUCTIONS.has(operator)) {
    const axes = inputs[1] === undefined ? integersOf(node, 'axes') : [...inputs[1].data]
    return [reduce(operator, need(inputs[0]), axes, integerOf(node, 'keepdims') !== 0)]
  }
  return (MORE[operator] as Operator)(node, inputs)
}

function need(value: Value | undefined): Value {
  if (value === undefined) throw new RangeError('a node lacks an input')
  return value
}

const scaled = ({ type, shape, data }: Value, factor: number): Value =>
  factor === 1
    ? { type, shape, data }
    : makeValue(
        type,
        shape,
        data.map((value) => value * factor),
      )

function gather(table: Value, places: Value, along: number): Value {
  const axis = axisOf(along, table.shape.length)
  const { before, along: count, after } = around(table.shape, axis)
  const shape = [...table.shape.slice(0, axis), ...places.shape, ...table.shape.slice(axis + 1)]
  const result = makeValue(table.type, shape)
  const chosen = places.data
  for (let outer = 0; outer < before; outer += 1) {
    for (let index = 0; index < chosen.length; index += 1) {
      const from = (outer * count + placeIn(count, chosen[index] as number)) * after
      result.data.set(table.data.subarray(from, from + after), (outer * chosen.length + index) * after)
    }
  }
  return result
}

export function placeIn(count: number, index: number): number {
  const place = index < 0 ? index + count : index
  if (!(place >= 0 && place < count)) throw new RangeError(`a table of ${count} rows has no row ${index}`)
  return place
}

function reshape({ type, shape, data }: Value, to: readonly number[]): Value {
  const sizes = to.map((size, axis) => (size === 0 ? (shape[axis] ?? 0) : size))
  const known = sizes.filter((size) => size !== -1).reduce((product, size) => product * size, 1)
  return makeValue(
    type,
    sizes.map((size) => (size === -1 ? data.length / known : size)),
    data,
  )
}

function transpose(
  { type, shape, data }: Value,
  order: readonly number[] = shape.map((_, axis) => shape.length - 1 - axis),
): Value {
  const result = makeValue(
    type,
    order.map((axis) => shape[axis] ?? 0),
  )
  const from = strides(shape)
  const to = strides(result.shape)
  for (let index = 0; index < data.length; index += 1) {
    let rest = index
    let place = 0
    for (const [axis, step] of to.entries()) {
      const at = Math.floor(rest / step)
      rest -= at * step
      place += at * (from[order[axis] as number] as number)
    }
    result.data[index] = data[place] as number
  }
  return result
}

function concat(values: readonly Value[], along: number): Value {
  const first = need(values[0])
  const axis = axisOf(along, first.shape.length)
  const size = values.reduce((sum, { shape }) => sum + (shape[axis] ?? 0), 0)
  const result = makeValue(
    first.type,
    first.shape.map((each, index) => (index === axis ? size : each)),
  )
  const { before, after } = around(result.shape, axis)
  let start = 0
  for (const { shape, data } of values) {
    const length = (shape[axis] ?? 0) * after
    for (let outer = 0; outer < before; outer += 1) {
      result.data.set(data.subarray(outer * length, (outer + 1) * length), outer * size * after + start)
    }
    start += length
  }
  return result
}

function slice({ type, shape, data }: Value, along: number, start: number, end: number, step: number): Value {
  const axis = axisOf(along, shape.length)
  const { before, along: count, after } = around(shape, axis)
  if (step < 1) throw new RangeError('a slice goes backwards')
  const bound = (at: number) => Math.max(0, Math.min(count, at < 0 ? at + count : at))
  const from = bound(start)
  const length = Math.max(0, Math.ceil((bound(end) - from) / step))
  const result = makeValue(
    type,
    shape.map((size, index) => (index === axis ? length : size)),
  )
  for (let outer = 0; outer < before; outer += 1) {
    for (let index = 0; index < length; index += 1) {
      const at = (outer * count + from + index * step) * after
      result.data.set(data.subarray(at, at + after), (outer * length + index) * after)
    }
  }
  return result
}
