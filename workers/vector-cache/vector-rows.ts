/** A vector as a cache keeps it. */
export interface CachedVector {
  readonly vector: Float32Array
  readonly truncated: boolean
  readonly coverage: number | undefined
}

/** The share of the text that was read, and whether the text was cut. */
const HEAD_BYTES = 16
const CUT_AT = 8

export function encodeRow({ vector, truncated, coverage }: CachedVector): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEAD_BYTES + vector.byteLength)
  const view = new DataView(bytes.buffer)
  view.setFloat64(0, coverage ?? Number.NaN)
  view.setUint8(CUT_AT, truncated ? 1 : 0)
  new Float32Array(bytes.buffer, HEAD_BYTES).set(vector)
  return bytes
}

/** The vector of a row, or `undefined` where the row holds no vector of this length. */
export function decodeRow(bytes: Uint8Array<ArrayBuffer>, dimensions: number): CachedVector | undefined {
  if (bytes.length !== HEAD_BYTES + dimensions * Float32Array.BYTES_PER_ELEMENT) return undefined
  // A copy, because numbers can be read only where their bytes begin at a multiple of their size.
  const own = bytes.slice()
  const view = new DataView(own.buffer)
  const coverage = view.getFloat64(0)
  return {
    vector: new Float32Array(own.buffer, HEAD_BYTES),
    truncated: view.getUint8(CUT_AT) === 1,
    coverage: Number.isNaN(coverage) ? undefined : coverage,
  }
}
