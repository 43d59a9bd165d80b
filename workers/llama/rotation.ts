import type { Rotation } from './description.js'

/** The angle that each pair of a head turns by from one position to the next. */
export function angleSteps({ size, base, factor }: Rotation, factors: Float32Array | undefined): Float64Array {
  return Float64Array.from({ length: size / 2 }, (_, index) => {
    return base ** ((-2 * index) / size) / factor / (factors?.[index] ?? 1)
  })
}
