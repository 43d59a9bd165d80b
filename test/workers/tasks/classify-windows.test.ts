import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Encoder } from '../../../workers/encoder/encoder.js'
import { createWindowedClassify } from '../../../workers/tasks/classify-windows.js'
import { createTokenizer } from '../../../workers/tokens/tokenizer.js'

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../models/sentiment/${name}`, import.meta.url), 'utf8'))
const tokenizer = createTokenizer({ tokenizer: read('tokenizer.json'), config: read('tokenizer_config.json') }, 64)
const [insult = 0] = tokenizer.tokenize('stupid').ids

/** Gives a high score only to a window with the insult. */
const windows: number[] = []
const encoder: Encoder = {
  async submit(encodings) {
    windows.push(encodings.length)
    return encodings.map(({ ids }) => ({
      values: Float32Array.of(ids.includes(insult) ? 4 : -4),
      width: 1,
      tokens: 1,
    }))
  },
  close: async () => {},
}
const head = { labels: ['toxic'], otherwise: 'not-toxic', multiLabel: false, temperature: 1, operatingPoints: {} }
const classify = createWindowedClassify(encoder, tokenizer, head, { lengthPenalty: 0.5 })
const context = { priority: 'interactive', signal: new AbortController().signal } as const

async function toxic(text: string): Promise<number | undefined> {
  const { scores } = await classify({ texts: [text] }, context)
  return scores[0]?.find(({ label }) => label === 'toxic')?.score
}

const harmless = 'The train to the coast was late and nobody on it seemed to mind. '

test.each([
  ['alone', 'you are stupid'],
  ['at the beginning of a long text', `you are stupid. ${harmless.repeat(10)}`],
  ['at the end of a long text', `${harmless.repeat(150)} you are stupid`],
  ['with invisible signs between its letters', [...'you are stupid'].join('\u200b')],
  ['in base64 within a long text', `${harmless.repeat(20)} ${btoa('you are stupid, all of you')}`],
])('an insult is found %s', async (_, text) => {
  expect(await toxic(text)).toBeGreaterThan(0.5)
})

test('harmless length lowers the score and never raises it', async () => {
  const scores = []
  for (const times of [1, 5, 20, 150]) scores.push((await toxic(harmless.repeat(times))) ?? 1)
  expect(scores).toEqual([...scores].sort((a, b) => b - a))
  expect(scores[0]).toBeLessThan(0.05)
})

test.each([
  ['nothing', ''],
  ['spaces', ' \n\t '],
  ['another script', 'Пожалуйста, пришлите отчёт до пятницы'],
])('%s is not judged', async (_, text) => {
  const { scores, coverage } = await classify({ texts: [text] }, context)
  expect(coverage?.[0]).toBeLessThan(0.5)
  expect(scores[0]).toEqual([
    { label: 'not-toxic', score: 0.5 },
    { label: 'toxic', score: 0.5 },
  ])
})

test('each text gets its own answer, whatever stands beside it', async () => {
  const { scores } = await classify({ texts: [harmless.repeat(30), 'you are stupid', '', harmless] }, context)
  expect(scores.map(([best]) => best?.label)).toEqual(['not-toxic', 'toxic', 'not-toxic', 'not-toxic'])
})

test('the part of a very long text that is read is bounded, and the result says so', async () => {
  const { truncated } = await classify({ texts: [harmless, harmless.repeat(8000)] }, context)
  expect(truncated).toEqual([1])
  expect(windows.at(-1)).toBeLessThan(1200)
})

test('the labels of the caller are refused by name', async () => {
  await expect(classify({ texts: ['a'], labels: ['b'] }, context)).rejects.toThrow('knows only its own labels: toxic')
})
