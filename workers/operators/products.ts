import type { NumberType } from '../onnx/tensor.js'
import { saturate } from './pointwise.js'
import { around, axisOf, makeValue, sizeOf, type Value } from './value.js'

/** Multiplies rows by one matrix, or each of several matrices by the matrix at the same place. */
export function matMul(one: Value, other: Value): Value {
  const [inner = 1, width = 1] = other.shape.slice(-2)
  const lists = other.shape.slice(0, -2)
  const count = sizeOf(lists)
  const fits = count === 1 || lists.join() === one.shape.slice(0, -2).join()
  if (
    other.shape.length < 2 ||
    other.shape.length > Math.max(one.shape.length, 2) ||
    one.shape.at(-1) !== inner ||
    !fits
  ) {
    throw new RangeError(`${one.shape.join(' x ')} cannot be multiplied by ${other.shape.join(' x ')}`)
  }
  const result = makeValue(one.type, [...one.shape.slice(0, -1), width])
  const rows = sizeOf(one.shape.slice(0, -1))
  const perMatrix = Math.max(rows / count, 1)
  for (let row = 0; row < rows; row += 1) {
    const out = result.data.subarray(row * width, (row + 1) * width)
    const matrix = Math.floor(row / perMatrix) * inner * width
    for (let at = 0; at < inner; at += 1) {
      const factor = one.data[row * inner + at] as number
      const line = matrix + at * width
      for (let column = 0; column < width; column += 1) {
        out[column] = (out[column] as number) + factor * (other.data[line + column] as number)
      }
    }
  }
  return result
}

export function matMulInteger(one: Value, other: Value, zero: Value | undefined, otherZero: Value | undefined): Value {
  const product = matMul(minus(one, zero, 'rows'), minus(other, otherZero, 'columns'))
  return { ...product, type: 'int32' }
}

/** Takes off the zero point: one for all numbers, or one for each row or column. */
function minus(value: Value, zero: Value | undefined, each: 'rows' | 'columns'): Value {
  if (zero === undefined || zero.data.every((number) => number === 0)) return value
  const width = value.shape.at(-1) ?? 1
  const result = makeValue('int32', value.shape)
  for (let index = 0; index < value.data.length; index += 1) {
    const place = zero.data.length === 1 ? 0 : each === 'rows' ? Math.floor(index / width) : index % width
    result.data[index] = (value.data[index] as number) - (zero.data[place] as number)
  }
  return result
}

export function dynamicQuantize(value: Value): readonly Value[] {
  let least = 0
  let most = 0
  for (const each of value.data) {
    least = Math.min(least, each)
    most = Math.max(most, each)
  }
  const scale = (most - least) / 255
  const zero = scale === 0 ? 0 : saturate(-least / scale, 'uint8')
  const numbers = makeValue('uint8', value.shape)
  for (let index = 0; index < numbers.data.length; index += 1) {
    numbers.data[index] =
      scale === 0 ? 0 : saturate(saturateFree((value.data[index] as number) / scale) + zero, 'uint8')
  }
  return [numbers, makeValue('float32', [], Float64Array.of(scale)), makeValue('uint8', [], Float64Array.of(zero))]
}

/** Rounds before the zero point is added, as the standard says: a half goes to the even number. */
const saturateFree = (value: number): number => saturate(value, 'int32')

export function quantize(value: Value, scale: Value, zero: Value | undefined, axis: number): Value {
  const type: NumberType = zero?.type ?? 'uint8'
  const result = makeValue(type, value.shape)
  const steps = along(value, scale, axis)
  const zeros = zero && along(value, zero, axis)
  for (let index = 0; index < value.data.length; index += 1) {
    const whole = saturateFree((value.data[index] as number) / (scale.data[steps(index)] as number))
    result.data[index] = saturate(whole + (zero?.data[zeros?.(index) ?? 0] ?? 0), type)
  }
  return result
}

export function dequantize(value: Value, scale: Value, zero: Value | undefined, axis: number): Value {
  const result = makeValue('float32', value.shape)
  const steps = along(value, scale, axis)
  const zeros = zero && along(value, zero, axis)
  for (let index = 0; index < value.data.length; index += 1) {
    const whole = (value.data[index] as number) - (zero?.data[zeros?.(index) ?? 0] ?? 0)
    result.data[index] = whole * (scale.data[steps(index)] as number)
  }
  return result
}

/** The place of a term that is one number, or one number for each place of an axis. */
function along(value: Value, term: Value, axis: number): (index: number) => number {
  if (term.data.length === 1) return () => 0
  const { along: count, after } = around(value.shape, axisOf(axis, value.shape.length))
  if (count !== term.data.length) throw new RangeError(`${term.data.length} scales do not fit an axis of ${count}`)
  return (index) => Math.floor(index / after) % count
}
