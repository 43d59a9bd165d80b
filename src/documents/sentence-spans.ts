/** A stretch of a text that a sentence fills, the white space behind it included. */
export interface SentenceSpan {
  readonly start: number
  readonly end: number
}

/** Characters that the segmenter sees at a time; a longer sentence makes the stretch grow to the second number. */
const STRETCH = 2_000
const LONGEST_STRETCH = 32_000

const segmenters = new Map<string, Intl.Segmenter>()

/**
 * Where the sentences of a text lie; together they are the text. The segmenter gets a stretch at a time, because Node
 * keeps a copy of all the segmenter was given for each sentence that it finds: a long text would cost its square.
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
    // The end of a stretch is no end of a sentence, and the end before it may depend on letters still to come.
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

/** Never between the halves of a surrogate pair. */
function stretchEnd(text: string, end: number): number {
  const unit = text.charCodeAt(end)
  return unit >= 0xdc00 && unit < 0xe000 ? end + 1 : end
}
