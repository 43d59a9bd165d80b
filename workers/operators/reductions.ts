import { around, axisOf, makeValue, type Value } from './value.js'

export const REDUCTIONS: ReadonlySet<string> = new Set([
  'ReduceSum',
  'ReduceMean',
  'ReduceMax',
  'ReduceMin',
  'ReduceL2',
])

/** Reduces the axes to one number each, which is kept as a size of 1 where `keeps` says so. */
export function reduce(operator: string, value: Value, axes: readonly number[] | undefined, keeps: boolean): Value {
  const { shape } = value
  const reduced = (axes ?? shape.map((_, axis) => axis)).map((axis) => axisOf(axis, shape.length))
  // The roots of sums of squares are taken last, because a sum of roots would be another number.
  const squared = operator === 'ReduceL2'
  const start = squared
    ? makeValue(
        value.type,
        shape,
        value.data.map((each) => each * each),
      )
    : value
  const result = reduced.reduce((current, axis) => reduceAxis(operator, current, axis), start)
  const data = squared ? result.data.map(Math.sqrt) : result.data
  return makeValue(value.type, keeps ? result.shape : shape.filter((_, axis) => !reduced.includes(axis)), data)
}

function reduceAxis(operator: string, { type, shape, data }: Value, axis: number): Value {
  const { before, along, after } = around(shape, axis)
  const result = makeValue(
    type,
    shape.map((size, index) => (index === axis ? 1 : size)),
  )
  const isMax = operator === 'ReduceMax'
  const isMin = operator === 'ReduceMin'
  for (let outer = 0; outer < before; outer += 1) {
    for (let inner = 0; inner < after; inner += 1) {
      let total = isMax ? Number.NEGATIVE_INFINITY : isMin ? Number.POSITIVE_INFINITY : 0
      for (let at = 0; at < along; at += 1) {
        const each = data[(outer * along + at) * after + inner] as number
        if (isMax) total = Math.max(total, each)
        else if (isMin) total = Math.min(total, each)
        else total += each
      }
      result.data[outer * after + inner] = operator === 'ReduceMean' ? total / along : total
    }
  }
  return result
}

export function softmax({ type, shape, data }: Value, along: number): Value {
  const { before, along: count, after } = around(shape, axisOf(along, shape.length))
  const result = makeValue(type, shape)
  for (let outer = 0; outer < before; outer += 1) {
    for (let inner = 0; inner < after; inner += 1) {
      const place = (at: number) => (outer * count + at) * after + inner
      let most = Number.NEGATIVE_INFINITY
      for (let at = 0; at < count; at += 1) most = Math.max(most, data[place(at)] as number)
      let sum = 0
      for (let at = 0; at < count; at += 1) {
        const power = Math.exp((data[place(at)] as number) - most)
        result.data[place(at)] = power
        sum += power
      }
      for (let at = 0; at < count; at += 1) result.data[place(at)] = (result.data[place(at)] as number) / sum
    }
  }
  return result
}

/** Normalizes the last axis. */
export function layerNormalization(value: Value, gain: Value, shift: Value | undefined, epsilon: number): Value {
  const size = value.shape.at(-1) ?? 1
  const result = makeValue(value.type, value.shape)
  for (let start = 0; start < value.data.length; start += size) {
    let sum = 0
    for (let index = start; index < start + size; index += 1) sum += value.data[index] as number
    const mean = sum / size
    let squares = 0
    for (let index = start; index < start + size; index += 1) squares += ((value.data[index] as number) - mean) ** 2
    const scale = 1 / Math.sqrt(squares / size + epsilon)
    for (let index = 0; index < size; index += 1) {
      const normal = ((value.data[start + index] as number) - mean) * scale
      result.data[start + index] = normal * (gain.data[index] as number) + (shift?.data[index] ?? 0)
    }
  }
  return result
}
