import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type HashedShape, readHashedBag } from '../../../workers/architectures/hashed-text/hashed-text.js'
import { tokenFeatures } from '../../../workers/architectures/hashed-text/hashed-text-features.js'
import { createFeatureReader, languageWords } from '../../../workers/architectures/language/language-features.js'

interface Parity {
  readonly buckets: number
  readonly cases: readonly { readonly text: string; readonly head: number[]; readonly language: number[] }[]
  readonly bag: {
    readonly shape: HashedShape
    readonly bytes: readonly number[]
    readonly cases: readonly { readonly features: number[]; readonly logits: number[] }[]
  }
}

// Written by models/train/tests/fixture.py, whose own tests read it too. Read as text, because a bundler refuses the lone
// surrogates in it.
const parity: Parity = JSON.parse(readFileSync(new URL('../../fixtures/hashed/parity.json', import.meta.url), 'utf8'))
const cases = parity.cases.map((entry) => ({ name: JSON.stringify(entry.text).slice(0, 60), ...entry }))

const sorted = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)

describe('hashed models read text as their training did', () => {
  it.each(cases)('a classifier sees the same features in $name', ({ text, head }) => {
    const found = [...tokenFeatures(text, parity.buckets)]
    expect(sorted(found.flatMap(({ own, pair }) => (pair === undefined ? own : [...own, pair])))).toEqual(head)
  })

  it.each(cases)('the language identifier sees the same features in $name', ({ text, language }) => {
    const { buckets, count } = createFeatureReader(parity.buckets)(languageWords(text))
    expect(sorted([...buckets.subarray(0, count)])).toEqual(language)
  })

  it.each(parity.bag.cases)('a bag computes the same logits of $features.length features', ({ features, logits }) => {
    const bag = readHashedBag(Uint8Array.from(parity.bag.bytes).buffer, parity.bag.shape)
    const one = bag.tally()
    for (const feature of features) one.add(feature)
    const all = bag.tally()
    all.addAll(features, features.length)
    for (const tally of [one, all]) {
      const found = bag.logits(tally) ?? []
      expect(found).toHaveLength(logits.length)
      logits.forEach((logit, output) => {
        expect(found[output]).toBeCloseTo(logit, 4)
      })
    }
  })

  it.each([4, 8, 24])('a bag of width %i adds many features at once as it adds each of them', (width) => {
    const bytes = Uint8Array.from(
      { length: 64 * (width / 2) + 4 * (width + width + 1) },
      (_, index) => (index * 37) % 113,
    )
    const bag = readHashedBag(bytes.buffer, { buckets: 64, width, outputs: 1 })
    const features = Array.from({ length: 200 }, (_, index) => (index * 29) % 64)
    const one = bag.tally()
    for (const feature of features) one.add(feature)
    const all = bag.tally()
    all.addAll([...features, 7], features.length)
    expect(all.sums).toEqual(one.sums)
    expect(all.count).toBe(one.count)
  })
})
