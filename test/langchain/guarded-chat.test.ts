import { AIMessage, type AIMessageChunk, HumanMessage, ToolMessage } from '@langchain/core/messages'
import { tool } from '@langchain/core/tools'
import { ChatTacet, type ChatTacetFields } from 'tacet/langchain'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createGuard, defaultGuardPolicy } from '../../src/guard/index.js'
import { type Line, scriptedEngine } from '../generate/scripted-engine.js'
import { policyWith, rule } from '../guard/policy-with.js'

const guard = createGuard(
  policyWith(
    [
      ...defaultGuardPolicy.rules,
      rule({ id: 'word', check: 'custom', stages: ['input', 'output'], config: { detector: 'word' } }),
    ],
    { capabilities: { readOnlyTools: ['read'] } },
  ),
  { detectors: { custom: { word: (text) => (text.includes('forbidden') ? 1 : 0) } } },
)

function guardedChat(lines: readonly Line[], fields: ChatTacetFields = {}) {
  const engine = scriptedEngine('local', lines)
  return { engine, chat: new ChatTacet({ guard, ...fields, engines: [engine] }) }
}

const schema = z.object({ to: z.string() })
const tools = ['read', 'send'].map((name) => tool(() => 'done', { name, description: name, schema }))

const USES: Line = {
  finishReason: 'tool-calls',
  toolCalls: [
    { id: 'c1', name: 'read', arguments: '{"to":"notes"}' },
    { id: 'c2', name: 'send', arguments: '{"to":"jo"}' },
  ],
}

/** A conversation with the result of a tool in it. */
const afterTool = [
  new HumanMessage('Mail my notes'),
  new AIMessage({ content: '', tool_calls: [{ id: 'c0', name: 'read', args: { to: 'notes' } }] }),
  new ToolMessage({ content: 'The meeting is at ten.', tool_call_id: 'c0' }),
]

test('a question that is blocked reaches no engine, and the message says so', async () => {
  const { chat, engine } = guardedChat(['Hello'])
  const { text, response_metadata } = await chat.invoke('a forbidden question')
  expect([text, engine.asked]).toEqual(['', []])
  expect(response_metadata).toMatchObject({ finish_reason: 'content_filter', guard: { action: 'block' } })
})

test('a stream shows only sentences that have passed', async () => {
  const { chat } = guardedChat(['All is well. It is forbidden to go.'])
  let whole: AIMessageChunk | undefined
  for await (const chunk of await chat.stream('Hi')) whole = whole === undefined ? chunk : whole.concat(chunk)
  expect(whole?.text).toBe('All is well. ')
  expect(whole?.response_metadata).toMatchObject({ finish_reason: 'content_filter', guard: { action: 'block' } })
})

test('calls of tools with effects after the result of a tool are taken out unless they are approved', async () => {
  const namesOf = async (fields: ChatTacetFields, messages: Parameters<ChatTacet['invoke']>[0]) => {
    const { tool_calls } = await guardedChat([USES], fields).chat.bindTools(tools).invoke(messages)
    return tool_calls?.map(({ name }) => name)
  }
  expect(await namesOf({}, 'Hi')).toEqual(['read', 'send'])
  expect(await namesOf({}, afterTool)).toEqual(['read'])
  expect(await namesOf({ approve: ({ name }) => name === 'send' }, afterTool)).toEqual(['read', 'send'])
})

test('the app approves a call under the id that the message has, also where the model gives none', async () => {
  const line: Line = { finishReason: 'tool-calls', toolCalls: [{ id: '', name: 'send', arguments: '{"to":"jo"}' }] }
  const asked: string[] = []
  const approve = ({ callId }: { readonly callId: string }) => asked.push(callId) > 0
  const { tool_calls } = await guardedChat([line], { approve }).chat.bindTools(tools).invoke(afterTool)
  expect(asked).toEqual([expect.stringMatching(/^call_./)])
  expect(tool_calls?.map(({ id }) => id)).toEqual(asked)
})

test('an answer whose only call was taken out says that it was filtered', async () => {
  const line: Line = { finishReason: 'tool-calls', toolCalls: [{ id: 'c', name: 'send', arguments: '{"to":"jo"}' }] }
  const message = await guardedChat([line]).chat.bindTools(tools).invoke(afterTool)
  expect([message.tool_calls, message.response_metadata['finish_reason']]).toEqual([[], 'content_filter'])
})

test('a cached answer is not shared between policies', () => {
  const names = [guardedChat(['a']).chat, guardedChat(['a'], { guard: undefined }).chat].map((chat) =>
    JSON.stringify(chat._identifyingParams()),
  )
  expect(names[0]).not.toBe(names[1])
})

test('`approve` without a guard is told at once', () => {
  expect(() => new ChatTacet({ approve: () => true })).toThrow('`approve` needs a `guard`')
})
