import { afterEach, expect, test, vi } from 'vitest'
import { type AnswerCacheOptions, createAnswerCache } from '../../src/answer/answer-cache.js'
import type { AnswerPassage } from '../../src/answer/passage.js'
import { type AnswerOptions, answer } from '../../src/answer.js'
import { createGenerator } from '../../src/generate.js'
import { createGuard, defaultGuardPolicy } from '../../src/guard/index.js'
import { scriptedEngine } from '../generate/scripted-engine.js'

afterEach(() => vi.useRealTimers())

const text = 'The warranty lasts 24 months from the day of purchase. Lamps are repaired for free.'
const passage = (given: string, from = 'handbook', more: object = {}): AnswerPassage => ({
  document: { id: from, text: given, ...more },
  start: 0,
  end: given.length,
  text: given,
  score: 1,
})

/** Questions with the same first word get the same vector, and all others are orthogonal. */
const embedder: AnswerCacheOptions['embedder'] = {
  embed: async (texts) =>
    texts.map((each) => {
      const [first = ''] = each.toLowerCase().split(' ')
      const vector = new Float32Array(4)
      vector[['warranty:', 'guarantee:', 'lamps:'].indexOf(first) === 2 ? 1 : 0] = 1
      return Object.assign(vector, { coverage: each.includes('□') ? 0 : 1 })
    }),
}

async function desk(options: Partial<AnswerCacheOptions> = {}) {
  const engine = scriptedEngine('local', [
    'It lasts 24 months [1].',
    'Lamps are repaired for free [1].',
    'Third [1].',
    'Fourth [1].',
  ])
  const generator = await createGenerator({ engines: [engine] })
  const cache = createAnswerCache({ embedder, ...options })
  const ask = async (
    question: string,
    {
      passages = [passage(text)],
      ...more
    }: Partial<AnswerOptions<{ id: string; text: string }>> & { passages?: AnswerPassage[] } = {},
  ) => {
    const stream = answer(question, { documents: { search: async () => passages }, generator, cache, ...more })
    let shown = ''
    for await (const piece of stream) shown += piece
    return { ...(await stream.result), shown }
  }
  return { ask, cache, generator }
}

test('a question of the same meaning gets the answer of before, at once and for nothing', async () => {
  const { ask, cache } = await desk()
  const first = await ask('Warranty: how long?')
  expect(first.reused).toBeUndefined()
  const again = await ask('Guarantee: for how many months?', {
    passages: [passage(text, 'handbook', { title: 'new' })],
  })
  expect(again).toMatchObject({
    text: 'It lasts 24 months [1].',
    shown: 'It lasts 24 months [1].',
    found: true,
    citations: first.citations,
    usage: { inputTokens: 0, outputTokens: 0 },
    attempts: 0,
    reused: { question: 'Warranty: how long?', similarity: 1 },
    passages: [{ document: { title: 'new' } }],
  })
  const other = await ask('Lamps: who repairs them?')
  expect(other.text).toBe('Lamps are repaired for free [1].')
  expect(other.reused).toBeUndefined()
  expect(cache.hits).toEqual({ hits: 1, of: 3 })
})

const policy = { ...defaultGuardPolicy, revision: '2' }

test.each<[string, string, Parameters<Awaited<ReturnType<typeof desk>>['ask']>[1]]>([
  ['a document has other words', 'Warranty: how long?', { passages: [passage(text.replace('24', '36'))] }],
  ['a filter leads to other passages', 'Warranty: how long?', { passages: [passage(text, 'notes')] }],
  ['another passage came', 'Warranty: how long?', { passages: [passage(text), passage('More.', 'notes')] }],
  ['the policy of the guard is another', 'Warranty: how long?', { guard: createGuard(policy) }],
  ['the settings are others', 'Warranty: how long?', { maxTokens: 20 }],
  ['answers may vary', 'Warranty: how long?', { temperature: 0.7 }],
  ['tools may act', 'Warranty: how long?', { tools: [{ name: 'pay', parameters: {}, execute: () => 'paid' }] }],
  ['a number differs', 'Warranty: how long since 2024?', {}],
  ['one question is negated', 'Warranty: how long is it not?', {}],
  ['the model cannot read the question', 'Warranty: □□□?', {}],
])('a new answer is written where %s', async (_, question, more) => {
  const { ask } = await desk()
  await ask('Warranty: how long?')
  expect((await ask(question, more)).reused).toBeUndefined()
})

test('the order of passages does not matter, and their numbers stay those of the answer', async () => {
  const { ask } = await desk()
  const [one, two] = [passage(text), passage('Batteries are excluded.', 'notes')]
  await ask('Warranty: how long?', { passages: [one, two] })
  const again = await ask('Guarantee: how long?', { passages: [two, one] })
  expect(again.reused).toBeDefined()
  expect(again.passages.map(({ document }) => document.id)).toEqual(['handbook', 'notes'])
})

test('answers are forgotten by age, by their number, and on demand', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const { ask, cache } = await desk({ maxAgeMs: 1000, size: 1 })
  await ask('Warranty: how long?')
  vi.advanceTimersByTime(900)
  expect((await ask('Guarantee: how long?')).reused).toMatchObject({ ageMs: 900 })
  vi.advanceTimersByTime(200)
  expect((await ask('Guarantee: how long?')).reused).toBeUndefined()
  await ask('Lamps: who repairs them?')
  expect((await ask('Lamps: who?')).reused).toBeDefined()
  expect((await ask('Warranty: how long?')).reused).toBeUndefined()
  cache.clear()
  expect((await ask('Warranty: how long?')).reused).toBeUndefined()
})

test('an answer that was not found is not kept, and another generator writes anew', async () => {
  const engine = scriptedEngine('local', ['This is not in the documents.', 'It lasts 24 months [1].', 'x'])
  const generator = await createGenerator({ engines: [engine] })
  const { ask } = await desk()
  const missing = await ask('Warranty: how long?', { generator })
  expect(missing.found).toBe(false)
  expect((await ask('Warranty: how long?', { generator })).reused).toBeUndefined()
  expect((await ask('Warranty: how long?')).reused).toBeUndefined()
})

test('a cache whose embedder fails does not make an answer fail', async () => {
  const { ask } = await desk({ embedder: { embed: () => Promise.reject(new Error('broken')) } })
  expect(await ask('Warranty: how long?')).toMatchObject({ found: true, text: 'It lasts 24 months [1].' })
})

test.each([
  [{}, 'createAnswerCache needs the option `embedder`'],
  [{ embedder, threshold: 2 }, '`threshold` must be from 0 to 1, got 2'],
  [{ embedder, maxAgeMs: 0 }, '`maxAgeMs` must be a positive number, got 0'],
  [{ embedder, size: 1.5 }, '`size` must be a positive integer, got 1.5'],
])('%o is refused by name', (options, message) => {
  expect(() => createAnswerCache(options as AnswerCacheOptions)).toThrow(message)
})
