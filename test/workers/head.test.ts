import { describe, expect, it } from 'vitest'
import { MAX_TOKENS, textWindows, visitTextFeatures } from '../../workers/architectures/hashed-text-features.js'
import { createHashedHead, type HashedHeadArchitecture } from '../../workers/architectures/head.js'
import { readModel } from './read-model.js'

interface Golden {
  readonly texts: readonly string[]
  /** Null where the text has no feature. */
  readonly logits: readonly (readonly number[] | null)[]
}

const ids = ['toxicity', 'spam', 'prompt-attack', 'topic'] as const

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit))
}

describe.each(ids)('%s', (id) => {
  const { files, architecture, golden } = readModel<HashedHeadArchitecture, Golden>(id)
  const head = createHashedHead(files, architecture)

  it.each(golden.texts.map((text, index) => [text, index] as const))(
    'scores %j as the training side does',
    (text, index) => {
      const logits = golden.logits[index]?.map((logit) => logit / architecture.temperature)
      const [scores] = head.run([text]).scores
      if (logits === undefined || logits === null) return
      const powers = logits.map(Math.exp)
      const total = powers.reduce((sum, power) => sum + power, 0)
      architecture.labels.forEach((label, at) => {
        const expected = logits.length === 1 ? sigmoid(logits[at]!) : powers[at]! / total
        expect(scores?.find((got) => got.label === label)?.score).toBeCloseTo(expected, 4)
      })
    },
  )

  it('gives every label of every text, best first', () => {
    const { scores } = head.run(['a plain sentence', ''])
    const count = architecture.labels.length + (architecture.otherwise === undefined ? 0 : 1)
    for (const row of scores) {
      expect(row).toHaveLength(count)
      expect(row.map(({ score }) => score)).toEqual(row.map(({ score }) => score).sort((a, b) => b - a))
      expect(row.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 5)
    }
  })

  it('says which texts it read only in part', () => {
    expect(head.run(['short', 'word '.repeat(MAX_TOKENS + 1), 'word '.repeat(MAX_TOKENS)]).truncated).toEqual([1])
  })

  it('refuses weights of another size', () => {
    const cut = new Map([[architecture.weights, new ArrayBuffer(8)]])
    expect(() => createHashedHead(cut, architecture)).toThrow(RangeError)
  })
})

describe('hashed text features', () => {
  const features = (text: string) => {
    const found: number[] = []
    visitTextFeatures(text, 65_536, (bucket) => found.push(bucket))
    return found
  }

  it.each([
    ['', ''],
    ['\u00e9', 'e\u0301'],
    ['Paid 1,234', 'Paid 9,876'],
    ['see https://a.example/x', 'see https://b.example/y'],
    ['mail anna@example.com', 'mail ben@example.org'],
  ])('are the same for %j and %j', (one, other) => {
    expect(features(one)).toEqual(features(other))
  })

  it('tell capitals from lower case by one mark only', () => {
    expect(features('WINNER').length).toBe(features('winner').length + 1)
  })

  it('cover a long text with windows that overlap by half', () => {
    const words = Array.from({ length: 10 }, (_, index) => `w${'abcdefghij'[index]}`)
    expect(textWindows(words.join(' '), 4)).toEqual(['wa wb wc wd', 'wc wd we wf', 'we wf wg wh', 'wg wh wi wj'])
    expect(textWindows('one two', 4)).toEqual(['one two'])
    expect(textWindows('', 4)).toEqual([''])
  })
})
