import { createClassifier, createEmbedder } from 'tacet'
import { localEngine } from 'tacet/engines'
import { afterAll, describe, expect, test } from 'vitest'

const engine = localEngine({ baseUrl: '/' })
afterAll(() => engine.stop())
const here = { engines: [engine] }

const labels = ['praise', 'complaint about the price', 'question about opening hours']

describe.each(['minilm', 'static'])('%s', (model) => {
  test.each([
    ['', 0, 0],
    ['今天天气很好，我们去公园散步。', 0, 0.1],
    ['Сегодня хорошая погода, мы идём в парк.', 0, 0.1],
    ['😡', 0, 0],
    ['The shop is shut on Tuesdays — “until May”…', 1, 1],
    ['Nous sommes fermés le mardi.', 1, 1],
    ['Open today 今天', 0.5, 0.9],
  ])('says how much of %j it can read', async (text, least, most) => {
    await using embedder = await createEmbedder({ ...here, model })
    const { coverage } = await embedder.embed(text)
    expect(coverage).toBeGreaterThanOrEqual(least)
    expect(coverage).toBeLessThanOrEqual(most)
  })

  test('none of the own labels is given to a text that it cannot read', async () => {
    await using classifier = await createClassifier({ ...here, model, labels })
    for (const result of await classifier.classify(['', '今天天气很好', '❤️'])) {
      expect(result.accepted).toEqual([])
      expect(result.score).toBeCloseTo(1 / 3, 9)
    }
  })
})

test('a text that no label fits gets none, and one that a label fits gets it', async () => {
  await using classifier = await createClassifier({ ...here, labels })
  const texts = ['The mitochondria turn sugar into energy.', 'When are you open on Sundays?', 'Far too expensive!']
  const results = await classifier.classify(texts)
  expect(results.map(({ accepted }) => accepted)).toEqual([[], [labels[2]], [labels[1]]])
})

test.each(['sentiment', 'emotion', 'topic', 'toxicity', 'spam', 'prompt-attack', 'prompt-attack-encoder'])(
  '%s says nothing of a text in another script',
  async (model) => {
    await using classifier = await createClassifier({ ...here, model })
    const { accepted, coverage, scores } = await classifier.classify('今天天气很好，我们去公园散步。')
    expect(accepted).toEqual([])
    expect(coverage).toBeLessThan(0.5)
    expect(new Set(scores.map(({ score }) => score)).size).toBe(1)
    expect((await classifier.classify('Thank you, this is wonderful')).coverage).toBe(1)
  },
)
