import type { SuggestedWord } from '../shared/tasks.js'

/** A word is expected from at most so many words, itself included. */
const ORDER = 4

/** More contexts are not kept: those that were not met for the longest time go. Some 10 MB. */
const MOST_CONTEXTS = 40_000

/** Stands for the beginning and the end of a line: no word has a line break in it. */
const END = '\n'

/**
 * The words that somebody uses, in memory. It expects the next ones from up to three before them, each length of context
 * trusted by how varied its continuations are (Witten and Bell), and knows nothing where nothing like it was ever written.
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

  /** The surest next words, each with the probability of all up to it; the last word of the text may be only begun. */
  suggest(
    text: string,
    { words: most, threshold }: { readonly words: number; readonly threshold: number },
  ): SuggestedWord[] {
    const line = text.slice(text.lastIndexOf(END) + 1)
    const last = /\S*$/.exec(line)?.[0] ?? ''
    const context = [END, ...wordsOf(line.slice(0, line.length - last.length))]
    // A whole word without its space: what comes next brings the space along.
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
        // Set anew, so that the map stays in the order of last use.
        this.#counts.delete(context)
        this.#counts.set(context, counts)
      }
    }
  }

  #likeliest(context: readonly string[], begun: string): { readonly word: string; readonly share: number } | undefined {
    const shares = new Map<string, number>()
    /** How often a word was met in the longest context that it was met in. */
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
    // The only word that begins so is not certain for having been met once.
    const times = seen.get(best.word) ?? 0
    return { word: best.word, share: (best.share / sum) * (times / (times + 1)) }
  }
}

const wordsOf = (line: string) => line.split(/\s+/).filter((word) => word !== '')
