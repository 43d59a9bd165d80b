/**
 * Writes one vector as int8 codes. Returns the scale that turns a dot product of codes into the score: the vector's dot product with the
 * query, or its cosine.
 */
export function quantizeRow(
  vector: Float32Array,
  offset: number,
  dimensions: number,
  metric: VectorMetric,
  codes: Int8Array,
  at: number,
): number {
  let largest = 0
  let square = 0
  for (let index = 0; index < dimensions; index++) {
    const value = vector[offset + index]!
    // Not an `if`: engines turn these two calls into single instructions, and a branch costs four times as much.
    largest = Math.max(largest, Math.abs(value))
    square += value * value
  }
  const factor = 127 / largest
  for (let index = 0; index < dimensions; index++) {
    // Rounding half up is one addition. Math.round is several times slower here.
    codes[at + index] = Math.floor(vector[offset + index]! * factor + 0.5)
  }
  return metric === 'cosine' ? largest / 127 / Math.sqrt(square) : largest / 127
}

/** How vectors are compared: by angle, or by dot product (length counts). */
export type VectorMetric = 'cosine' | 'dot'

export interface QuantizedQuery {
  readonly codes: Int16Array
  /** The factor that turns a kernel score into a score. */
  readonly scale: number
}

/** Writes a query as codes of 14 bits. The extra bits cost nothing, and almost all of the error is then that of the rows. */
export function quantizeQuery(query: Float32Array, metric: VectorMetric): QuantizedQuery {
  let largest = 0
  let square = 0
  for (const value of query) {
    largest = Math.max(largest, Math.abs(value))
    square += value * value
  }
  // A sum of `dimensions` products with an int8 must stay below 2^31.
  const range = Math.min(8191, Math.floor(2 ** 31 / (128 * query.length)) - 1)
  const factor = range / largest
  const codes = Int16Array.from(query, (value) => Math.round(value * factor))
  return { codes, scale: metric === 'cosine' ? largest / range / Math.sqrt(square) : largest / range }
}

/** The exact score of a row, in 64-bit arithmetic. */
export function exactScore(
  query: Float32Array,
  queryLength: number,
  vectors: Float32Array,
  offset: number,
  metric: VectorMetric,
): number {
  let dot = 0
  let square = 0
  for (let index = 0; index < query.length; index++) {
    const value = vectors[offset + index]!
    dot += query[index]! * value
    square += value * value
  }
  return metric === 'cosine' ? dot / (queryLength * Math.sqrt(square)) : dot
}

export function lengthOf(vector: Float32Array): number {
  let square = 0
  for (const value of vector) square += value * value
  return Math.sqrt(square)
}
