import { describe, expect, it } from 'vitest'
import { createTagger, type TaggerSpec } from '../../../workers/architectures/tagger/tagger.js'
import { decode } from '../../../workers/architectures/tagger/tagger-decode.js'
import { COLUMNS, createFeaturizer } from '../../../workers/architectures/tagger/tagger-features.js'
import { tokenize } from '../../../workers/architectures/tagger/tagger-tokens.js'

const spec: TaggerSpec = {
  types: ['PERSON', 'LOCATION'],
  rows: { word: 512, affix: 512, shape: 512 },
  dilations: [2],
  halo: 2,
  outsideBias: 0,
  thresholds: { PERSON: 0.5, LOCATION: 0.5 },
  certain: { PERSON: 0.9, LOCATION: 0.9 },
}

const LABELS = 5
const rows = (...tokens: number[][]) => Float32Array.from(tokens.flat())
const OUTSIDE = [5, 0, 0, 0, 0]

describe('decoding', () => {
  it('gives offsets in UTF-16 units of the original text', () => {
    const text = '👋 Zoë Ng'
    const spans = decode(rows(OUTSIDE, [0, 9, 0, 0, 0], [0, 0, 9, 0, 0]), tokenize(text), spec)
    expect(spans.map(({ start, end, type }) => [text.slice(start, end), type])).toEqual([['Zoë Ng', 'PERSON']])
  })

  it('never lets an inside label start a span or follow another type', () => {
    const spans = decode(rows([0, 0, 9, 0, 0], [0, 0, 0, 9, 0], [0, 0, 9, 0, 0]), tokenize('a b c'), spec)
    expect(spans.map(({ type }) => type)).not.toContain(undefined)
    for (const { start, end } of spans) expect(end).toBeGreaterThan(start)
  })

  it('keeps two names side by side apart', () => {
    const begin = [0, 9, 0, 0, 0]
    expect(decode(rows(begin, begin), tokenize('Ana Ben'), spec)).toHaveLength(2)
  })

  it('leaves mail addresses, links and numbers to the rules', () => {
    const begin = [0, 9, 0, 0, 0]
    expect(decode(rows(begin, begin, begin), tokenize('a@b.de https://c.de +49301234567'), spec)).toEqual([])
  })

  it('drops spans below the threshold of their type', () => {
    const unsure = [0, 0.2, 0, 0, 0]
    expect(decode(rows(unsure), tokenize('Mark'), { ...spec, thresholds: { PERSON: 0.85, LOCATION: 0.5 } })).toEqual([])
  })

  it('scores a span at its threshold 0.5 and a certain one at least 0.75, whatever its type', () => {
    const own = { ...spec, thresholds: { PERSON: 0.2, LOCATION: 0.2 }, certain: { PERSON: 0.99, LOCATION: 0.6 } }
    const scoreOf = (logits: number[]) => decode(rows(logits), tokenize('Mark'), own)[0]?.score
    expect(scoreOf([0, 3, 0, 0, 0])).toBeLessThan(0.75)
    expect(scoreOf([0, 0, 0, 3, 0])).toBeGreaterThan(0.75)
    expect(scoreOf([0, 99, 0, 0, 0])).toBeCloseTo(1, 6)
  })

  it('finds more with a higher outside bias', () => {
    const close = rows([1, 0.8, 0, 0, 0])
    const all = { PERSON: 0, LOCATION: 0 }
    expect(decode(close, tokenize('Mark'), { ...spec, thresholds: all })).toHaveLength(0)
    expect(decode(close, tokenize('Mark'), { ...spec, thresholds: all, outsideBias: 1 })).toHaveLength(1)
  })
})

describe('a long text', () => {
  // Stands in for the network: a token's logits depend on the features of its neighbours up to `halo` away.
  const network = (seen: number[]) => async (ids: Int32Array, count: number) => {
    expect(ids).toHaveLength(COLUMNS * count)
    seen.push(count)
    const logits = new Float32Array(count * LABELS)
    for (let token = 0; token < count; token++) {
      let sum = 0
      for (let near = Math.max(0, token - spec.halo); near <= Math.min(count - 1, token + spec.halo); near++) {
        sum += ids[near]! * (1 + near - token + spec.halo)
      }
      for (let label = 0; label < LABELS; label++) logits[token * LABELS + label] = ((sum * (label + 3)) % 97) / 10
    }
    return logits
  }
  const text = Array.from({ length: 5000 }, (_, index) => `w${(index * 7919) % 613}`).join(' ')

  it('is labelled in windows as it would be in one piece', async () => {
    const seen: number[] = []
    const run = network(seen)
    const spans = await createTagger(spec, run).label(text)
    expect(seen.length).toBeGreaterThan(3)

    const whole: number[] = []
    const tokens = tokenize(text)
    const ids = createFeaturizer(spec.rows)(text, tokens)
    expect(spans).toEqual(decode(await network(whole)(ids, tokens.length), tokens, spec))
    expect(spans.length).toBeGreaterThan(0)
  })

  it('stops between windows with the reason of its signal', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const inner = network([])
    const tagger = createTagger(spec, async (ids, count) => {
      controller.abort(reason)
      return inner(ids, count)
    })
    await expect(tagger.label(text, controller.signal)).rejects.toBe(reason)
  })

  it('without tokens never runs the network', async () => {
    const tagger = createTagger(spec, () => Promise.reject(new Error('ran')))
    expect(await tagger.label(' \n\u200b')).toEqual([])
  })
})
