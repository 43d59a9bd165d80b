/** The index of the first of these ordered, disjoint spans that ends after `position`. */
export function firstEndingAfter(spans: readonly { readonly end: number }[], position: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (spans[middle]!.end <= position) low = middle + 1
    else high = middle
  }
  return low
}
