import { describe, expect, test } from 'vitest'
import { wordDistance } from '../../src/feedback/distance.js'
import type { FeedbackEntry } from '../../src/feedback/index.js'
import { openFeedback } from '../../src/feedback/index.js'
import { reviewQueue, uncertaintyOf } from '../../src/feedback/review-queue.js'

const scored = (...scores: number[]) => scores.map((score, index) => ({ label: `l${index}`, score }))

const entry = (id: number, text: string, best: number): FeedbackEntry => ({
  id: String(id),
  at: id,
  signal: 'seen',
  task: 'classify',
  consent: 'local',
  text,
  scores: scored(best, 1 - best),
})

describe('uncertainty', () => {
  test.each([
    ['least-confidence', [0.9, 0.1], 0.1],
    ['least-confidence', [0.4, 0.3, 0.3], 0.6],
    ['margin', [0.9, 0.1], 0.2],
    ['margin', [0.45, 0.55], 0.9],
    ['margin', [1], 0],
    ['entropy', [0.5, 0.5], 1],
    ['entropy', [1, 0], 0],
    ['entropy', [0.25, 0.25, 0.25, 0.25], 1],
    ['entropy', [1], 0],
  ] as const)('%s of %j is %d', (strategy, scores, expected) => {
    expect(uncertaintyOf(scored(...scores), strategy)).toBeCloseTo(expected, 10)
  })

  test('of unknown scores lies in the middle', () => {
    expect(uncertaintyOf(undefined, 'margin')).toBe(0.5)
    expect(uncertaintyOf([], 'entropy')).toBe(0.5)
  })
})

describe('the queue', () => {
  const rules = { strategy: 'margin', limit: 4, randomShare: 0, seed: 1 } as const
  const queue = (entries: readonly FeedbackEntry[], more: object = {}) =>
    reviewQueue(entries, { ...rules, ...more }, async (pool) => wordDistance(pool))

  test('takes uncertain entries that differ, and not the same question five times', async () => {
    const entries = [
      ...Array.from({ length: 5 }, (_, id) => entry(id, 'where is my parcel', 0.5 + id / 1000)),
      entry(10, 'refund the money', 0.55),
      entry(11, 'the lamp is broken', 0.6),
      entry(12, 'thanks a lot', 0.65),
      ...Array.from({ length: 40 }, (_, id) => entry(20 + id, `sure question ${id}`, 0.99)),
    ]
    const texts = (await queue(entries)).map(({ entry: { text } }) => text)
    expect(texts[0]).toBe('where is my parcel')
    expect(new Set(texts).size).toBe(4)
  })

  test('has a share at random, which certain entries reach too', async () => {
    const entries = Array.from({ length: 400 }, (_, id) => entry(id, `text ${id}`, id < 40 ? 0.5 : 0.99))
    const items = await queue(entries, { limit: 40, randomShare: 0.5 })
    const random = items.filter(({ picked }) => picked === 'random')
    expect([items.length, random.length]).toEqual([40, 20])
    expect(random.filter(({ uncertainty }) => uncertainty < 0.1).length).toBeGreaterThan(10)
    expect(new Set(items.map(({ entry: { id } }) => id)).size).toBe(40)
    expect(await queue(entries, { limit: 40, randomShare: 0.5 })).toEqual(items)
    expect(await queue(entries, { limit: 40, randomShare: 0.5, seed: 2 })).not.toEqual(items)
  })

  test.each([0, 1, 3])('of %i entries has them all', async (count) => {
    const entries = Array.from({ length: count }, (_, id) => entry(id, '', 0.5))
    expect(await queue(entries, { randomShare: 0.2 })).toHaveLength(count)
  })
})

test('what was judged, or has no text, is not queued, and an embedder compares by meaning', async () => {
  const redactor = { redact: async (texts: readonly string[]) => texts.map((text) => ({ text, entities: [] })) }
  const feedback = await openFeedback('queue', { redactor })
  const base = { task: 'classify', predicted: 'a', consent: 'local', scores: scored(0.5, 0.5) } as const
  await feedback.add({ ...base, signal: 'up', text: 'judged by a thumb' })
  await feedback.add({ ...base, signal: 'label', label: 'b', text: 'judged by a label' })
  await feedback.add({ ...base, signal: 'down', consent: 'none', text: 'without consent' })
  await feedback.add({ ...base, signal: 'seen', task: 'generate', text: 'another task' })
  await feedback.add({ ...base, signal: 'down', text: 'x one' })
  await feedback.add({ ...base, signal: 'seen', text: 'x two' })
  await feedback.add({ ...base, signal: 'seen', text: 'y three' })
  const embedder = {
    embed: async (texts: readonly string[]) =>
      texts.map((text) => Float32Array.of(text.startsWith('x') ? 1 : 0, text.startsWith('y') ? 1 : 0)),
  }
  const items = await feedback.queue({ task: 'classify', limit: 2, randomShare: 0, embedder })
  expect(items.map(({ entry: { text } }) => text?.[0]).sort()).toEqual(['x', 'y'])
  expect(await feedback.queue({ task: 'classify' })).toHaveLength(3)
})
