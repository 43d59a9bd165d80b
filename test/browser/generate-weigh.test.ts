import { afterAll, beforeAll, expect, test } from 'vitest'
import { localEngine } from '../../src/engines/local.js'
import { createGenerator, type TextGenerator } from '../../src/generate.js'
import { createSuggester, type Suggester } from '../../src/suggest.js'

/** Calls that score texts instead of writing, with the model of the package. */
const engine = localEngine({ device: 'wasm', baseUrl: '/' })
let generator: TextGenerator
let suggester: Suggester

beforeAll(async () => {
  generator = await createGenerator({ engines: [engine] })
  suggester = await createSuggester({ engines: [engine], threshold: 0.05 })
})
afterAll(async () => {
  await suggester.close()
  await generator.close()
  engine.stop()
})

test('a likely text scores higher than its words in disorder, and every piece of it is there', async () => {
  const text = 'Would you like me to book a table for two people?'
  const likely = await generator.score(text)
  const unlikely = await generator.score('people? table me book for Would like you two a to a')
  expect(likely.bitsPerByte).toBeLessThan(unlikely.bitsPerByte)
  expect(likely.tokens.reduce((sum, { logProbability }) => sum + logProbability, 0)).toBeCloseTo(
    likely.logProbability,
    3,
  )
  expect(text.endsWith(likely.tokens.map((token) => token.text).join(''))).toBe(true)
  expect(likely.bytes).toBeLessThanOrEqual(text.length)
  expect(likely).toMatchObject({ engine: 'local', model: 'compose' })
})

test('what stands before a text counts, and its place in the model’s form too', async () => {
  const after = [{ role: 'user', content: 'Thank you, that is all.' }] as const
  const fitting = await generator.score('You are welcome.', { after })
  const other = await generator.score('You are welcome.', { after: 'Is there a bus to the airport?' })
  expect(fitting.logProbability).toBeGreaterThan(other.logProbability)
})

test('a text longer than the window is read in windows, all of it', async () => {
  const sentence = 'Is there anything else that I can help you with today? '
  const long = await generator.score(sentence.repeat(55))
  expect(long.tokens.length).toBeGreaterThan(600)
  expect(long.tokens.every(({ logProbability }) => Number.isFinite(logProbability) && logProbability <= 0)).toBe(true)
  await expect(generator.score(sentence.repeat(90), { after: 'Hi' })).rejects.toMatchObject({
    code: 'context-overflow',
  })
})

test.each([
  ['café 👋🏽 naïve', 'café 👋🏽 naïve'],
  ['\ud800 half', 'half'],
])('%j has as many bytes as the model reads', async (text, end) => {
  const { tokens, bytes } = await generator.score(text)
  expect(tokens.map((token) => token.text).join('')).toContain(end.slice(3))
  expect(bytes).toBeGreaterThan(0)
})

test('a text of one piece has nothing that could be expected', async () => {
  expect(await generator.score('a')).toMatchObject({ tokens: [], bytes: 0, bitsPerByte: 0 })
  await expect(generator.score('')).rejects.toThrow(/`text` must be a string that is not empty/)
})

test('a reply is ranked by how much the conversation makes it likelier', async () => {
  const conversation = [
    { role: 'user', content: 'I want to book a hotel room in London for two nights.' },
    { role: 'assistant', content: 'Sure. Do you want me to book the Grand Hotel?' },
    { role: 'user', content: 'What is their phone number and the address?' },
  ] as const
  // The most common reply in any conversation.
  const common = 'Okay.'
  const fitting = 'Their phone number is # and the address is # Park Street.'
  const choices = [common, fitting, 'Your alarm is set.']
  const byLikelihood = await generator.choose(conversation, choices, { rankBy: 'likelihood' })
  const byFit = await generator.choose(conversation, choices)
  expect(byFit.choice).toBe(fitting)
  const scoreOf = (answer: typeof byFit, choice: string) =>
    answer.scores?.find(({ label }) => label === choice)?.score ?? 0
  expect(scoreOf(byFit, common)).toBeLessThan(Math.max(0.001, scoreOf(byLikelihood, common)))
  // The kept score of a choice without a conversation gives the same result again.
  expect((await generator.choose(conversation, choices)).scores).toEqual(byFit.scores)
  await expect(generator.choose('Hi', choices, { rankBy: 'length' as never })).rejects.toThrow(/`rankBy` must be/)
})

test('what is suggested is what the model would write', async () => {
  const text = 'I would like to'
  const { text: written } = await generator.generate(text, { maxTokens: 12 })
  const suggestion = await suggester.suggest(text)
  expect(suggestion?.words.length).toBeGreaterThan(0)
  expect(written.startsWith(suggestion?.text ?? ' ')).toBe(true)
  expect((await suggester.suggest(`${text} `))?.text).toBe(suggestion?.text.slice(1))
})

test('it is ever less sure of more words, and its text goes on from the letter', async () => {
  for (const text of [
    'Can you help me f',
    'Can you help me fi',
    'Please confirm the follow',
    'I need a reservation at a rest',
  ]) {
    const suggestion = await suggester.suggest(text)
    const confidences = suggestion?.words.map(({ confidence }) => confidence) ?? []
    expect(confidences).toEqual([...confidences].sort((a, b) => b - a))
    expect(suggestion?.text.startsWith(' ')).toBe(false)
    expect(suggestion?.text).toBe(suggestion?.words.map((word) => word.text).join(''))
  }
  expect(`follow${(await suggester.suggest('Please confirm the follow'))?.words[0]?.text}`).toMatch(/^following/)
})

test.each([
  ['a number', 'I want it at 7:3'],
  ['a sign outside of the alphabet', '👋'],
  ['half a sign', '\ud83d'],
  ['a sign of the model', '<|end|>'],
  ['a new line', 'a\n'],
  ['a word without end', 'x'.repeat(3000)],
  ['more words than the window takes', 'word '.repeat(2000)],
])('it bears %s', async (_name, text) => {
  const suggestion = await suggester.suggest(text)
  expect(suggestion?.text ?? '').not.toMatch(/[#\uFFFD]|<\|/)
})

test('as many keys as somebody can hit end in one answer', async () => {
  const typed = 'Can you help me find a restaurant'
  const calls = Array.from(typed, (_, at) => suggester.suggest(typed.slice(0, at + 1)))
  const answers = await Promise.all(calls)
  expect(answers.slice(0, -1).every((answer) => answer === undefined)).toBe(true)
})
