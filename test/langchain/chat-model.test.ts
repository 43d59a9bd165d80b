import { InMemoryCache } from '@langchain/core/caches'
import {
  AIMessage,
  type AIMessageChunk,
  ChatMessage,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from '@langchain/core/messages'
import { RunnableLambda } from '@langchain/core/runnables'
import { tool } from '@langchain/core/tools'
import { ChatTacet, type ChatTacetFields } from 'tacet/langchain'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Line, scriptedEngine } from '../generate/scripted-engine.js'

/** A chat model whose engine answers with these lines. */
function chatThatSays(lines: readonly Line[], fields: ChatTacetFields = {}) {
  const engine = scriptedEngine('local', lines)
  return { engine, chat: new ChatTacet({ ...fields, engines: [engine] }) }
}

async function whole(chunks: AsyncIterable<AIMessageChunk>): Promise<AIMessageChunk> {
  let all: AIMessageChunk | undefined
  for await (const chunk of chunks) all = all === undefined ? chunk : all.concat(chunk)
  return all as AIMessageChunk
}

const add = tool(({ a, b }: { a: number; b: number }) => a + b, {
  name: 'add',
  description: 'Adds two numbers.',
  schema: z.object({ a: z.number(), b: z.number() }),
})

const ADD_CALL: Line = {
  finishReason: 'tool-calls',
  toolCalls: [{ id: 'c1', name: 'add', arguments: '{"a":1,"b":2}' }],
}

describe('an answer', () => {
  test('has its text, its usage and the model that wrote it', async () => {
    const { chat } = chatThatSays(['Hello 👋 there'])
    const message = await chat.invoke('Hi')
    expect(message).toBeInstanceOf(AIMessage)
    expect(message.text).toBe('Hello 👋 there')
    expect(message.usage_metadata).toEqual({ input_tokens: 5, output_tokens: 3, total_tokens: 8 })
    expect(message.response_metadata).toMatchObject({
      model: 'local-model',
      finish_reason: 'stop',
      engine: 'local',
      redacted: false,
    })
  })

  test('comes in pieces that are the whole when they are joined, with the usage at the end', async () => {
    const { chat } = chatThatSays(['Hello 👋 there'])
    const chunks: AIMessageChunk[] = []
    for await (const chunk of await chat.stream('Hi')) chunks.push(chunk)
    expect(chunks.length).toBeGreaterThan(2)
    const joined = chunks.reduce((all, chunk) => all.concat(chunk))
    expect(joined.text).toBe('Hello 👋 there')
    expect(joined.usage_metadata).toMatchObject({ total_tokens: 8 })
    expect(joined.response_metadata).toMatchObject({ model_name: 'local-model', finish_reason: 'stop' })
  })

  test('comes for each input of a batch', async () => {
    const { chat, engine } = chatThatSays(['Yes'])
    const answers = await chat.batch(['One?', 'Two?'])
    expect(answers.map(({ text }) => text)).toEqual(['Yes', 'Yes'])
    expect(engine.opened).toBe(1)
  })

  test('is told to listeners token by token', async () => {
    const { chat } = chatThatSays(['Hello there'])
    const tokens: string[] = []
    await whole(await chat.stream('Hi', { callbacks: [{ handleLLMNewToken: (token) => void tokens.push(token) }] }))
    expect(tokens.join('')).toBe('Hello there')
  })

  test('is a stream of events', async () => {
    const { chat } = chatThatSays(['Hello there'])
    const names: string[] = []
    for await (const { event } of chat.streamEvents('Hi', { version: 'v2' })) names.push(event)
    expect([names[0], names.at(-1)]).toEqual(['on_chat_model_start', 'on_chat_model_end'])
    expect(names.filter((name) => name === 'on_chat_model_stream').length).toBeGreaterThan(2)
    expect((await chat.streamEvents('Hi')).text).toBe('Hello there')
  })

  test('keeps the thoughts of the model beside its text', async () => {
    const { chat } = chatThatSays([{ text: '4', reasoning: 'two and two' }])
    expect((await chat.invoke('2 + 2?')).additional_kwargs).toEqual({ reasoning_content: 'two and two' })
  })

  test('comes from the cache for an equal question, and not for another model', async () => {
    const cache = new InMemoryCache()
    const { chat, engine } = chatThatSays(['first', 'second'], { cache })
    const question = [new HumanMessage({ content: [{ type: 'text', text: 'Hi' }] })]
    await chat.invoke(question)
    expect((await chat.invoke(question)).text).toBe('first')
    expect(engine.asked).toHaveLength(1)
    const other = chatThatSays(['other'], { cache, temperature: 1 })
    expect((await other.chat.invoke(question)).text).toBe('other')
  })
})

describe('a conversation', () => {
  test('reaches the engine turn by turn', async () => {
    const { chat, engine } = chatThatSays(['ok'])
    await chat.invoke([
      new SystemMessage('Be brief.'),
      new HumanMessage('a'),
      new HumanMessage({
        content: [
          { type: 'text', text: 'b' },
          { type: 'text', text: 'c' },
        ],
      }),
      new ChatMessage('d', 'assistant'),
      new AIMessage({
        content: [
          { type: 'reasoning', reasoning: 'why' },
          { type: 'text', text: 'e' },
        ],
      }),
    ])
    expect(engine.asked[0]?.messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'a' },
      { role: 'user', content: 'bc' },
      { role: 'assistant', content: 'd' },
      { role: 'assistant', content: 'e' },
    ])
  })

  test.each([
    ['a text', '3'],
    ['a list', [{ type: 'text' as const, text: '3' }]],
  ])('keeps the calls of tools and their results, which are %s', async (_, content) => {
    const { chat, engine } = chatThatSays(['It is 3'])
    await chat
      .bindTools([add])
      .invoke([
        new HumanMessage('1 + 2?'),
        new AIMessage({ content: '', tool_calls: [{ id: 'c1', name: 'add', args: { a: 1, b: 2 } }] }),
        new ToolMessage({ content, tool_call_id: 'c1' }),
      ])
    expect(engine.asked[0]?.messages.slice(1)).toEqual([
      { role: 'assistant', content: '', toolCalls: [{ id: 'c1', name: 'add', arguments: '{"a":1,"b":2}' }] },
      { role: 'tool', content: '3', toolCallId: 'c1' },
    ])
  })

  test.each([
    ['an image', new HumanMessage({ content: [{ type: 'image_url', image_url: 'data:image/png;base64,AA' }] })],
    ['a role that models do not know', new ChatMessage('x', 'narrator')],
  ])('with %s is refused, and nothing is asked', async (_, message) => {
    const { chat, engine } = chatThatSays(['ok'])
    await expect(chat.invoke([message])).rejects.toMatchObject({ code: 'unsupported' })
    expect(engine.asked).toEqual([])
  })
})

describe('tools', () => {
  test('are called with arguments, whole and in pieces', async () => {
    const { chat } = chatThatSays([ADD_CALL])
    const bound = chat.bindTools([add])
    const expected = [{ id: 'c1', name: 'add', args: { a: 1, b: 2 }, type: 'tool_call' }]
    const answer = await bound.invoke('1 + 2?')
    expect(answer.tool_calls).toEqual(expected)
    expect(answer.response_metadata['finish_reason']).toBe('tool_calls')
    const streamed = await whole(await bound.stream('1 + 2?'))
    expect(streamed.tool_calls).toEqual(expected)
    expect(streamed.usage_metadata).toMatchObject({ total_tokens: 8 })
    const result: unknown = await add.invoke(answer.tool_calls?.[0] as never)
    expect(result).toMatchObject({ content: '3', tool_call_id: 'c1' })
  })

  test.each([
    ['a tool of LangChain', add],
    [
      'a runnable',
      RunnableLambda.from((_: { a: number; b: number }) => 0).asTool({
        name: 'add',
        schema: z.object({ a: z.number(), b: z.number() }),
      }),
    ],
    ['a schema with a name', { name: 'add', schema: z.object({ a: z.number(), b: z.number() }) }],
    [
      'a tool in the format of OpenAI',
      {
        type: 'function',
        function: {
          name: 'add',
          parameters: {
            type: 'object',
            properties: { a: { type: 'number' }, b: { type: 'number' } },
            required: ['a', 'b'],
          },
        },
      },
    ],
  ])('may be %s', async (_, given) => {
    const { chat, engine } = chatThatSays(['ok'])
    await chat.bindTools([given]).invoke('Hi')
    expect(engine.asked[0]?.toolChoice).toBe('auto')
    expect(engine.asked[0]?.tools).toMatchObject([
      { name: 'add', parameters: { type: 'object', properties: { a: { type: 'number' } }, required: ['a', 'b'] } },
    ])
  })

  test.each([
    ['auto', 'auto', ['add', 'now']],
    ['any', 'required', ['add', 'now']],
    ['now', 'required', ['now']],
    [{ type: 'function', function: { name: 'add' } }, 'required', ['add']],
    ['none', undefined, undefined],
  ])('are chosen by %j', async (tool_choice, expected, names) => {
    const { chat, engine } = chatThatSays(['ok'])
    const now = { type: 'function', function: { name: 'now' } }
    await chat.bindTools([add, now], { tool_choice }).invoke('Hi')
    expect(engine.asked[0]?.toolChoice).toBe(expected)
    expect(engine.asked[0]?.tools?.map(({ name }) => name)).toEqual(names)
  })

  test('that are wrong are named when they are bound', () => {
    const { chat } = chatThatSays(['ok'])
    expect(() => chat.bindTools([{ name: 'add', input_schema: {} }])).toThrow('`tools` must be')
    expect(() => chat.bindTools([add], { tool_choice: 'sub' })).toThrow("got 'sub'")
  })

  test('may be called several at once, without ids and with broken arguments', async () => {
    const toolCalls = [
      { id: '', name: 'add', arguments: '{"a":1,"b":1}' },
      { id: '', name: 'add', arguments: '{"a":' },
    ]
    const { chat } = chatThatSays([{ finishReason: 'tool-calls', toolCalls }])
    const answer = await chat.bindTools([add]).invoke('Hi')
    expect(answer.tool_calls).toMatchObject([{ id: expect.stringMatching(/^call_/), args: { a: 1, b: 1 } }])
    expect(answer.invalid_tool_calls).toMatchObject([{ name: 'add', args: '{"a":' }])
  })
})

describe('a value of a schema', () => {
  const person = z.object({ name: z.string(), age: z.number() })

  test('holds the engine to the schema, and is read and checked', async () => {
    const { chat, engine } = chatThatSays(['{"name":"Ada","age":36}'])
    const value: { name: string; age: number } = await chat.withStructuredOutput(person).invoke('Who?')
    expect(value).toEqual({ name: 'Ada', age: 36 })
    expect(engine.asked[0]?.schema).toMatchObject({ type: 'object', required: ['name', 'age'] })
    expect(engine.asked[0]?.tools).toBeUndefined()
  })

  test('comes from a JSON Schema as well', async () => {
    const { chat } = chatThatSays(['{"name":"Ada"}'])
    const schema = { type: 'object', properties: { name: { type: 'string' } } }
    expect(await chat.withStructuredOutput(schema).invoke('Who?')).toEqual({ name: 'Ada' })
  })

  test('comes with its message, or without a value where the message has none', async () => {
    const { chat } = chatThatSays(['{"name":"Ada","age":36}', 'no'])
    const asking = chat.withStructuredOutput(person, { includeRaw: true })
    expect(await asking.invoke('Who?')).toMatchObject({ raw: { text: '{"name":"Ada","age":36}' }, parsed: { age: 36 } })
    expect(await asking.invoke('Who?')).toMatchObject({ raw: { text: 'no' }, parsed: null })
  })

  test('comes by the call of a tool where the app wants that', async () => {
    const { chat, engine } = chatThatSays([
      { toolCalls: [{ id: 'c', name: 'person', arguments: '{"name":"Ada","age":36}' }] },
    ])
    const asking = chat.withStructuredOutput(person, { method: 'functionCalling', name: 'person' })
    expect(await asking.invoke('Who?')).toEqual({ name: 'Ada', age: 36 })
    expect(engine.asked[0]).toMatchObject({ tools: [{ name: 'person' }], toolChoice: 'required' })
    expect(engine.asked[0]?.schema).toBeUndefined()
  })
})

describe('settings', () => {
  test('of a call come before those of the model', async () => {
    const { chat, engine } = chatThatSays(['ok'], { maxTokens: 9, temperature: 0.5, stop: ['a'] })
    await chat.invoke('Hi')
    await chat.invoke('Hi', { maxTokens: 3, stop: ['b'] })
    expect(engine.asked).toMatchObject([
      { maxTokens: 9, temperature: 0.5, stop: ['a'] },
      { maxTokens: 3, temperature: 0.5, stop: ['b'] },
    ])
  })

  test('are told to tracers by the names that tracers know', () => {
    const { chat } = chatThatSays(['ok'], { model: 'compose', temperature: 0.5 })
    expect(chat.getLsParams({})).toEqual({
      ls_provider: 'tacet',
      ls_model_name: 'compose',
      ls_model_type: 'chat',
      ls_temperature: 0.5,
      ls_max_tokens: 512,
      ls_stop: [],
    })
  })

  test.each([
    [{ maxTokens: 0 }, '`maxTokens` must be a positive integer'],
    [{ model: 5 }, '`model` of ChatTacet must be a string'],
    [{ engines: [{}] }, '`engines[0]` must be an engine'],
  ])('%j is refused at once', (fields, message) => {
    expect(() => new ChatTacet(fields as never)).toThrow(message)
  })

  test('of other models of LangChain are no mistake', () => {
    expect(new ChatTacet({ apiKey: 'test', streaming: true } as never)).toBeInstanceOf(ChatTacet)
  })
})

describe('an abort', () => {
  test('before the call rejects with its reason, and nothing is asked', async () => {
    const { chat, engine } = chatThatSays(['ok'])
    const reason = new Error('left')
    await expect(chat.invoke('Hi', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    await expect(chat.stream('Hi', { signal: AbortSignal.abort(reason) }).then(whole)).rejects.toBe(reason)
    expect(engine.asked).toEqual([])
  })

  test('during a call ends it, though the engine does not listen', async () => {
    const { chat } = chatThatSays([{ text: 'late', after: new Promise(() => {}) }])
    const controller = new AbortController()
    const answer = chat.invoke('Hi', { signal: controller.signal })
    const reason = new Error('enough')
    controller.abort(reason)
    await expect(answer).rejects.toBe(reason)
  })

  test('and leaving a stream stop the model', async () => {
    const { chat, engine } = chatThatSays(['a long answer of many pieces'])
    for await (const _ of await chat.stream('Hi')) break
    expect(engine.asked).toHaveLength(1)
    await chat.close()
    expect(engine.closed).toBe(1)
  })
})

describe('a model', () => {
  test('that is closed is loaded again by the next call', async () => {
    const { chat, engine } = chatThatSays(['ok'])
    await chat.invoke('Hi')
    await chat.close()
    await chat.close()
    await chat.invoke('Hi')
    expect([engine.opened, engine.closed]).toEqual([2, 1])
  })

  test('whose engine fails rejects with the error of the engine', async () => {
    const failure = new TypeError('broken')
    const { chat } = chatThatSays([failure])
    await expect(chat.invoke('Hi')).rejects.toBe(failure)
    await expect(chat.stream('Hi').then(whole)).rejects.toBe(failure)
  })
})
