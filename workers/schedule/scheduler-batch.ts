/** The properties of a waiting piece of work that decide the choice of a batch. */
export interface Waiting {
  /** The length in padded tokens. A row costs as much as the longest row beside it. */
  readonly length: number
  /** The order of the oldest call that waits for this work; a smaller number is older. */
  readonly order: number
  /** Whether it was in a batch that failed, so that it must run by itself. */
  readonly alone: boolean
}

/**
 * Chooses the next batch from `queue`, which is sorted by length. The batch has the longest row of the oldest call and
 * then its neighbours in length, nearest first, up to `budget` padded tokens. A row longer than the budget runs by
 * itself.
 */
export function chooseBatch<Entry extends Waiting>(queue: readonly Entry[], budget: number): Entry[] {
  const start = headIndex(queue)
  const head = queue[start]
  if (head === undefined) return []
  if (head.alone) return [head]
  const batch = [head]
  let real = head.length
  let longest = head.length
  let left = start - 1
  let right = start + 1
  for (;;) {
    while (queue[left]?.alone) left -= 1
    while (queue[right]?.alone) right += 1
    const shorter = queue[left]
    const longer = queue[right]
    if (shorter === undefined && longer === undefined) return batch
    const takeLonger =
      shorter === undefined || (longer !== undefined && longer.length - longest < head.length - shorter.length)
    const next = (takeLonger ? longer : shorter) as Entry
    const padded = (batch.length + 1) * Math.max(longest, next.length)
    // Padding costs as much as text. Where padding is more than an eighth, a separate run is cheaper than sharing.
    const tolerated = Math.max((real + next.length) / 8, 8)
    if (padded > budget || padded - real - next.length > tolerated) return batch
    batch.push(next)
    real += next.length
    longest = Math.max(longest, next.length)
    if (takeLonger) right += 1
    else left -= 1
  }
}

function headIndex(queue: readonly Waiting[]): number {
  let head = 0
  for (let i = 1; i < queue.length; i += 1) {
    // `<=` takes the longest of a call's rows first, so that the remaining rows are one unbroken stretch of lengths.
    if ((queue[i] as Waiting).order <= (queue[head] as Waiting).order) head = i
  }
  return head
}
