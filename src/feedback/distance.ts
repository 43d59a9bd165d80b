import { cosine } from '../embed/cosine.js'

/** Turns texts into vectors of meaning. `createEmbedder` of `tacet` makes one. */
export interface FeedbackEmbedder {
  /** Computes the vector of each text. */
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>
}

interface Texted {
  readonly text?: string | undefined
}

/** The distance of two texts: 0 if they are alike. */
export type Distance = (one: Texted, other: Texted) => number

/** The distance of the texts of a pool by meaning, or by their words where there is no embedder. */
export async function distanceOf(pool: readonly Texted[], embedder: FeedbackEmbedder | undefined): Promise<Distance> {
  if (embedder === undefined) return wordDistance(pool)
  const vectors = pool.length === 0 ? [] : await embedder.embed(pool.map(({ text = '' }) => text))
  const byEntry = new Map(pool.map((entry, index) => [entry, vectors[index]!]))
  return (one, other) => 1 - cosine(byEntry.get(one)!, byEntry.get(other)!)
}

/**
 * The distance of two texts by their words: 1 if they share none. A word counts the less, the more texts of the pool
 * have it.
 */
export function wordDistance(pool: readonly Texted[]): Distance {
  const words = new Map(pool.map((entry) => [entry, wordsOf(entry)]))
  const texts = new Map<string, number>()
  for (const own of words.values()) for (const word of own) texts.set(word, (texts.get(word) ?? 0) + 1)
  const weight = (sum: number, word: string) => sum + Math.log((pool.length + 1) / (texts.get(word) ?? 1))
  return (one, other) => {
    const [a, b] = [words.get(one) ?? new Set<string>(), words.get(other) ?? new Set<string>()]
    const all = [...new Set([...a, ...b])].reduce(weight, 0)
    return all === 0 ? 0 : 1 - [...a].filter((word) => b.has(word)).reduce(weight, 0) / all
  }
}

/**
 * The words of a text. In most languages short words only join sentences, so they count only if there are no others.
 */
export function wordsOf({ text = '' }: Texted): ReadonlySet<string> {
  const words: readonly string[] = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const telling = words.filter((word) => word.length > 3 || /\P{L}/u.test(word))
  return new Set(telling.length === 0 ? words : telling)
}
