import type { Strictness } from './strictness.js'

/** A text as recognizers read it, and the way back: every span of it maps onto a span of the original. */
export interface NormalizedText {
  readonly text: string
  /** The original's span that became `text.slice(start, end)`. */
  toOriginal(start: number, end: number): { readonly start: number; readonly end: number }
}

export interface NormalizeOptions {
  /** @default 'balanced' */
  readonly strictness?: Strictness | undefined
}
