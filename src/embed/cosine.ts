/**
 * How alike two vectors of one model are, from -1 to 1.
 *
 * @example
 * console.log(cosine(new Float32Array([1, 0]), new Float32Array([1, 0])))
 */
export function cosine(a: Float32Array, b: Float32Array): number {
  if (typeof a?.length !== 'number' || typeof b?.length !== 'number') throw new TypeError('cosine needs two vectors')
  if (a.length !== b.length) throw new RangeError(`Vectors must have the same length, got ${a.length} and ${b.length}`)
  let product = 0
  let lengthA = 0
  let lengthB = 0
  for (let index = 0; index < a.length; index += 1) {
    product += a[index]! * b[index]!
    lengthA += a[index]! ** 2
    lengthB += b[index]! ** 2
  }
  return lengthA === 0 || lengthB === 0 ? 0 : product / Math.sqrt(lengthA * lengthB)
}
