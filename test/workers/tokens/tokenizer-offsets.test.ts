import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Encoder } from '../../../workers/encoder/encoder.js'
import { createLabel } from '../../../workers/tasks/label.js'
import { alignTokens } from '../../../workers/tokens/offsets.js'
import { createTokenizer, type EncoderTokenizer } from '../../../workers/tokens/tokenizer.js'

interface Placed {
  readonly tokens: readonly string[]
  readonly offsets: readonly (readonly [start: number, end: number])[]
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/tokenizers/${name}.json`, import.meta.url), 'utf8'))

/** Where the library that made these tokenizers places their tokens. */
const { texts, placed } = read('expected') as {
  texts: readonly string[]
  placed: Readonly<Record<string, readonly Placed[]>>
}

const architecture = { type: 'transformer', model: '', tokenizer: '', maxTokens: 100_000 } as const

const families = Object.entries(placed).map(
  ([family, rows]) => [family, createTokenizer({ tokenizer: read(family), config: {} }, 512), rows] as const,
)

/**
 * The same places in the terms of this project: no spaces at the ends, accents with their letter, and a character that
 * several tokens share goes with the first of them.
 */
function inOurTerms(text: string, { tokens, offsets }: Placed, byteLevel: boolean): string[] {
  const space = byteLevel ? /^[ĠĊĉč\s]*$/ : /^▁*$/
  let covered = 0
  return offsets.map(([from, to], index) => {
    if (space.test(tokens[index]!)) return ''
    let start = Math.max(from, covered)
    let end = Math.max(to, start)
    while (/^\p{M}/u.test(text.slice(end))) end += 1
    while (start < end && /\s/.test(text[start]!)) start += 1
    while (end > start && /\s/.test(text[end - 1]!)) end -= 1
    covered = Math.max(covered, end)
    return text.slice(start, end)
  })
}

/** Two signs that are read as one quote: the library names one of them alone. */
const joinQuotes = (slices: readonly string[]) => slices.map((slice) => slice.replace(/^(``?|''?)$/, '"'))

/** Letters and digits that no token stands for, though the tokenizer reads them. */
function uncovered(
  text: string,
  offsets: readonly { readonly start: number; readonly end: number }[],
  { spelling }: EncoderTokenizer,
): string {
  const left = [...text.matchAll(/[\p{L}\p{N}]/gu)].filter(
    ({ index }) => !offsets.some(({ start, end }) => start <= index && index < end),
  )
  return left
    .map(([letter]) => letter)
    .filter((letter) => spelling.normalize(letter).trim() !== '')
    .join('')
}

describe.each(families)('%s', (family, tokenizer, rows) => {
  const byteLevel = family === 'roberta' || family === 'modernbert'

  test('places its tokens where its own library does', () => {
    let compared = 0
    for (const [row, text] of texts.entries()) {
      const { tokens } = tokenizer.tokenize(text)
      const offsets = alignTokens(text, tokens, tokenizer.spelling)
      expect(uncovered(text, offsets, tokenizer)).toBe('')
      // Some emoji and decomposed letters are cut in another way by the tokenizers of the browser.
      if (tokens.join('\n') !== rows[row]!.tokens.join('\n')) continue
      const slices = offsets.map(({ start, end }) => text.slice(start, end))
      expect(joinQuotes(slices), text).toEqual(joinQuotes(inOurTerms(text, rows[row]!, byteLevel)))
      compared += 1
    }
    expect(compared).toBeGreaterThanOrEqual(14)
  })

  test('leaves no letter without a token in any text', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'Maria',
        'Lopez',
        '##Weber',
        '`x`',
        '``',
        "''",
        '\n',
        '\t',
        '[UNK]',
        '<unk>',
        '王小明',
        'e\u0301',
        'ﬁ',
        'Σ',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), fc.constantFrom(' ', '', '\n'), (words, between) => {
        const text = words.join(between)
        const { tokens } = tokenizer.tokenize(text)
        const offsets = alignTokens(text, tokens, tokenizer.spelling)
        expect(offsets).toHaveLength(tokens.length)
        expect(uncovered(text, offsets, tokenizer)).toBe('')
      }),
      { numRuns: 200 },
    )
  })

  test('finds a name behind all that is awkward', async () => {
    const before = `${texts.at(-1)}\n`
    const text = `${before}Elena Petrova\n`
    const first = tokenizer.tokenize(before.trimEnd()).tokens.length
    let read = 0
    const encoder: Encoder = {
      async submit(encodings) {
        return encodings.map(({ ids }) => {
          const values = new Float32Array(ids.length * 2)
          for (let token = 0; token < ids.length; token += 1) values[token * 2 + (read + token < first ? 0 : 1)] = 9
          read += ids.length
          return { values, width: 2, tokens: ids.length }
        })
      },
      async close() {},
    }
    const whole = { ...tokenizer, maxTokens: 100_000 }
    const label = createLabel(encoder, whole, { ...architecture, labels: ['O', 'PER'] })
    const { spans } = await label({ texts: [text] }, { priority: 'interactive', signal: AbortSignal.timeout(10_000) })
    const [span, ...others] = spans[0]!
    expect(others).toEqual([])
    expect(text.slice(span!.start, span!.end)).toBe('Elena Petrova')
  })
})

test.each(['bert-uncased', 'albert'])('%s lowers a text letter by letter', (family) => {
  const [, { spelling }] = families.find(([name]) => name === family)!
  expect(spelling.normalize('ΟΔΟΣ Σ').trim()).toBe('οδοσ σ')
})

test('a tokenizer with capitals keeps them', () => {
  const [, { spelling }] = families.find(([name]) => name === 'bert-cased')!
  expect(spelling.normalize('ΟΔΟΣ Σ')).toBe('ΟΔΟΣ Σ')
})
