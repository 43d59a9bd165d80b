/**
 * One call of a tab, in the time that all tabs share. A write gives all records one value, and a read returns the value
 * that it saw. Every value is written once.
 */
export interface Call {
  readonly type: 'write' | 'read'
  readonly value: string | undefined
  readonly start: number
  readonly end: number
}

/**
 * The reason why no serial order explains the reads of the tabs. In a serial order every call takes place at one moment
 * between its start and its end, and every read sees the last write before it. Empty if there is such an order.
 */
export function contradictions(calls: readonly Call[]): string[] {
  const writes = calls.filter(({ type }) => type === 'write')
  const byValue = new Map(writes.map((write) => [write.value, write]))
  const reads = calls.filter(({ type }) => type === 'read').sort((one, other) => one.start - other.start)
  const wrong: string[] = []
  for (const read of reads) {
    const seen = byValue.get(read.value)
    if (seen === undefined) {
      const before = writes.find(({ end }) => end < read.start)
      if (read.value !== undefined) wrong.push(`${read.value} was read and never written`)
      else if (before !== undefined) wrong.push(`nothing was read after ${before.value} was written`)
      continue
    }
    if (seen.start > read.end) wrong.push(`${read.value} was read before it was written`)
    const newer = writes.find(({ start, end }) => start > seen.end && end < read.start)
    if (newer !== undefined) wrong.push(`${read.value} was read after ${newer.value} had replaced it`)
  }
  // Two reads one after the other must not see two writes in the other order.
  for (const [index, read] of reads.entries()) {
    const seen = byValue.get(read.value)
    if (seen === undefined) continue
    for (const later of reads.slice(index + 1)) {
      const then = byValue.get(later.value)
      if (later.start > read.end && then !== undefined && then.end < seen.start) {
        wrong.push(`${later.value} was read after ${read.value}, which is newer`)
      }
    }
  }
  return wrong
}
