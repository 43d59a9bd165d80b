import { createGenerator, createTranslator, summarize, type TranslatorOptions } from 'tacet'
import { localEngine } from 'tacet/engines'
import { fakeEngine } from 'tacet/testing'
import { afterAll, expect, test } from 'vitest'
import answers from '../fixtures/sequences/answers.json' with { type: 'json' }

/** Compares models with random weights to the answers of PyTorch with the same weights. */
const engine = localEngine({ baseUrl: '/', device: 'wasm' })
afterAll(() => engine.stop())

const open = (family: string, options: Partial<TranslatorOptions> = {}) =>
  createTranslator({
    engines: [engine],
    model: `/test/fixtures/sequences/${family}/`,
    sourceLanguage: 'en',
    targetLanguage: 'de',
    ...options,
  })

test('T5 gets the words of its config, and each sentence becomes what PyTorch writes, in its place', async () => {
  await using translator = await open('t5')
  const [one, two, three] = answers.t5
  const text = `\n# ${one?.text}  ${two?.text}\n\n- ${three?.text}\n 12.5\n`
  const expected = `\n# ${one?.translation_en_to_de}  ${two?.translation_en_to_de}\n\n- ${three?.translation_en_to_de}\n 12.5\n`
  const stream = translator.stream(text, { maxTokens: 24 })
  let streamed = ''
  for await (const piece of stream) streamed += piece
  expect((await stream.result).text).toBe(expected)
  expect(streamed).toBe(expected)
  const { text: whole, unfinished } = await translator.translate(text, { maxTokens: 24 })
  expect(whole).toBe(expected)
  // Random weights hardly ever write an end, so the sentences are cut off, and the result lists them.
  for (const { start, end } of unfinished) expect(answers.t5.map(({ text }) => text)).toContain(text.slice(start, end))
  expect(unfinished.length).toBeGreaterThan(0)
})

test.each([
  ['fr', '>>fra<<'],
  ['pt-BR', '>>pt_BR<<'],
] as const)('Marian gets the token of %s, as PyTorch does', async (targetLanguage, token) => {
  await using translator = await open('marian', { targetLanguage })
  const list = answers.marian.map(({ text }) => text)
  const translations = await translator.translate(list, { maxTokens: 24 })
  expect(translations.map(({ text }) => text)).toEqual(answers.marian.map((row) => row[token].trimStart()))
  expect(await translator.translate([])).toEqual([])
  expect(await translator.translate(' \n ')).toEqual({ text: ' \n ', unfinished: [] })
})

test('a sentence that is longer than the model takes is cut, and nothing of it is lost', async () => {
  await using translator = await open('t5', { prefix: '' })
  const sentence = `${Array.from({ length: 40 }, (_, index) => `the cat number ${index} sat on the mat`).join(', ')}.`
  const { text, unfinished } = await translator.translate(sentence, { maxTokens: 2 })
  expect(text.length).toBeGreaterThan(0)
  expect(unfinished.at(0)?.start).toBe(0)
  expect(unfinished.at(-1)?.end).toBe(sentence.length)
  await expect(translator.translate('x'.repeat(3000))).rejects.toMatchObject({ code: 'context-overflow' })
})

test('an abort rejects with its reason, and the next text is translated', async () => {
  await using translator = await open('t5')
  const aborting = new AbortController()
  const reason = new Error('enough')
  const call = translator.translate('The cat sat on the mat. '.repeat(50), { signal: aborting.signal })
  const stream = translator.stream('The cat sat on the mat. '.repeat(50))
  for await (const piece of stream) if (piece !== '') break
  aborting.abort(reason)
  await expect(call).rejects.toBe(reason)
  expect((await translator.translate('Haus', { maxTokens: 24 })).text).toBe(answers.t5[2]?.translation_en_to_de)
})

test('languages that a model does not know are refused, and so are models that continue texts', async () => {
  await expect(open('t5', { targetLanguage: 'it' })).rejects.toThrow(/it knows en to de/)
  await expect(open('marian', { targetLanguage: 'it' })).rejects.toMatchObject({ code: 'model-unknown' })
  await expect(open('t5', { targetLanguage: 'german!' })).rejects.toThrow("`targetLanguage` must be a tag such as 'en'")
  const usage = { inputTokens: 0, outputTokens: 0 }
  const timings = { firstTokenMs: 0, tokensPerSecond: 0 }
  const chat = fakeEngine({ generate: { text: 'Ja', finishReason: 'stop', usage, timings } })
  await expect(open('chat', { engines: [chat] })).rejects.toThrow(/does not translate/)
  await using generator = await createGenerator({ engines: [engine], model: '/test/fixtures/sequences/bart/' })
  await expect(generator.generate('Hi', { purpose: 'summarization' })).rejects.toThrow(/it names none/)
})

test('summarize gives an encoder–decoder model the text alone, with the words of its config', async () => {
  await using generator = await createGenerator({ engines: [engine], model: '/test/fixtures/sequences/t5/' })
  for (const { text, summarization } of answers.t5.slice(0, 2)) {
    const { text: summary, method } = await summarize(text, { generator, maxTokens: 24 }).result
    expect({ summary, method }).toEqual({ summary: summarization, method: 'generator' })
  }
})
