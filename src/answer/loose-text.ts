/** A text in which a quote is also found with other letter case, quotation marks, dashes, brackets and line breaks. */
export interface LooseText {
  readonly text: string
  /** The place of each unit of `text` in the original. */
  readonly places: readonly number[]
}

const SAME: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '[': '(',
  ']': ')',
}

export function loosen(original: string): LooseText {
  let text = ''
  const places: number[] = []
  for (let at = 0; at < original.length; at += 1) {
    const unit = original[at] as string
    const isSpace = SPACE.test(unit)
    if (isSpace && text.endsWith(' ')) continue
    const lower = unit.toLowerCase()
    // One unit must stay one unit, or `places` would be wrong. The lower-case form of the capital dotted I has two units.
    text += isSpace ? ' ' : (SAME[unit] ?? (lower.length === 1 ? lower : unit))
    places.push(at)
  }
  return { text, places }
}

const SPACE = /\s/

/** The place of a quote in the original. */
export function findQuote({ text, places }: LooseText, quote: string): { start: number; end: number } | undefined {
  const wanted = loosen(quote.trim().replace(/[.,;:!?…]+$/, '')).text
  const at = wanted === '' ? -1 : text.indexOf(wanted)
  if (at < 0) return undefined
  return { start: places[at] as number, end: (places[at + wanted.length - 1] as number) + 1 }
}
