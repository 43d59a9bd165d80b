import { spread } from '../hashed-text/hashed-text.js'

/**
 * The frequent words of each language, with how often the language uses them. The letters of one word are often
 * possible in several languages, but the word itself is usual in few. The training side writes the file
 * (language/words.py).
 */

/** The facts about a table in the manifest. */
export interface WordTableShape {
  /** The file of the table. */
  readonly file: string
  /** One level of use adds so much to the logit of a language. */
  readonly step: number
}

export interface WordTable {
  /** Adds what this word tells to the logits, times `share`, and says if the word is in the table. */
  addTo(logits: Float64Array, wordHash: number, share: number): boolean
}

// An entry of three bytes has a label, a level of use, and a mark that tells the words of a group apart.
const ENTRY_BYTES = 3
const LABEL_BITS = 7
const LEVEL_BITS = 4
const MARK_BITS = 13
/** The words are in groups by the upper half of their hash. */
const GROUPS = 65_536

/**
 * Reads a table: one byte for each group with the number of its entries, and then all entries. `labels` is how many
 * labels the model has.
 */
export function readWordTable(bytes: ArrayBuffer, { step }: WordTableShape, labels: number): WordTable {
  const table = new Uint8Array(bytes)
  const starts = new Uint32Array(GROUPS + 1)
  for (let group = 0; group < GROUPS; group++) {
    starts[group + 1] = (starts[group] as number) + (table[group] ?? 0)
  }
  const expected = GROUPS + ENTRY_BYTES * (starts[GROUPS] as number)
  if (table.length !== expected) {
    throw new RangeError(`The table of words must be ${expected} bytes, got ${table.length}.`)
  }
  return {
    addTo(logits, wordHash, share) {
      const mixed = spread(wordHash)
      const group = mixed >>> 16
      const mark = mixed & ((1 << MARK_BITS) - 1)
      const end = GROUPS + ENTRY_BYTES * (starts[group + 1] as number)
      let known = false
      for (let at = GROUPS + ENTRY_BYTES * (starts[group] as number); at < end; at += ENTRY_BYTES) {
        const entry = (table[at] as number) | ((table[at + 1] as number) << 8) | ((table[at + 2] as number) << 16)
        if (entry >>> (LABEL_BITS + LEVEL_BITS) !== mark) continue
        const label = entry & ((1 << LABEL_BITS) - 1)
        if (label >= labels) continue
        const level = 1 + ((entry >>> LABEL_BITS) & ((1 << LEVEL_BITS) - 1))
        logits[label] = (logits[label] as number) + level * step * share
        known = true
      }
      return known
    },
  }
}
