import { describe, expect, test } from 'vitest'
import { relativeRate, wilson } from '../../src/evaluate/statistics/wilson.js'
import { type FeedbackInput, openFeedback } from '../../src/feedback/index.js'

const redactor = { redact: async (texts: readonly string[]) => texts.map((text) => ({ text, entities: [] })) }

const classified = (text: string, predicted: string, right: string, slices: Record<string, string> = {}) =>
  ({
    ...(predicted === right ? { signal: 'up' } : { signal: 'correction', label: right }),
    task: 'classify',
    text,
    predicted,
    slices,
    consent: 'local',
  }) satisfies FeedbackInput

async function filled(inputs: readonly FeedbackInput[]) {
  const feedback = await openFeedback('errors', { redactor })
  for (const input of inputs) await feedback.add(input)
  return feedback
}

test.each([
  // statsmodels: proportion_confint(k, n, method='wilson')
  [0, 10, 0, 0.2775],
  [1, 10, 0.0179, 0.4042],
  [50, 100, 0.4038, 0.5962],
  [10, 10, 0.7225, 1],
  [0, 0, 0, 1],
])('the interval of %i of %i is %d to %d', (hits, of, low, high) => {
  const interval = wilson(hits, of)
  expect(interval.low).toBeCloseTo(low, 3)
  expect(interval.high).toBeCloseTo(high, 3)
})

test('a rate beside another covers one where both are alike, and is finite where nothing was hit', () => {
  expect(relativeRate([10, 100], [10, 100])).toMatchObject({ times: 1 })
  const none = relativeRate([0, 20], [0, 20])
  expect([none.low < 1, none.high > 1, Number.isFinite(none.high)]).toEqual([true, true, true])
  expect(relativeRate([30, 40], [5, 100]).low).toBeGreaterThan(5)
})

describe('errors', () => {
  const parcels = ['my parcel is lost', 'a parcel came late', 'the parcel never came', 'parcel and courier']
  const screens = ['the screen is cracked', 'a dark screen', 'no picture on the screen']
  const inputs = [
    ...parcels.map((text) => classified(text, 'refund', 'delivery', { language: 'en' })),
    ...screens.map((text) => classified(text, 'delivery', 'repair', { language: 'de' })),
    ...Array.from({ length: 40 }, (_, row) => classified(`fine ${row}`, 'refund', 'refund', { language: 'en' })),
  ]

  test('are counted with their confused labels, and grouped by what their texts are about', async () => {
    const { all, random, confusion, clusters } = await (await filled(inputs)).errors({ clusters: 2 })
    expect(all).toMatchObject({ judged: 47, wrong: 7 })
    expect([all.low < 7 / 47, all.high > 7 / 47]).toEqual([true, true])
    expect(random).toBeUndefined()
    expect(confusion).toEqual([
      { actual: 'delivery', predicted: 'refund', count: 4 },
      { actual: 'repair', predicted: 'delivery', count: 3 },
    ])
    expect(clusters.map(({ words, entries }) => [words[0], entries.length])).toEqual([
      ['parcel', 4],
      ['screen', 3],
    ])
  })

  test('of a slice stand beside those outside of it, and the surely worse slice comes first', async () => {
    const { slices } = await (await filled(inputs)).errors({ by: ['language', 'predicted'] })
    const german = slices.find(({ group }) => group === 'de')
    expect(german).toMatchObject({ slice: 'language', judged: 3, wrong: 3, rate: 1 })
    expect(german?.lift.low).toBeGreaterThan(2)
    expect(slices.map(({ lift }) => lift.low)).toEqual(slices.map(({ lift }) => lift.low).sort((a, b) => b - a))
    expect(slices.find(({ group }) => group === 'refund')?.lift.high).toBeLessThan(1)
    expect(slices.map(({ slice }) => slice).sort()).toEqual(['language', 'language', 'predicted', 'predicted'])
  })

  test('of answers that were drawn at random have a rate of their own', async () => {
    const feedback = await filled(inputs)
    const ids = await Promise.all(
      ['right', 'right', 'wrong'].map((label) =>
        feedback.add({ ...classified(label, 'right', 'right'), signal: 'seen', text: `drawn ${label}` }),
      ),
    )
    for (const [index, id] of ids.entries()) {
      await feedback.review(id, { label: index === 2 ? 'wrong' : 'right', picked: 'random' })
    }
    expect((await feedback.errors()).random).toMatchObject({ judged: 3, wrong: 1 })
    const fewer = await feedback.errors({ only: ({ slices }) => slices?.['language'] === 'de' })
    expect(fewer.all).toMatchObject({ judged: 3, wrong: 3 })
  })

  test.each<[string, FeedbackInput, number]>([
    ['a thumb down', { signal: 'down', task: 'generate' }, 1],
    ['a thumb up', { signal: 'up', task: 'generate' }, 0],
    ['an edit', { signal: 'edit', task: 'generate', answer: 'a', edited: 'b', consent: 'local' }, 1],
    [
      'other places',
      {
        signal: 'correction',
        task: 'label',
        text: 'Ada Lovelace',
        predictedSpans: [{ start: 0, end: 3, type: 'X' }],
        spans: [{ start: 0, end: 12, type: 'X' }],
        consent: 'local',
      },
      1,
    ],
  ])('%s is judged too', async (_, input, wrong) => {
    expect((await (await filled([input])).errors()).all).toMatchObject({ judged: 1, wrong })
  })

  test('are none where nothing was judged', async () => {
    const feedback = await filled([{ signal: 'seen', task: 'classify', predicted: 'a', text: 'b', consent: 'local' }])
    expect(await feedback.errors()).toMatchObject({
      all: { judged: 0, rate: 0 },
      confusion: [],
      slices: [],
      clusters: [],
    })
    await expect(feedback.errors({ clusters: 0 })).rejects.toThrow('`clusters` must be a positive integer, got 0')
  })

  test('on the same text again and again are one group', async () => {
    const same = Array.from({ length: 6 }, () => classified('where is it', 'refund', 'delivery'))
    const { clusters } = await (await filled(same)).errors()
    expect(clusters.map(({ entries }) => entries.length)).toEqual([6])
  })
})
