import type { SuggestedWord } from '../shared/tasks.js'

/** A word is predicted from at most this many words, including itself. */
const ORDER = 4

/** The most contexts that are kept, some 10 MB. Beyond it, the contexts that were unused for longest are dropped. */
const MOST_CONTEXTS = 40_000

/** Marks the beginning and the end of a line. A word never contains a line break. */
const END = '\n'

/**
 * The words that a user writes, in memory. The next word is predicted from up to three words before it. The weight of
 * each length of context depends on how varied its continuations are (Witten and Bell). Without similar words in
 * memory, there is no prediction.
 */
export class OwnWords {
  readonly #counts = new Map<string, Map<string, number>>()

  learn(text: string): void {
    for (const line of text.split(END)) {
      const words = wordsOf(line)
      if (words.length > 0) this.#count([END, ...words, END])
    }
    for (const context of this.#counts.keys()) {
      if (this.#counts.size <= MOST_CONTEXTS) break
      this.#counts.delete(context)
    }
  }

  forget(): void {
    this.#counts.clear()
  }

  /**
   * The most probable next words, each with the probability of all words up to it. The last word of the text may be
   * unfinished.
   */
  suggest(
    text: string,
    { words: most, threshold }: { readonly words: number; readonly threshold: number },
  ): SuggestedWord[] {
    const line = text.slice(text.lastIndexOf(END) + 1)
    const last = /\S*$/.exec(line)?.[0] ?? ''
    const context = [END, ...wordsOf(line.slice(0, line.length - last.length))]
    // The last word is complete but has no space after it, so the next word brings the space.
    const whole = last !== '' && this.#likeliest(context, last)?.word === last
    if (whole) context.push(last)
    let begun = whole ? '' : last
    let space = whole ? ' ' : ''
    const found: SuggestedWord[] = []
    let confidence = 1
    while (found.length < most) {
      const next = this.#likeliest(context, begun)
      if (next === undefined || next.word === END || /\d/.test(next.word)) break
      confidence *= next.share
      if (confidence < threshold) break
      found.push({ text: space + next.word.slice(begun.length), confidence })
      context.push(next.word)
      begun = ''
      space = ' '
    }
    return found
  }

  #count(words: readonly string[]): void {
    for (let at = 1; at < words.length; at += 1) {
      const word = words[at] as string
      for (let length = 0; length < ORDER && length <= at; length += 1) {
        const context = words.slice(at - length, at).join(' ')
        const counts = this.#counts.get(context) ?? new Map<string, number>()
        counts.set(word, (counts.get(word) ?? 0) + 1)
        // The entry is set again, so that the map stays in the order of last use.
        this.#counts.delete(context)
        this.#counts.set(context, counts)
      }
    }
  }

  #likeliest(context: readonly string[], begun: string): { readonly word: string; readonly share: number } | undefined {
    const shares = new Map<string, number>()
    /** For each word, its count in the longest context in which it occurred. */
    const seen = new Map<string, number>()
    for (let length = 0; length < ORDER && length <= context.length; length += 1) {
      const counts = this.#counts.get(context.slice(context.length - length).join(' '))
      if (counts === undefined) continue
      let total = counts.size
      for (const count of counts.values()) total += count
      for (const [word, share] of shares) shares.set(word, (counts.size * share) / total)
      for (const [word, count] of counts) {
        shares.set(word, (shares.get(word) ?? 0) + count / total)
        seen.set(word, count)
      }
    }
    let sum = 0
    let best: { word: string; share: number } | undefined
    for (const [word, share] of shares) {
      if (!word.startsWith(begun)) continue
      sum += share
      if (best === undefined || share > best.share) best = { word, share }
    }
    if (best === undefined) return undefined
    // A word is not certain only because it is the only one with this beginning and occurred once.
    const times = seen.get(best.word) ?? 0
    return { word: best.word, share: (best.share / sum) * (times / (times + 1)) }
  }
}

const wordsOf = (line: string) => line.split(/\s+/).filter((word) => word !== '')
