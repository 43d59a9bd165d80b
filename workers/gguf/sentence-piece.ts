/**
 * The pairs of pieces that make up longer pieces, the likeliest piece first. A file with scores has no list of pairs:
 * its tokenizer joins text so that each step makes the piece with the best score.
 */
export function mergesOf(pieces: readonly string[], scores: readonly number[]): [string, string][] {
  const ids = new Map(pieces.map((piece, id) => [piece, id]))
  const merges: { readonly pair: [string, string]; readonly score: number; readonly order: number }[] = []
  for (const [id, piece] of pieces.entries()) {
    const characters = [...piece]
    for (let cut = 1; cut < characters.length; cut += 1) {
      const pair: [string, string] = [characters.slice(0, cut).join(''), characters.slice(cut).join('')]
      const [left, right] = pair.map((part) => ids.get(part))
      if (left === undefined || right === undefined) continue
      merges.push({ pair, score: scores[id] ?? 0, order: left + right })
    }
  }
  return merges.sort((a, b) => b.score - a.score || a.order - b.order).map(({ pair }) => pair)
}
