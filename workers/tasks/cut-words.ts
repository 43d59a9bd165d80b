import type { Window } from './cut-windows.js'

/**
 * Words of a text. Letters, digits and `_` form a word, and a hyphen joins two of them. Any other sign is a separate word. The models were
 * trained on words that were cut like this.
 */
const WORD = /[\p{L}\p{N}_]+(?:[-_][\p{L}\p{N}_]+)*|\S/gu

export interface Word {
  readonly start: number
  readonly end: number
  readonly text: string
}

export const wordsOf = (text: string): Word[] =>
  Array.from(text.matchAll(WORD), ({ index, 0: word }) => ({ start: index, end: index + word.length, text: word }))

interface WordRoom {
  readonly words: number
  readonly tokens: number
  /** How many words neighbouring windows share, where the window is long enough. */
  readonly overlap: number
}

/** Cuts words into overlapping windows that hold at most so many words and tokens. `sizes` are the tokens of each word. */
export function cutWords(sizes: readonly number[], { words, tokens, overlap }: WordRoom): Window[] {
  const windows: Window[] = []
  let keepFrom = 0
  for (let from = 0; from < sizes.length; ) {
    const to = endOf(sizes, from, { words, tokens })
    if (to === sizes.length) return [...windows, { from, to, keepFrom, keepTo: to }]
    const next = Math.max(from + 1, to - Math.min(overlap, Math.floor((to - from) / 2)))
    const keepTo = next + Math.floor((to - next) / 2)
    windows.push({ from, to, keepFrom, keepTo })
    keepFrom = keepTo
    from = next
  }
  return windows
}

/** The word behind the last that fits. The first word always counts as fitting: its tokens are cut to the room. */
function endOf(sizes: readonly number[], from: number, { words, tokens }: Omit<WordRoom, 'overlap'>): number {
  let used = 0
  let to = from
  while (to < sizes.length && to - from < words) {
    used += sizes[to] as number
    if (used > tokens && to > from) break
    to += 1
  }
  return to
}
