export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly codes: Int8Array
  readonly scales: Float32Array
  readonly biases: Float32Array
}

export interface HeadWeights {
  readonly gains: Float32Array
  readonly shifts: Float32Array
  readonly matrices: readonly Matrix[]
}

/**
 * Reads a weights file: float32 gains and shifts of the normalization, then every matrix as int8 rows padded to four
 * bytes, with one float32 scale and one float32 bias per row.
 */
export function readMatrices(
  bytes: ArrayBuffer,
  width: number,
  shapes: readonly { readonly rows: number; readonly columns: number }[],
): HeadWeights {
  const sizes = shapes.map(({ rows, columns }) => Math.ceil((rows * columns) / 4) * 4 + 8 * rows)
  const expected = sizes.reduce((sum, size) => sum + size, 8 * width)
  if (bytes.byteLength !== expected) {
    throw new RangeError(`The weights must be ${expected} bytes for this architecture, got ${bytes.byteLength}.`)
  }
  let start = 8 * width
  const matrices = shapes.map(({ rows, columns }, index): Matrix => {
    const end = start + (sizes[index] as number)
    const matrix = {
      rows,
      columns,
      codes: new Int8Array(bytes, start, rows * columns),
      scales: new Float32Array(bytes, end - 8 * rows, rows),
      biases: new Float32Array(bytes, end - 4 * rows, rows),
    }
    start = end
    return matrix
  })
  return { gains: new Float32Array(bytes, 0, width), shifts: new Float32Array(bytes, 4 * width, width), matrices }
}

/** `target += matrix * vector + biases`. */
export function addProduct(target: Float32Array, matrix: Matrix, vector: Float32Array): void {
  const { rows, columns, codes, scales, biases } = matrix
  for (let row = 0; row < rows; row++) {
    let sum = 0
    const start = row * columns
    for (let column = 0; column < columns; column++) {
      sum += (codes[start + column] as number) * (vector[column] as number)
    }
    target[row] = (target[row] as number) + sum * (scales[row] as number) + (biases[row] as number)
  }
}
