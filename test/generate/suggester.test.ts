import { expect, test } from 'vitest'
import { asyncDispose } from '../../src/calls/dispose.js'
import type { Engine } from '../../src/calls/engine.js'
import { NlpError } from '../../src/shared/errors.js'
import type { GenerateInput, SuggestedWord } from '../../src/shared/tasks.js'
import { createSuggester } from '../../src/suggest.js'

type Line = readonly SuggestedWord[] | Error | undefined

/** An engine with given suggestions. Each answer waits until the test releases it. */
function suggesting(line: (text: string) => Line) {
  const asked: GenerateInput[] = []
  const waiting: (() => void)[] = []
  const state = { hold: false }
  const close = async () => {}
  const engine = {
    name: 'local',
    place: 'device',
    availability: async () => 'available',
    open: async () => ({
      engine: 'local',
      model: 'small',
      run: async (_task: string, input: GenerateInput, { signal }: { signal: AbortSignal }) => {
        asked.push(input)
        if (state.hold) {
          await new Promise<void>((resolve, reject) => {
            waiting.push(resolve)
            signal.addEventListener('abort', () => reject(signal.reason))
          })
        }
        const suggested = line(input.messages.at(-1)?.content ?? '')
        if (suggested instanceof Error) throw suggested
        const usage = { inputTokens: 1, outputTokens: 0 }
        return { text: '', finishReason: 'stop', usage, timings: { firstTokenMs: 1, tokensPerSecond: 0 }, suggested }
      },
      close,
      [asyncDispose]: close,
    }),
  } as unknown as Engine
  return { engine, asked, state, release: () => waiting.splice(0).forEach((go) => void go()) }
}

const help = [
  { text: ' help', confidence: 0.8 },
  { text: ' you', confidence: 0.6 },
]

test('a suggestion is text to append, with the confidence of all of it', async () => {
  const { engine, asked } = suggesting(() => help)
  await using suggester = await createSuggester({ engines: [engine], words: 3, threshold: 0.5 })
  expect(await suggester.suggest('How can I')).toEqual({
    text: ' help you',
    confidence: 0.6,
    words: help,
    source: 'model',
  })
  expect(asked[0]).toMatchObject({
    messages: [{ role: 'user', content: 'How can I' }],
    suggest: { words: 3, threshold: 0.5 },
  })
})

test('it knows what was said before, and whose turn it is', async () => {
  const { engine, asked } = suggesting(() => [])
  await using suggester = await createSuggester({ engines: [engine] })
  const messages = [{ role: 'user', content: 'My parcel is late.' }] as const
  expect(await suggester.suggest('I am sorry', { messages, as: 'assistant' })).toBeUndefined()
  expect(asked[0]?.messages).toEqual([...messages, { role: 'assistant', content: 'I am sorry' }])
})

test('a new call ends the one before it, which has nothing to say', async () => {
  const { engine, asked, state, release } = suggesting(() => help)
  await using suggester = await createSuggester({ engines: [engine] })
  state.hold = true
  const calls = ['H', 'Ho', 'How'].map((text) => suggester.suggest(text))
  await expect.poll(() => asked.length).toBe(3)
  release()
  const answers = await Promise.all(calls)
  expect(answers.map((answer) => answer?.text)).toEqual([undefined, undefined, ' help you'])
})

test('an abort of the caller rejects with its reason', async () => {
  const { engine, state } = suggesting(() => help)
  await using suggester = await createSuggester({ engines: [engine] })
  state.hold = true
  const stop = new AbortController()
  const call = suggester.suggest('How', { signal: stop.signal })
  const reason = new Error('enough')
  stop.abort(reason)
  await expect(call).rejects.toBe(reason)
})

test('what was learned is suggested where it is surer than the model, and forgotten when asked', async () => {
  const { engine } = suggesting((text) => (text === 'Kind ' ? [{ text: 'words', confidence: 0.31 }] : []))
  await using suggester = await createSuggester({ engines: [engine] })
  for (let times = 0; times < 5; times += 1) suggester.learn('Kind regards from Utrecht')
  expect(await suggester.suggest('Kind ')).toMatchObject({ text: 'regards from Utrecht', source: 'own words' })
  suggester.forget()
  expect(await suggester.suggest('Kind ')).toMatchObject({ text: 'words', source: 'model' })
})

test.each([[''], [' '], ['\n\n']])('nothing is asked about %j', async (text) => {
  const { engine, asked } = suggesting(() => help)
  await using suggester = await createSuggester({ engines: [engine] })
  expect(await suggester.suggest(text)).toBeUndefined()
  expect(asked).toEqual([])
})

test('a failure is told, an engine that cannot is named', async () => {
  const failing = suggesting(() => new NlpError('out-of-memory', 'too large'))
  await using suggester = await createSuggester({ engines: [failing.engine] })
  await expect(suggester.suggest('How')).rejects.toMatchObject({ code: 'out-of-memory' })
  await using other = await createSuggester({ engines: [suggesting(() => undefined).engine] })
  await expect(other.suggest('How')).rejects.toMatchObject({ code: 'unsupported' })
})

test.each(['server', undefined] as const)('no key that is typed reaches an engine whose place is %s', async (place) => {
  const { engine, asked } = suggesting(() => help)
  const afar = { ...engine, place }
  const here = suggesting(() => help)
  await using suggester = await createSuggester({ engines: [afar, here.engine] })
  await suggester.suggest('How can I')
  expect([asked.length, here.asked.length]).toEqual([0, 1])
  await expect(createSuggester({ engines: [afar] })).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('local'),
  })
})

test('closed, it says so, also to the call that waits', async () => {
  const { engine, state } = suggesting(() => help)
  const suggester = await createSuggester({ engines: [engine] })
  state.hold = true
  const call = suggester.suggest('How')
  await suggester.close()
  await suggester.close()
  await expect(call).rejects.toMatchObject({ code: 'closed' })
  await expect(suggester.suggest('How')).rejects.toMatchObject({ code: 'closed' })
})

test.each([
  [{ words: 0 }, /`words` must be an integer from 1 to 8, got 0/],
  [{ words: 2.5 }, /`words` must be/],
  [{ threshold: 0 }, /`threshold` must be above 0 and at most 1, got 0/],
  [{ threshold: Number.NaN }, /`threshold` must be/],
])('%j is refused', async (options, message) => {
  await expect(createSuggester({ engines: [suggesting(() => []).engine], ...options })).rejects.toThrow(message)
})
