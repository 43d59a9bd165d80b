import type { ConvertedRow, Converter } from './conversion.js'
import { records, spanOf } from './records.js'

/** One JSON object per sentence: `tokens` and their `tags`. */
export const tokens: Converter = {
  summary: 'JSONL with tokens and tags (B-PER, I-PER, O)',
  license: 'unknown',
  rows: (file) =>
    records(file, ['tokens', 'tags']).map(({ tokens, tags, src }, index) =>
      sentence(
        String(index),
        tokens as string[],
        tags as string[],
        typeof src === 'string' ? { source: src } : undefined,
      ),
    ),
}

/** Columns: the token is first, its tag last, and an empty line follows each sentence. */
export const conll: Converter = {
  summary: 'columns: token first, tag last, an empty line after each sentence',
  license: 'unknown',
  rows(file) {
    const rows: ConvertedRow[] = []
    let [words, tags]: [string[], string[]] = [[], []]
    for (const line of [...file.split(/\r?\n/), '']) {
      const cells = line.split(/\t| +/).filter((cell) => cell !== '')
      // A comment contains an equals sign. A hash alone may be a token.
      if (/^#.*=/.test(line) || cells[0] === '-DOCSTART-') continue
      if (cells.length === 1) throw new SyntaxError(`a line holds one column: sentence ${rows.length}`)
      if (cells.length > 1) {
        words.push(cells[0]!)
        tags.push(cells.at(-1)!)
      } else if (words.length > 0) {
        rows.push(sentence(String(rows.length), words, tags))
        ;[words, tags] = [[], []]
      }
    }
    return rows
  },
}

/** Joins the tokens with single spaces, and makes one span of each run of tags. */
function sentence(
  id: string,
  words: readonly string[],
  tags: readonly string[],
  slices?: Readonly<Record<string, string>>,
): ConvertedRow {
  if (words.length !== tags.length)
    throw new SyntaxError(`sentence ${id} has ${words.length} tokens, ${tags.length} tags`)
  const spans: { start: number; end: number; type: string }[] = []
  let text = ''
  let open: { start: number; end: number; type: string } | undefined
  for (const [index, word] of words.entries()) {
    if (index > 0) text += ' '
    const [, prefix = 'I', name] = /^(?:([BIESLU])-)?(.+)$/.exec(tags[index]!) ?? []
    if (name === undefined || name === 'O') open = undefined
    else {
      const span = spanOf({ start: text.length, end: text.length + word.length, type: name })
      if (open?.type === span.type && !'BSU'.includes(prefix)) open.end = span.end
      else {
        open = span
        spans.push(open)
      }
    }
    text += word
  }
  return { id, text, spans, slices }
}
