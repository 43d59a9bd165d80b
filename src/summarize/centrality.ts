/** The probability that a random reader continues with a similar sentence, and not with any other. */
const DAMPING = 0.85
const MOST_ROUNDS = 50
const CLOSE_ENOUGH = 1e-4

/**
 * How central each sentence is, from 0 to 1: a sentence is central if central sentences are like it. `likeness` holds a row for each
 * sentence, and is 0 for a sentence and itself.
 */
export function centrality(likeness: readonly Float64Array[]): Float64Array {
  const count = likeness.length
  const totals = likeness.map((row) => row.reduce((sum, value) => sum + value, 0))
  let ranks = new Float64Array(count).fill(1 / count)
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = new Float64Array(count).fill((1 - DAMPING) / count)
    for (const [from, row] of likeness.entries()) {
      const total = totals[from] as number
      // A sentence that is like no other gives its share to all.
      const share = (DAMPING * (ranks[from] as number)) / (total === 0 ? count : total)
      for (let to = 0; to < count; to += 1) next[to]! += total === 0 ? share : share * row[to]!
    }
    const moved = next.reduce((sum, value, index) => sum + Math.abs(value - ranks[index]!), 0)
    ranks = next
    if (moved < CLOSE_ENOUGH) break
  }
  const most = Math.max(...ranks)
  return ranks.map((rank) => rank / most)
}
