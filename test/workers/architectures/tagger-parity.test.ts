import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decode } from '../../../workers/architectures/tagger/tagger-decode.js'
import { createFeaturizer, type TaggerRows } from '../../../workers/architectures/tagger/tagger-features.js'
import { type TokenKind, tokenize } from '../../../workers/architectures/tagger/tagger-tokens.js'

interface Parity {
  readonly rows: TaggerRows
  readonly types: readonly string[]
  readonly outsideBias: number
  readonly thresholds: Readonly<Record<string, number>>
  readonly certain: Readonly<Record<string, number>>
  readonly cases: readonly {
    readonly text: string
    readonly tokens: readonly (readonly [number, number, TokenKind])[]
    readonly ids: readonly number[]
    readonly logits: readonly number[]
    readonly spans: readonly (readonly [number, number, string, number])[]
  }[]
}

// Written by models/train/pii/fixture.py: awkward Unicode first, then random mixtures. Read as text, because a bundler
// refuses the lone surrogates in it.
const parity: Parity = JSON.parse(readFileSync(new URL('../../fixtures/tagger/parity.json', import.meta.url), 'utf8'))
const cases = parity.cases.map((entry) => ({ name: JSON.stringify(entry.text).slice(0, 60), ...entry }))

describe('the tagger reads text as its training did', () => {
  it.each(cases)('cuts $name into the same tokens', ({ text, tokens }) => {
    expect(tokenize(text).map(({ start, end, kind }) => [start, end, kind])).toEqual(tokens)
  })

  it.each(cases)('hashes $name into the same features', ({ text, ids }) => {
    expect([...createFeaturizer(parity.rows)(text, tokenize(text))]).toEqual(ids)
  })

  it.each(cases)('decodes $name into the same spans', ({ text, tokens, logits, spans }) => {
    const cut = tokens.map(([start, end, kind]) => ({
      surface: text.slice(start, end),
      kind,
      start,
      end,
    }))
    const found = decode(Float32Array.from(logits), cut, parity)
    expect(found.map(({ start, end, type }) => [start, end, type])).toEqual(spans.map((span) => span.slice(0, 3)))
    found.forEach(({ score }, index) => {
      expect(score).toBeCloseTo(spans[index]![3], 4)
    })
  })
})
