/** The end of a sentence with the space behind it, the end of a line, or the full stop of a script without spaces. */
const ENDS = /[.!?…]["'”’)\]*_]{0,3}\s|[。！？]|\n/g

/** The longest link, tag or key, in characters, for whose end the stream waits. */
const LONGEST_OPEN = 4000

/** Where a stream may be cut next. */
export type Cut =
  /** Here, behind a whole sentence. */
  | { readonly type: 'sentence'; readonly at: number }
  /** Somewhere in this many characters, because the sentence is too long to wait for its end. */
  | { readonly type: 'within'; readonly length: number }
  /** More text must come first. */
  | { readonly type: 'wait' }

/**
 * Decides where a held text may be cut. The decision depends on the text alone and never on its chunks: it reads no
 * character beyond the ones that decide.
 *
 * @param hold how many characters of an unfinished sentence are held back
 */
export function nextCut(pending: string, hold: number): Cut {
  for (const { 0: end, index } of pending.slice(0, LONGEST_OPEN).matchAll(ENDS)) {
    const at = index + end.length
    if (!isOpen(pending.slice(0, at))) return at <= hold ? { type: 'sentence', at } : longCut(pending, hold, at)
  }
  return longCut(pending, hold, undefined)
}

function longCut(pending: string, hold: number, sentence: number | undefined): Cut {
  if (pending.length < hold) return { type: 'wait' }
  if (wordEnds(pending.slice(0, hold)).length > 0) return { type: 'within', length: hold }
  if (sentence !== undefined) return { type: 'sentence', at: sentence }
  return pending.length < LONGEST_OPEN ? { type: 'wait' } : { type: 'within', length: LONGEST_OPEN }
}

/** How much text behind a cut is read together with the text before it, because a value may reach across. */
const AHEAD = 60

/** The places after a word and outside of links, tags and keys, the last one first. */
export function wordEnds(text: string): number[] {
  const limit = text.length - AHEAD
  const ends = Array.from(
    text.slice(0, Math.max(0, limit)).matchAll(/\s+/g),
    ({ 0: space, index }) => index + space.length,
  )
  // Digits on both sides may be one number.
  const free = (at: number) =>
    at > 0 && !(/\d\s+$/.test(text.slice(0, at)) && /\d/.test(text[at] ?? '')) && !isOpen(text.slice(0, at))
  return ends.filter(free).reverse()
}

/** Whether the text ends within a link, a tag, a comment or a key. */
function isOpen(text: string): boolean {
  const key = text.lastIndexOf('-----BEGIN')
  if (key >= 0 && text.indexOf('-----END', key) < 0) return true
  const comment = text.lastIndexOf('<!--')
  if (comment >= 0 && text.indexOf('-->', comment) < 0) return true
  if (/<\/?[a-z][^<>]{0,4000}$/i.test(text)) return true
  // A paragraph ends every link.
  const paragraph = text.slice(text.lastIndexOf('\n\n') + 1)
  const target = paragraph.lastIndexOf('](')
  return countOf(paragraph, '[') > countOf(paragraph, ']') || (target >= 0 && paragraph.indexOf(')', target) < 0)
}

const countOf = (text: string, sign: string) => text.split(sign).length - 1
