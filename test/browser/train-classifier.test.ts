import { createEmbedder, type Embedder, importClassifier, type LabelledText, trainClassifier } from 'tacet'
import { localEngine } from 'tacet/engines'
import { openFeedback } from 'tacet/feedback'
import { createRedactor } from 'tacet/redact'
import { afterAll, beforeAll, expect, test } from 'vitest'

const engine = localEngine({ baseUrl: '/' })
let embedder: Embedder

beforeAll(async () => {
  embedder = await createEmbedder({ engines: [engine] })
})
afterAll(async () => {
  await embedder.close()
  engine.stop()
})

const examples: readonly LabelledText[] = [
  ...[
    'where is my parcel',
    'it has not arrived yet',
    'when will it be delivered',
    'track my shipment',
    'the courier never came',
  ].map((text) => ({ text, label: 'delivery' })),
  ...[
    'I want my money back',
    'please refund me',
    'cancel and repay the amount',
    'give me a refund',
    'return the payment',
  ].map((text) => ({ text, label: 'refund' })),
  ...[
    'the screen is cracked',
    'it does not switch on',
    'the device is broken',
    'a button fell off',
    'it makes a strange noise',
  ].map((text) => ({ text, label: 'defect' })),
]

test('a few examples a label are enough, and what was learned survives as JSON', async () => {
  const trained = await trainClassifier(examples, { embedder, engine })
  expect(trained.accuracy).toBeGreaterThan(0.6)
  const text = 'has my package been sent out'
  expect((await trained.classify(text)).label).toBe('delivery')
  const restored = importClassifier(JSON.parse(JSON.stringify(trained.export())), { embedder })
  expect(await restored.classify(text)).toEqual(await trained.classify(text))
  await trained.close()
  await expect(trained.classify(text)).rejects.toMatchObject({ code: 'closed' })
})

test('corrections train it again, and it ships where held-out judgements say that it is not worse', async () => {
  const feedback = await openFeedback(`retrain-${crypto.randomUUID()}`, { redactor: createRedactor() })
  for (const { text, label } of examples) {
    for (const asked of [text, `hello, ${text}`, `${text}, what now?`]) {
      await feedback.add({ signal: 'correction', task: 'classify', text: asked, label, consent: 'local' })
    }
  }
  // Two examples a label, one of them wrong.
  const few = examples
    .filter((_, index) => index % 5 < 2)
    .map(({ text, label }, index) => ({ text, label: index === 0 ? 'defect' : label }))
  const current = await trainClassifier(few, { embedder, engine })
  const result = await feedback.retrain({
    current,
    least: 8,
    train: (labelled) => trainClassifier(labelled, { embedder, engine }),
  })
  expect(result).toMatchObject({ ships: true, reason: 'not-worse' })
  expect(result.heldOut).toBeGreaterThanOrEqual(8)
  expect(result.classifier?.labels).toEqual(expect.arrayContaining(['delivery', 'refund', 'defect']))
  const worse = await feedback.retrain({ current: result.classifier!, least: 8, train: async () => current })
  expect(worse.right.retrained).toBe(result.right.current)
  await feedback.delete({ all: true })
  await feedback.close()
})

test('the vectors of another model are refused', async () => {
  const trained = await trainClassifier(examples, { embedder, engine })
  expect(() => importClassifier({ ...trained.export(), digest: 'another' }, { embedder })).toThrow(/trained on minilm/)
})

test.each([
  [[], /`examples` must have 2 to 200 labels, got 0/],
  [[{ text: 'a', label: 'x' }], /2 to 200 labels, got 1/],
  [[{ text: 'a' }], /`examples\[0\]` must have a text and a label/],
  ['text', /`examples` must be an array, got string/],
])('%j is refused', async (wrong, message) => {
  await expect(trainClassifier(wrong as unknown as LabelledText[], { embedder, engine })).rejects.toThrow(message)
})
