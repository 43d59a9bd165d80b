import { embedMany, generateText, Output, stepCountIs, streamText, tool, wrapLanguageModel } from 'ai'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createTacet, redactionMiddleware } from '../../src/ai-sdk/index.js'
import type { Engine } from '../../src/calls/engine.js'
import { serverEngine } from '../../src/engines/server.js'
import { createRedactor } from '../../src/redact/index.js'
import { NlpError } from '../../src/shared/errors.js'
import { startMisbehavingServer } from '../servers/misbehaving-server.js'
import { scriptedEngine } from './scripted-engine.js'

const provider = (...lines: Parameters<typeof scriptedEngine>[1]) => {
  const engine = scriptedEngine('local', lines)
  return { engine, model: createTacet({ engines: [engine] }).languageModel() }
}

test('generateText gets the text, the usage and who answered', async () => {
  const { model, engine } = provider('Hello 👋')
  const result = await generateText({ model, system: 'Be kind', prompt: 'Hi', maxOutputTokens: 9, temperature: 0.5 })
  expect(result.text).toBe('Hello 👋')
  expect(result.usage).toMatchObject({ inputTokens: 5, outputTokens: 3 })
  expect(result.finishReason).toBe('stop')
  expect(result.providerMetadata?.['tacet']).toMatchObject({ engine: 'local', redacted: false })
  expect(engine.asked[0]).toMatchObject({
    messages: [
      { role: 'system', content: 'Be kind' },
      { role: 'user', content: 'Hi' },
    ],
    maxTokens: 9,
    temperature: 0.5,
  })
})

test('streamText gets it in pieces', async () => {
  const { model } = provider('one two three')
  const result = streamText({ model, prompt: 'Count' })
  const pieces: string[] = []
  for await (const piece of result.textStream) pieces.push(piece)
  expect(pieces.join('')).toBe('one two three')
  expect(pieces.length).toBeGreaterThan(1)
})

test('a failure in a stream reaches the one who reads it', async () => {
  const { model } = provider(new NlpError('out-of-memory', 'too large'))
  const errors: unknown[] = []
  await streamText({ model, prompt: 'Hi', onError: ({ error }) => void errors.push(error) }).consumeStream()
  expect(errors).toMatchObject([{ code: 'out-of-memory' }])
})

test('structured output is decoded to the schema', async () => {
  const { model, engine } = provider('{"name":"Ada"}')
  const { output } = await generateText({
    model,
    prompt: 'Who?',
    output: Output.object({ schema: z.object({ name: z.string() }) }),
  })
  expect(output).toEqual({ name: 'Ada' })
  expect(engine.asked[0]?.schema).toMatchObject({ type: 'object', required: ['name'] })
})

test('tools are called and their results handed back', async () => {
  const { model, engine } = provider(
    { finishReason: 'tool-calls', toolCalls: [{ id: 'c1', name: 'add', arguments: '{"a":1,"b":2}' }] },
    'Three',
  )
  const add = tool({ inputSchema: z.object({ a: z.number(), b: z.number() }), execute: async ({ a, b }) => a + b })
  const { text } = await generateText({ model, prompt: '1+2?', tools: { add }, stopWhen: stepCountIs(3) })
  expect(text).toBe('Three')
  expect(engine.asked[1]?.messages.slice(-2)).toMatchObject([
    { role: 'assistant', toolCalls: [{ id: 'c1', name: 'add', arguments: '{"a":1,"b":2}' }] },
    { role: 'tool', content: '3', toolCallId: 'c1' },
  ])
})

test('embedMany gets one vector a text', async () => {
  const close = async () => {}
  const engine = {
    name: 'local',
    place: 'device',
    availability: async () => 'available',
    open: async () => ({
      engine: 'local',
      model: 'vectors',
      run: async (_task: string, { texts }: { texts: readonly string[] }) => ({
        vectors: Float32Array.from(texts.flatMap((text) => [text.length, 1])),
        dimensions: 2,
        truncated: [],
      }),
      close,
    }),
  } as unknown as Engine
  const { embeddings } = await embedMany({
    model: createTacet({ engines: [engine] }).embeddingModel(),
    values: ['a', 'abc'],
  })
  expect(embeddings).toEqual([
    [1, 1],
    [3, 1],
  ])
})

test('the middleware hides what goes to any provider and restores what comes back, also in streams and tools', async () => {
  const server = await startMisbehavingServer([{ type: 'shred' }], {
    answer: ({ messages }) => `You wrote: ${messages.at(-1)?.content}`,
  })
  // For the middleware this is a provider like any other, although this provider could redact by itself.
  const inner = createTacet({ engines: [serverEngine({ url: server.url, model: 'noise' })] })
  const model = wrapLanguageModel({
    model: inner.languageModel('noise'),
    middleware: redactionMiddleware(createRedactor()),
  })
  const prompt = 'Mail jo@example.com about card 4111 1111 1111 1111'
  const result = streamText({ model, prompt })
  let text = ''
  for await (const piece of result.textStream) text += piece
  expect(text).toBe(`You wrote: ${prompt}`)
  expect((await generateText({ model, prompt: 'Again: jo@example.com' })).text).toBe('You wrote: Again: jo@example.com')
  const sent = server.received.map(({ body }) => body).join('\n')
  expect(sent).not.toMatch(/jo@example|4111/)
  expect(sent).toContain('Again: [EMAIL_1]')
  await server.close()
})

test('the middleware restores the arguments of tools', async () => {
  const { model, engine } = provider(
    { finishReason: 'tool-calls', toolCalls: [{ id: 'c1', name: 'send', arguments: '{"to":"[EMAIL_1]"}' }] },
    'Sent to [EMAIL_1]',
  )
  const sent: string[] = []
  const send = tool({
    inputSchema: z.object({ to: z.string() }),
    execute: async ({ to }) => {
      sent.push(to)
      return { ok: true, to }
    },
  })
  const wrapped = wrapLanguageModel({ model, middleware: redactionMiddleware(createRedactor()) })
  const { text } = await generateText({
    model: wrapped,
    prompt: 'Write to jo@example.com',
    tools: { send },
    stopWhen: stepCountIs(3),
  })
  expect([text, sent]).toEqual(['Sent to jo@example.com', ['jo@example.com']])
  expect(JSON.stringify(engine.asked)).not.toContain('jo@example.com')
})

test('a redactor that fails lets nothing out', async () => {
  const { model, engine } = provider('leaked')
  const broken = { redact: () => Promise.reject(new Error('jo@example.com')) } as unknown as ReturnType<
    typeof createRedactor
  >
  const wrapped = wrapLanguageModel({ model, middleware: redactionMiddleware(broken) })
  await expect(generateText({ model: wrapped, prompt: 'jo@example.com', maxRetries: 0 })).rejects.toMatchObject({
    code: 'policy-denied',
  })
  expect(engine.asked).toEqual([])
})

test('an abort is heard while the model loads, and the next call has the model', async () => {
  const engine = scriptedEngine('local', ['Hello'])
  let load = () => {}
  const loaded = new Promise<void>((resolve) => {
    load = resolve
  })
  const slow: Engine = {
    ...engine,
    async open(task, model, options) {
      await loaded
      return engine.open(task, model, options)
    },
  }
  const tacet = createTacet({ engines: [slow] })
  const stop = new AbortController()
  const calls = [
    generateText({ model: tacet.languageModel(), prompt: 'Hi', abortSignal: stop.signal, maxRetries: 0 }),
    embedMany({ model: tacet.embeddingModel(), values: ['a'], abortSignal: stop.signal, maxRetries: 0 }),
  ]
  stop.abort(new Error('enough'))
  for (const call of calls) await expect(call).rejects.toThrow('enough')
  load()
  expect((await generateText({ model: tacet.languageModel(), prompt: 'Hi' })).text).toBe('Hello')
})
