import { createReader, type ReaderOptions } from 'tacet'
import { localEngine } from 'tacet/engines'
import { afterAll, expect, test } from 'vitest'
import expected from '../fixtures/reader/expected.json' with { type: 'json' }
import { createFaultySite } from './servers/faulty-site.js'

/** Compares a model with random weights that answers with a span of the text to the answers of Python and PyTorch. */
const engine = localEngine({ baseUrl: '/', device: 'wasm' })
afterAll(() => engine.stop())

const open = (options: Partial<ReaderOptions> = {}) =>
  createReader({ engines: [engine], model: '/test/fixtures/reader/', ...options })

test('the words of each answer stand where Python finds them, also in long texts', async () => {
  await using reader = await open()
  for (const { question, text, answer } of expected) {
    const found = await reader.read(question, text, { minScore: 0 })
    expect(found && [found.start, found.end]).toEqual(answer === null ? undefined : [answer.start, answer.end])
    if (answer === null) continue
    expect(found?.score).toBeCloseTo(answer.score, 3)
    expect(found?.text).toBe(text.slice(answer.start, answer.end))
  }
})

test('an answer that is less probable than none is no answer, in the place of its text', async () => {
  await using reader = await open()
  const [unlikely, likely] = expected
  const texts = [unlikely?.text ?? '', '', likely?.text ?? '']
  const [first, second, third] = await reader.read(unlikely?.question ?? '', texts)
  expect([first, second]).toEqual([undefined, undefined])
  expect(third === undefined || third.score >= 0.5).toBe(true)
  expect(await reader.read('Who?', [])).toEqual([])
})

test('wrong use is refused, and the abort of a call leaves the reader', async () => {
  await using reader = await open()
  await expect(reader.read(' ', 'text')).rejects.toThrow('`question` must be a string that is not empty')
  await expect(reader.read('Who?', 'text', { minScore: 2 })).rejects.toThrow('`minScore` must be from 0 to 1')
  await expect(reader.read('who '.repeat(60), 'text')).rejects.toMatchObject({ code: 'context-overflow' })
  await expect(open({ model: '/test/fixtures/models/label/' })).rejects.toThrow(/does label, not read/)
  const signal = AbortSignal.abort('enough')
  await expect(reader.read('Who?', 'text', { signal })).rejects.toBe('enough')
  expect(await reader.read('Who?', '', {})).toBeUndefined()
})

test('a graph without the two outputs is refused by their names', async () => {
  const site = createFaultySite()
  for (const path of ['config.json', 'tokenizer.json', 'tokenizer_config.json']) {
    await site.put(path, await (await fetch(`/test/fixtures/reader/${path}`)).text())
  }
  const graph = await fetch('/test/fixtures/models/label/onnx/model.onnx')
  await site.put('onnx/model.onnx', new Uint8Array(await graph.arrayBuffer()))
  await expect(open({ model: site.url })).rejects.toThrow(
    /has no output start_logits\. Export the model for question-answ/,
  )
})
