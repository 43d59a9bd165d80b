import type { Rotation } from './description.js'

/** The angle by which each pair of a head is rotated from one position to the next. */
export function angleSteps({ size, base, factor }: Rotation, factors: Float32Array | undefined): Float64Array {
  return Float64Array.from({ length: size / 2 }, (_, index) => {
    return base ** ((-2 * index) / size) / factor / (factors?.[index] ?? 1)
  })
}
