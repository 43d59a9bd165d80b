/** A square matrix, row by row in one array. */
export type Matrix = Float64Array

/** The lower triangle L with L·Lᵀ = matrix. The matrix must be symmetric and positive. */
export function cholesky(matrix: Matrix, size: number): Matrix {
  const lower = Float64Array.from(matrix)
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = lower[row * size + column]!
      for (let k = 0; k < column; k += 1) sum -= lower[row * size + k]! * lower[column * size + k]!
      lower[row * size + column] =
        row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / lower[column * size + column]!
    }
  }
  return lower
}

/** Solves L·Lᵀ·x = vector. */
export function solveCholesky(lower: Matrix, size: number, vector: Float64Array): Float64Array {
  const solution = Float64Array.from(vector)
  for (let row = 0; row < size; row += 1) {
    let sum = solution[row]!
    for (let k = 0; k < row; k += 1) sum -= lower[row * size + k]! * solution[k]!
    solution[row] = sum / lower[row * size + row]!
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = solution[row]!
    for (let k = row + 1; k < size; k += 1) sum -= lower[k * size + row]! * solution[k]!
    solution[row] = sum / lower[row * size + row]!
  }
  return solution
}
