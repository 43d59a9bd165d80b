import { MASK_WORDS } from './kernel.js'

/** One bit for each row of a segment. */
export type Bitmap = Uint32Array

export function emptyBitmap(): Bitmap {
  return new Uint32Array(MASK_WORDS)
}

/** A bitmap with exactly the first `rows` bits set. */
export function fullBitmap(rows: number): Bitmap {
  const bitmap = emptyBitmap()
  bitmap.fill(0xffffffff, 0, rows >>> 5)
  if ((rows & 31) !== 0) bitmap[rows >>> 5] = 2 ** (rows & 31) - 1
  return bitmap
}

export function setBit(bitmap: Bitmap, row: number): void {
  bitmap[row >>> 5]! |= 1 << (row & 31)
}

export function hasBit(bitmap: Bitmap, row: number): boolean {
  return (bitmap[row >>> 5]! & (1 << (row & 31))) !== 0
}

export function intersect(bitmap: Bitmap, other: Bitmap): Bitmap {
  return bitmap.map((word, index) => word & other[index]!)
}

export function unite(bitmap: Bitmap, other: Bitmap): Bitmap {
  return bitmap.map((word, index) => word | other[index]!)
}

export function subtract(bitmap: Bitmap, other: Bitmap): Bitmap {
  return bitmap.map((word, index) => word & ~other[index]!)
}

export function countBits(bitmap: Bitmap): number {
  let count = 0
  for (let word of bitmap) {
    // Adds neighbouring groups of 1, 2, 4 and then 8 bits.
    word -= (word >>> 1) & 0x55555555
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return count
}
