import { describe, expect, it } from 'vitest'
import { spread } from '../../../workers/architectures/hashed-text/hashed-text.js'
import { createFeatureReader } from '../../../workers/architectures/language/language-features.js'
import { wordShare } from '../../../workers/architectures/language/language-usage.js'
import { toPowers } from '../../../workers/architectures/language/powers.js'
import { readWordTable } from '../../../workers/architectures/language/word-table.js'

const GROUPS = 65_536

const hashOf = (word: string) => createFeatureReader(1000)([word]).hashes[0] as number

/** A table of words, each with a label and a level, as the training side writes it. */
function tableOf(...entries: readonly (readonly [word: string, label: number, level: number])[]): ArrayBuffer {
  const rows = entries
    .map(([word, label, level]) => {
      const mixed = spread(hashOf(word))
      return { group: mixed >>> 16, entry: label | (level << 7) | ((mixed & 0x1fff) << 11) }
    })
    .sort((one, other) => one.group - other.group)
  const bytes = new Uint8Array(GROUPS + 3 * rows.length)
  rows.forEach(({ group, entry }, row) => {
    bytes[group] = (bytes[group] as number) + 1
    bytes.set([entry & 255, (entry >>> 8) & 255, entry >>> 16], GROUPS + 3 * row)
  })
  return bytes.buffer
}

describe('the table of words', () => {
  const table = readWordTable(
    tableOf(['über', 1, 15], ['über', 2, 0], ['漢字', 0, 3]),
    { file: 'words.bin', step: 0.5 },
    3,
  )

  it.each([
    ['über', [0, 8, 0.5]],
    ['漢字', [2, 0, 0]],
    ['uber', [0, 0, 0]],
    ['', [0, 0, 0]],
  ])('adds the levels of %j to its languages', (word, expected) => {
    const logits = new Float64Array(3)
    expect(table.addTo(logits, hashOf(word), 1)).toBe(expected.some((each) => each > 0))
    expect([...logits]).toEqual(expected)
  })

  it('counts a word less in a longer text', () => {
    const logits = new Float64Array(3)
    table.addTo(logits, hashOf('über'), 0.25)
    expect([...logits]).toEqual([0, 2, 0.125])
  })

  it('leaves out a label that the model does not have', () => {
    const logits = new Float64Array(1)
    readWordTable(tableOf(['a', 5, 1]), { file: 'words.bin', step: 1 }, 1).addTo(logits, hashOf('a'), 1)
    expect([...logits]).toEqual([0])
  })

  it.each([
    ['an empty file', new ArrayBuffer(0)],
    ['a cut file', tableOf(['a', 0, 1]).slice(0, -1)],
  ])('refuses %s', (_name, bytes) => {
    expect(() => readWordTable(bytes, { file: 'words.bin', step: 1 }, 1)).toThrow(RangeError)
  })
})

describe('the share of the words', () => {
  it('falls with the letters of a text, and is nothing in a long text', () => {
    const shares = [0, 1, 12, 24, 48, 95, 96, 1000].map(wordShare)
    expect(shares).toEqual(shares.toSorted((one, other) => other - one))
    expect(shares.map((share) => share > 0)).toEqual([true, true, true, true, true, true, false, false])
    expect(shares[0]).toBe(1)
  })
})

describe('toPowers', () => {
  it.each([
    [[0]],
    [[3, 3]],
    [[-1e9, 0, 1e-9]],
    [[12.3, -4.5, 11.9, 12.29999, 0]],
    [[-700, -701.25, -690.1]],
    [[5, Number.NEGATIVE_INFINITY]],
  ])('gives the powers of %j, from which their sum makes probabilities', (logits) => {
    const largest = Math.max(...logits)
    const powers = logits.map((logit) => Math.exp(logit - largest))
    const sum = powers.reduce((one, other) => one + other, 0)
    const scores = Float64Array.from(logits)
    expect(toPowers(scores)).toBeCloseTo(sum, 6)
    powers.forEach((power, index) => {
      expect(scores[index]).toBeCloseTo(power, 6)
    })
  })
})
