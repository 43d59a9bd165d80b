import { describe, expect, test } from 'vitest'
import { openFeedback } from '../../src/feedback/index.js'

const redactor = { redact: async (texts: readonly string[]) => texts.map((text) => ({ text, entities: [] })) }

type Example = { readonly text: string; readonly label: string }

/** Classifies a text by its first word. */
function learner(examples: readonly Example[]) {
  const labels = new Map(examples.map(({ text, label }) => [text.split(' ')[0], label]))
  return {
    examples,
    classify: async (texts: readonly string[]) =>
      texts.map((text) => ({ label: labels.get(text.split(' ')[0]) ?? 'unknown' })),
  }
}

const train = async (examples: readonly Example[]) => learner(examples)

/** Judgements of texts about two topics, right by the first word unless a test says otherwise. */
async function judged(count: number, label = (topic: string) => topic) {
  const feedback = await openFeedback('retrain', { redactor })
  for (let index = 0; index < count; index += 1) {
    const topic = index % 2 === 0 ? 'refund' : 'delivery'
    const facts = { task: 'classify', text: `${topic} ${index}`, predicted: topic, consent: 'local' } as const
    if (index % 4 < 2) await feedback.add({ ...facts, signal: 'correction', label: label(topic) })
    else await feedback.add({ ...facts, signal: 'up' })
  }
  return feedback
}

const knowsRefund = learner([{ text: 'refund', label: 'refund' }])
const knowsAll = learner([
  { text: 'refund', label: 'refund' },
  { text: 'delivery', label: 'delivery' },
])

describe('a head that was trained again', () => {
  test('ships where it is not worse on held-out judgements, which it was never trained on', async () => {
    const feedback = await judged(200)
    const seen: Example[] = []
    const result = await feedback.retrain({
      current: knowsRefund,
      examples: [
        { text: 'hello', label: 'other' },
        { text: 'refund 0', label: 'outdated' },
      ],
      train: async (examples) => {
        seen.push(...examples)
        return learner(examples)
      },
    })
    expect(result).toMatchObject({ ships: true, reason: 'not-worse', trainedOn: seen.length })
    expect(result.right.retrained).toBe(result.heldOut)
    expect(result.right.current).toBeLessThan(result.heldOut)
    expect(result.test.p).toBeLessThan(0.01)
    expect(result.heldOut / 200).toBeGreaterThan(0.2)
    expect(result.heldOut / 200).toBeLessThan(0.4)
    // The examples stay, except those that somebody has judged since.
    expect(seen).toContainEqual({ text: 'hello', label: 'other' })
    expect(seen).not.toContainEqual({ text: 'refund 0', label: 'outdated' })
    // A text that is held out once is held out the next time.
    const again = await feedback.retrain({ current: knowsRefund, train })
    expect(again.classifier?.examples.map(({ text }) => text)).toEqual(
      seen.map(({ text }) => text).filter((text) => text !== 'hello'),
    )
  })

  test('does not ship where it is worse', async () => {
    const feedback = await judged(200)
    const result = await feedback.retrain({ current: knowsAll, train: async () => knowsRefund })
    expect(result).toMatchObject({ ships: false, reason: 'worse' })
    expect(result.test.onlyFirst).toBeGreaterThan(result.test.onlySecond)
  })

  test('ships where both are equally good', async () => {
    const feedback = await judged(200)
    expect(await feedback.retrain({ current: knowsAll, train })).toMatchObject({ ships: true, test: { p: 1 } })
  })

  test('is not trained at all where there are too few judgements', async () => {
    const feedback = await judged(12)
    const result = await feedback.retrain({ current: knowsAll, train: () => Promise.reject(new Error('trained')) })
    expect(result).toMatchObject({ ships: false, reason: 'too-few', classifier: undefined })
  })
})

test('the last judgement of a text counts, once', async () => {
  const feedback = await openFeedback('retrain', { redactor })
  const facts = { task: 'classify', text: 'refund', consent: 'local', signal: 'label' } as const
  for (const label of ['spam', 'spam', 'spam', 'refund']) await feedback.add({ ...facts, label })
  const seen: Example[] = []
  await feedback.retrain({
    current: knowsAll,
    heldOut: 0.999999,
    least: 1,
    train: async (examples) => learner(examples),
  })
  for (let index = 0; index < 40; index += 1)
    await feedback.add({ ...facts, text: `delivery ${index}`, label: 'delivery' })
  await feedback.retrain({
    current: knowsAll,
    least: 1,
    train: async (examples) => {
      seen.push(...examples)
      return learner(examples)
    },
  })
  const judgedTexts = seen.map(({ text }) => text)
  expect(new Set(judgedTexts).size).toBe(judgedTexts.length)
  expect(seen.every(({ label }) => label !== 'spam')).toBe(true)
})
