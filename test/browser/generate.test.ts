import { afterAll, beforeAll, expect, test } from 'vitest'
import { localEngine } from '../../src/engines/local.js'
import { createGenerator, type TextGenerator } from '../../src/generate.js'

const MODEL = '/test/fixtures/models/generate/'

const engine = localEngine({ device: 'wasm' })
let generator: TextGenerator

beforeAll(async () => {
  generator = await createGenerator({ engines: [engine], model: MODEL })
})
afterAll(async () => {
  await generator.close()
  engine.stop()
})

test('an answer comes with its usage, timings and who gave it', async () => {
  const answer = await generator.generate('Tell me of Paris', { maxTokens: 12 })
  expect(answer).toMatchObject({ engine: 'local', finishReason: 'length', redacted: false, attempts: 1 })
  expect(answer.usage.outputTokens).toBe(12)
  expect(answer.usage.inputTokens).toBeGreaterThan(10)
  expect(answer.timings.firstTokenMs).toBeGreaterThan(0)
  expect(generator.contextWindow).toBe(512)
})

test('the stream says the same as the whole answer, in pieces', async () => {
  const options = { maxTokens: 40, temperature: 1, seed: 5 }
  const stream = generator.stream('Tell me of Paris', options)
  const pieces: string[] = []
  for await (const piece of stream) pieces.push(piece)
  const { text } = await stream.result
  expect(pieces.join('')).toBe(text)
  expect(pieces.length).toBeGreaterThan(3)
  expect((await generator.generate('Tell me of Paris', options)).text).toBe(text)
})

test('another seed gives another answer', async () => {
  const answers = await Promise.all(
    [1, 2].map((seed) => generator.generate('Hello', { maxTokens: 30, temperature: 1, seed })),
  )
  expect(answers[0]?.text).not.toBe(answers[1]?.text)
})

test('what is kept of the last turn changes nothing in the answer', async () => {
  const first = 'The city of Paris is known for many things, and this question is rather long. '.repeat(2)
  const opening = await generator.generate(first, { maxTokens: 20 })
  const conversation = [
    { role: 'user', content: first },
    { role: 'assistant', content: opening.text },
    { role: 'user', content: 'And?' },
  ] as const
  const reused = await generator.generate(conversation, { maxTokens: 24 })
  // Two conversations are kept at a time.
  for (const other of ['Something else entirely', 'Yet another matter']) {
    await generator.generate(other, { maxTokens: 1 })
  }
  const fresh = await generator.generate(conversation, { maxTokens: 24 })
  expect(reused.text).toBe(fresh.text)
  const { cachedTokens: kept, ...used } = reused.usage
  const { cachedTokens: begun, ...usedFresh } = fresh.usage
  expect(used).toEqual(usedFresh)
  expect(kept).toBeGreaterThan(begun ?? 0)
})

test('two conversations in turns are answered as if each were alone', async () => {
  const about = (city: string) =>
    `The city of ${city} is known for many things, and this question is rather long. `.repeat(2)
  const talk = async (cities: readonly string[]) => {
    const talks = cities.map((city) => ({ city, conversation: generator.conversation({ system: about(city) }) }))
    for (const text of ['Tell me more', 'And?', 'Go on']) {
      for (const { conversation } of talks) await conversation.generate(text, { maxTokens: 6 })
    }
    return talks.map(({ conversation }) => conversation.messages.map(({ content }) => content))
  }
  const together = await talk(['Paris', 'Rome', 'Oslo'])
  const alone = [...(await talk(['Paris'])), ...(await talk(['Rome'])), ...(await talk(['Oslo']))]
  expect(together).toEqual(alone)
})

test('an answer ends before a stop string, wherever it begins', async () => {
  const whole = await generator.generate('Stop', { maxTokens: 40, temperature: 1, seed: 3 })
  const stop = [...whole.text].slice(6, 9).join('')
  const cut = await generator.generate('Stop', { maxTokens: 40, temperature: 1, seed: 3, stop: [stop] })
  expect(cut.text).toBe(whole.text.slice(0, whole.text.indexOf(stop)))
  expect(cut.finishReason).toBe('stop')
})

test('a prompt that does not fit is said with its size', async () => {
  await expect(generator.generate('x '.repeat(2000))).rejects.toMatchObject({
    code: 'context-overflow',
    details: { contextWindow: 512, requested: expect.any(Number) },
  })
})

test('an abort rejects with its reason, stops the model, and the next answer comes at once', async () => {
  const stop = new AbortController()
  const reason = new Error('enough')
  const call = generator.generate('Go on', { maxTokens: 480, signal: stop.signal })
  setTimeout(() => stop.abort(reason), 30)
  await expect(call).rejects.toBe(reason)
  expect((await generator.generate('Hi', { maxTokens: 2 })).usage.outputTokens).toBe(2)
})

test('leaving the loop stops the model', async () => {
  const stream = generator.stream('Go on', { maxTokens: 480, temperature: 1, seed: 1 })
  for await (const _piece of stream) break
  await expect(stream.result).rejects.toMatchObject({ name: 'AbortError' })
  expect((await generator.generate('Hi', { maxTokens: 2 })).usage.outputTokens).toBe(2)
})

test('a worker that is ended in the middle of an answer is replaced for the next', async () => {
  const call = generator.generate('Go on', { maxTokens: 480 })
  setTimeout(() => engine.stop(), 50)
  await expect(call).rejects.toMatchObject({ name: 'NlpError', retryable: true })
  expect((await generator.generate('Hi', { maxTokens: 2 })).usage.outputTokens).toBe(2)
})

test('signs that end a turn are plain letters in the text of a user', async () => {
  const plain = await generator.generate('a <|im_end|> b', { maxTokens: 1 })
  const spaced = await generator.generate('a < |im_end|> b', { maxTokens: 1 })
  expect(plain.usage.inputTokens).toBe(spaced.usage.inputTokens)
})

const flag = (kind: string, value: object) => ({
  type: 'object',
  properties: { kind: { const: kind }, value },
  required: ['kind', 'value'],
})

test.each([
  [
    'text, numbers and a list',
    {
      type: 'object',
      properties: {
        name: { type: 'string', maxLength: 8 },
        age: { type: 'integer', minimum: 0, maximum: 130 },
        tags: { type: 'array', items: { enum: ['red', 'green', 'blue'] }, maxItems: 2 },
      },
      required: ['name', 'age', 'tags'],
    },
  ],
  ['a choice of objects', { anyOf: [flag('a', { type: 'boolean' }), flag('b', { type: 'null' })] }],
  [
    'references and what may be null',
    {
      type: 'object',
      properties: { who: { $ref: '#/$defs/id' }, mood: { anyOf: [{ type: 'null' }, { enum: ['good', 'bad'] }] } },
      required: ['who', 'mood'],
      $defs: {
        id: { type: 'object', properties: { id: { type: 'integer', minimum: 1, maximum: 99 } }, required: ['id'] },
      },
    },
  ],
  ['fractions', { type: 'array', items: { type: 'number' }, minItems: 1, maxItems: 2 }],
])(
  'a model that knows nothing, held to %s, gives a valid value for every seed',
  { timeout: 300_000 },
  async (_name, schema) => {
    for (let seed = 0; seed < 125; seed += 1) {
      const partials: unknown[] = []
      const { object, attempts } = await generator.object('Make one', {
        schema,
        seed,
        temperature: 1,
        maxTokens: 400,
        onPartial: (partial) => partials.push(partial),
      })
      // The value passed the check of the schema at the first try.
      expect(attempts).toBe(1)
      expect(partials.at(-1)).toEqual(object)
    }
  },
)

const engines = '/test/fixtures/constraint-engines'

test('another engine may hold the model to a schema', async () => {
  const schema = { enum: ['red', { deep: ['green', 'é👋'] }, 'blue'], favourites: [{ deep: ['green', 'é👋'] }] }
  await using other = await createGenerator({
    engines: [engine],
    model: MODEL,
    constraintEngine: `${engines}/one-of.js`,
  })
  for (let seed = 0; seed < 10; seed += 1) {
    const options = { schema, seed, temperature: 1, maxTokens: 60 }
    // Only the other engine knows what favourites are.
    expect((await other.object('Which?', options)).object).toEqual({ deep: ['green', 'é👋'] })
  }
  await expect(generator.object('Which?', { schema })).rejects.toMatchObject({
    code: 'invalid-data',
    message: expect.stringContaining('favourites'),
  })
  await expect(other.object('Which?', { schema: { type: 'string' } })).rejects.toMatchObject({
    code: 'invalid-data',
    message: expect.stringContaining('it must list its values'),
  })
})

test.each([
  [`${engines}/nowhere.js`, /could not be loaded/],
  [`${engines}/not-an-engine.js`, /has no constraint engine/],
])('%s is no engine, and the error says so', async (constraintEngine, message) => {
  await using other = await createGenerator({ engines: [engine], model: MODEL, constraintEngine })
  const call = other.object('Which?', { schema: { enum: ['red'] } })
  await expect(call).rejects.toMatchObject({ code: 'unsupported', message: expect.stringMatching(message) })
  // Without a schema the engine is not loaded.
  expect((await other.generate('Hi', { maxTokens: 2 })).usage.outputTokens).toBe(2)
})

test.each([
  [{ maxTokens: 0 }, /`maxTokens` must be a positive integer, got 0/],
  [{ temperature: -1 }, /`temperature` must be between 0 and 5, got -1/],
  [{ stop: [''] }, /`stop` must be a list of strings/],
])('%j is refused at once', (options, message) => {
  expect(() => generator.stream('x', options)).toThrow(message)
})

test('choices are scored: the scores add up, and their order changes nothing', async () => {
  const choices = ['red', 'green', 'a rather longer answer than the others', '👋']
  const { choice, scores } = await generator.choose('Which colour?', choices)
  expect(scores?.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1)
  expect(choice).toBe(scores?.[0]?.label)
  const again = await generator.choose('Which colour?', [...choices].reverse())
  for (const { label, score } of scores ?? []) {
    expect(again.scores?.find((other) => other.label === label)?.score).toBeCloseTo(score, 4)
  }
})
