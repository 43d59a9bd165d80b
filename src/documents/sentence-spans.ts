/** The place of a sentence in a text, including the white space after it. */
export interface SentenceSpan {
  readonly start: number
  readonly end: number
}

/** The number of characters that the segmenter gets at a time. A longer sentence makes the stretch grow up to `LONGEST_STRETCH`. */
const STRETCH = 2_000
const LONGEST_STRETCH = 32_000

const segmenters = new Map<string, Intl.Segmenter>()

/**
 * The places of the sentences of a text; joined, the sentences are the text. The segmenter gets a stretch at a time, because Node keeps a
 * copy of its whole input for each sentence that it finds, and a long text would take quadratic memory.
 */
export function* sentenceSpans(text: string, language = 'en'): Generator<SentenceSpan> {
  const segmenter = segmenterOf(language)
  let from = 0
  let size = STRETCH
  while (from < text.length) {
    const stretch = text.slice(from, stretchEnd(text, from + size))
    const isLast = from + stretch.length === text.length
    const ends = Array.from(segmenter.segment(stretch), ({ index, segment }) => index + segment.length)
    if (!isLast && ends.length < 3 && size < LONGEST_STRETCH) {
      size *= 2
      continue
    }
    // The last sentence may be cut off by the end of the stretch, and the end before it may depend on letters after the stretch.
    const certain = isLast ? ends : ends.slice(0, Math.max(1, ends.length - 2))
    let start = from
    for (const end of certain) {
      yield { start, end: from + end }
      start = from + end
    }
    from = start
    size = STRETCH
  }
}

function segmenterOf(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language)
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(language, { granularity: 'sentence' })
    segmenters.set(language, segmenter)
  }
  return segmenter
}

/** The end of a stretch, never between the halves of a surrogate pair. */
function stretchEnd(text: string, end: number): number {
  const unit = text.charCodeAt(end)
  return unit >= 0xdc00 && unit < 0xe000 ? end + 1 : end
}
