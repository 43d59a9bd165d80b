import type { NumberType } from '../onnx/tensor.js'
import { broadcastShape, forEachLine, isWhole, makeValue, type Value } from './value.js'

type Unary = (value: number) => number
type Binary = (one: number, other: number) => number

/** Operators on each number by itself. */
export const UNARY: Readonly<Record<string, Unary>> = {
  Abs: Math.abs,
  Ceil: Math.ceil,
  Cos: Math.cos,
  Erf: errorFunction,
  Exp: Math.exp,
  Floor: Math.floor,
  Log: Math.log,
  Neg: (value) => -value,
  Not: (value) => (value === 0 ? 1 : 0),
  Reciprocal: (value) => 1 / value,
  Relu: (value) => Math.max(0, value),
  Sigmoid: (value) => 1 / (1 + Math.exp(-value)),
  Sin: Math.sin,
  Sqrt: Math.sqrt,
  Tanh: Math.tanh,
}

/** Operators on two numbers. */
export const BINARY: Readonly<Record<string, Binary>> = {
  Add: (one, other) => one + other,
  Sub: (one, other) => one - other,
  Mul: (one, other) => one * other,
  Div: (one, other) => one / other,
  Pow: (one, other) => one ** other,
  Max: (one, other) => Math.max(one, other),
  Min: (one, other) => Math.min(one, other),
  And: (one, other) => (one !== 0 && other !== 0 ? 1 : 0),
  Or: (one, other) => (one !== 0 || other !== 0 ? 1 : 0),
  Equal: (one, other) => (one === other ? 1 : 0),
  Greater: (one, other) => (one > other ? 1 : 0),
  GreaterOrEqual: (one, other) => (one >= other ? 1 : 0),
  Less: (one, other) => (one < other ? 1 : 0),
  LessOrEqual: (one, other) => (one <= other ? 1 : 0),
}

const COMPARISONS: ReadonlySet<string> = new Set([
  'And',
  'Or',
  'Equal',
  'Greater',
  'GreaterOrEqual',
  'Less',
  'LessOrEqual',
])

export function applyUnary(operator: string, { type, shape, data }: Value): Value {
  const apply = UNARY[operator] as Unary
  const result = makeValue(type, shape)
  for (let index = 0; index < data.length; index += 1) result.data[index] = apply(data[index] as number)
  return result
}

export function applyBinary(operator: string, one: Value, other: Value): Value {
  const shape = broadcastShape(one.shape, other.shape)
  const result = makeValue(COMPARISONS.has(operator) ? 'bool' : one.type, shape)
  const length = shape.at(-1) ?? 1
  const apply = lineOf(operator, isWhole(one.type))
  forEachLine(shape, [one, other], (line, [first = 0, second = 0], [step = 0, otherStep = 0]) => {
    apply(result.data, line * length, length, one.data, first, step, other.data, second, otherStep)
  })
  return result
}

type Line = (
  out: Float64Array,
  at: number,
  length: number,
  one: Float64Array,
  first: number,
  step: number,
  other: Float64Array,
  second: number,
  otherStep: number,
) => void

/** The usual operators have their own loops, because a call for each number would take most of the time. */
const LINES: Readonly<Record<string, Line>> = {
  Add: (out, at, length, one, first, step, other, second, otherStep) => {
    for (let index = 0; index < length; index += 1) {
      out[at + index] = (one[first + index * step] as number) + (other[second + index * otherStep] as number)
    }
  },
  Sub: (out, at, length, one, first, step, other, second, otherStep) => {
    for (let index = 0; index < length; index += 1) {
      out[at + index] = (one[first + index * step] as number) - (other[second + index * otherStep] as number)
    }
  },
  Mul: (out, at, length, one, first, step, other, second, otherStep) => {
    for (let index = 0; index < length; index += 1) {
      out[at + index] = (one[first + index * step] as number) * (other[second + index * otherStep] as number)
    }
  },
}

function lineOf(operator: string, isWholeNumber: boolean): Line {
  const known = LINES[operator]
  if (known !== undefined) return known
  // Whole numbers are divided without a remainder.
  const divides = operator === 'Div' && isWholeNumber
  const apply: Binary = divides ? (a, b) => Math.trunc(a / b) : (BINARY[operator] as Binary)
  return (out, at, length, one, first, step, other, second, otherStep) => {
    for (let index = 0; index < length; index += 1) {
      out[at + index] = apply(one[first + index * step] as number, other[second + index * otherStep] as number)
    }
  }
}

export function where(condition: Value, one: Value, other: Value): Value {
  const shape = broadcastShape(broadcastShape(condition.shape, one.shape), other.shape)
  const result = makeValue(one.type, shape)
  const length = shape.at(-1) ?? 1
  forEachLine(shape, [condition, one, other], (line, [chosen = 0, first = 0, second = 0], steps) => {
    const [chosenStep = 0, step = 0, otherStep = 0] = steps
    for (let index = 0; index < length; index += 1) {
      const takes = condition.data[chosen + index * chosenStep] !== 0
      const value = takes ? one.data[first + index * step] : other.data[second + index * otherStep]
      result.data[line * length + index] = value as number
    }
  })
  return result
}

/** A value repeated along the axes in which a shape is larger. */
export function expand(value: Value, to: readonly number[]): Value {
  const zero = makeValue(
    value.type,
    to.map(() => 1),
  )
  const shape = broadcastShape(value.shape, to)
  const result = makeValue(value.type, shape)
  const length = shape.at(-1) ?? 1
  forEachLine(shape, [value], (line, [first = 0], [step = 0]) => {
    ;(LINES['Add'] as Line)(result.data, line * length, length, value.data, first, step, zero.data, 0, 0)
  })
  return result
}

export function cast({ shape, data }: Value, type: NumberType): Value {
  if (type === 'bool')
    return makeValue(
      type,
      shape,
      data.map((value) => (value === 0 ? 0 : 1)),
    )
  const range = RANGES[type]
  if (range === undefined) return makeValue(type, shape, data)
  // Small types wrap around, as in C.
  const [least, count] = range
  return makeValue(
    type,
    shape,
    data.map((value) => ((((Math.trunc(value) - least) % count) + count) % count) + least),
  )
}

const RANGES: Readonly<Partial<Record<NumberType, readonly [least: number, count: number]>>> = {
  int8: [-128, 256],
  uint8: [0, 256],
  int16: [-32_768, 65_536],
  uint16: [0, 65_536],
  int32: [-(2 ** 31), 2 ** 32],
}

/** The nearest whole number within the range of a type. A half goes to the even number. */
export function saturate(value: number, type: NumberType): number {
  const [least, count] = RANGES[type] ?? [0, 256]
  const floor = Math.floor(value)
  const rest = value - floor
  const nearest = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor
  return Math.max(least, Math.min(least + count - 1, nearest))
}

/** By the formula 7.1.26 of Abramowitz and Stegun, with an error below 2e-7. */
function errorFunction(value: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(value))
  const series = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t
  const result = 1 - series * Math.exp(-value * value)
  return value < 0 ? -result : result
}
