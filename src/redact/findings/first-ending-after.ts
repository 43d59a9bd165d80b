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

/** Whether one of these ordered, disjoint spans overlaps the stretch. */
export function overlapsOne(
  spans: readonly { readonly start: number; readonly end: number }[],
  { start, end }: { readonly start: number; readonly end: number },
): boolean {
  const next = spans[firstEndingAfter(spans, start)]
  return next !== undefined && next.start < end
}
