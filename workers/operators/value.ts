import type { NumberType } from '../onnx/tensor.js'

/** Numbers of any type, with their shape. 64 bits hold all numbers that a text model has outside its layers. */
export interface Value {
  readonly type: NumberType
  readonly shape: readonly number[]
  readonly data: Float64Array
}

/** More numbers than this would be no part of a text model but an attempt to use up memory. */
const MOST_NUMBERS = 2 ** 26

export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1)

export function makeValue(type: NumberType, shape: readonly number[], data?: Float64Array): Value {
  const size = sizeOf(shape)
  if (!(size >= 0 && size <= MOST_NUMBERS)) throw new RangeError(`a value has the shape ${shape.join(' x ')}`)
  if (data !== undefined && data.length !== size) {
    throw new RangeError(`${data.length} numbers do not have the shape ${shape.join(' x ')}`)
  }
  return { type, shape, data: data ?? new Float64Array(size) }
}

export const isWhole = (type: NumberType): boolean => !type.includes('float')

/** The place of an axis, which counts from the end where it is negative. */
export function axisOf(axis: number, rank: number): number {
  const place = axis < 0 ? axis + rank : axis
  if (!(place >= 0 && place < Math.max(rank, 1))) throw new RangeError(`a value of ${rank} axes has no axis ${axis}`)
  return place
}

/** The numbers before, along and after an axis. */
export function around(shape: readonly number[], axis: number) {
  return {
    before: sizeOf(shape.slice(0, axis)),
    along: shape[axis] ?? 1,
    after: sizeOf(shape.slice(axis + 1)),
  }
}

export function broadcastShape(one: readonly number[], other: readonly number[]): number[] {
  const rank = Math.max(one.length, other.length)
  return Array.from({ length: rank }, (_, axis) => {
    const a = one[axis - rank + one.length] ?? 1
    const b = other[axis - rank + other.length] ?? 1
    if (a !== b && a !== 1 && b !== 1) throw new RangeError(`${one.join(' x ')} does not fit ${other.join(' x ')}`)
    return a === 1 ? b : a
  })
}

/** Calls `visit` for each line of a broadcast shape, with the place of the line in each value and the step along it. */
export function forEachLine(
  to: readonly number[],
  values: readonly Value[],
  visit: (line: number, places: readonly number[], steps: readonly number[]) => void,
): void {
  const length = to.at(-1) ?? 1
  const lines = length === 0 ? 0 : sizeOf(to) / length
  const steps = values.map(({ shape }) => ((shape.at(-1) ?? 1) === 1 ? 0 : 1))
  const placeOf = values.map((value) => linePlaces(value, to))
  const places = values.map(() => 0)
  for (let line = 0; line < lines; line += 1) {
    for (const [index, place] of placeOf.entries()) places[index] = place(line)
    visit(line, places, steps)
  }
}

/** The place in `value` at which each line of the broadcast shape begins. */
function linePlaces({ shape }: Value, to: readonly number[]): (line: number) => number {
  const length = shape.at(-1) ?? 1
  const size = sizeOf(shape)
  if (size <= length) return () => 0
  const lines = to.slice(0, -1)
  const offset = to.length - shape.length
  if (size / length === sizeOf(lines)) return (line) => line * length
  const steps = strides(shape)
  const toSteps = strides(lines)
  return (line) => {
    let rest = line
    let place = 0
    for (const [axis, step] of toSteps.entries()) {
      const at = Math.floor(rest / step)
      rest -= at * step
      if (axis >= offset && shape[axis - offset] !== 1) place += at * (steps[axis - offset] as number)
    }
    return place
  }
}

export function strides(shape: readonly number[]): number[] {
  return shape.map((_, axis) => sizeOf(shape.slice(axis + 1)))
}
