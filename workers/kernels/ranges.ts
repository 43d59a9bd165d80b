/** Divides the numbers from 0 to `total` into `count` ranges of nearly the same size. */
export function ranges(total: number, count: number): readonly { readonly from: number; readonly size: number }[] {
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((total * index) / count)
    return { from, size: Math.floor((total * (index + 1)) / count) - from }
  })
}
