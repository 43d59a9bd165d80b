export interface Matrix {
  readonly rows: number
  readonly columns: number
  /** The int8 numbers of the file as floats. A product with int8 numbers converts each of them, which doubles its time. */
  readonly codes: Float32Array
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
      codes: Float32Array.from(new Int8Array(bytes, start, rows * columns)),
      scales: new Float32Array(bytes, end - 8 * rows, rows),
      biases: new Float32Array(bytes, end - 4 * rows, rows),
    }
    start = end
    return matrix
  })
  return { gains: new Float32Array(bytes, 0, width), shifts: new Float32Array(bytes, 4 * width, width), matrices }
}

/**
 * `target += matrix * vector + biases`. Four rows are summed side by side: each addition of one sum has to wait for
 * the one before it, so a single sum leaves the processor idle for most of its time.
 */
export function addProduct(target: Float32Array, matrix: Matrix, vector: Float32Array): void {
  const { rows, columns, codes, scales, biases } = matrix
  const add = (row: number, sum: number) => {
    target[row] = (target[row] as number) + sum * (scales[row] as number) + (biases[row] as number)
  }
  let row = 0
  for (; row + 4 <= rows; row += 4) {
    const first = row * columns
    const second = first + columns
    const third = second + columns
    const fourth = third + columns
    let firstSum = 0
    let secondSum = 0
    let thirdSum = 0
    let fourthSum = 0
    for (let column = 0; column < columns; column++) {
      const value = vector[column] as number
      firstSum += (codes[first + column] as number) * value
      secondSum += (codes[second + column] as number) * value
      thirdSum += (codes[third + column] as number) * value
      fourthSum += (codes[fourth + column] as number) * value
    }
    add(row, firstSum)
    add(row + 1, secondSum)
    add(row + 2, thirdSum)
    add(row + 3, fourthSum)
  }
  for (; row < rows; row++) {
    let sum = 0
    const start = row * columns
    for (let column = 0; column < columns; column++) {
      sum += (codes[start + column] as number) * (vector[column] as number)
    }
    add(row, sum)
  }
}
