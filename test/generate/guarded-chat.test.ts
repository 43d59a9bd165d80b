import { Chat } from '@ai-sdk/react'
import { type ChatTransport, lastAssistantMessageIsCompleteWithToolCalls, type UIMessage } from 'ai'
import { type ChatTransportOptions, createChatTransport } from 'tacet/ai-sdk'
import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { createGuard, defaultGuardPolicy } from '../../src/guard/index.js'
import { policyWith, rule } from '../guard/policy-with.js'
import { type Line, scriptedEngine } from './scripted-engine.js'

const word = (id: string, action: 'block' | 'refuse', wanted: string) =>
  rule({ id, action, check: 'custom', stages: ['input', 'output', 'tool-call'], config: { detector: wanted } })

const guard = createGuard(
  policyWith([...defaultGuardPolicy.rules, word('no', 'block', 'forbidden'), word('shy', 'refuse', 'private')], {
    refusal: 'I cannot say that.',
    capabilities: { readOnlyTools: ['read'] },
  }),
  {
    detectors: {
      custom: {
        forbidden: (text) => (text.includes('forbidden') ? 1 : 0),
        private: (text) => (text.includes('private') ? 1 : 0),
      },
    },
  },
)

const parameters = z.object({ to: z.string() })
const tools = [
  { name: 'read', parameters },
  { name: 'send', parameters },
]

const using = (name: string, to: string): Line => ({
  finishReason: 'tool-calls',
  toolCalls: [{ id: name, name, arguments: JSON.stringify({ to }) }],
})

/** A chat under the guard whose engine says these lines. The app's tools all find the same note. */
function guardedChat(lines: readonly Line[], options: ChatTransportOptions = {}) {
  const engine = scriptedEngine('local', lines)
  const transport: ChatTransport<UIMessage> = createChatTransport({ guard, tools, engines: [engine], ...options })
  const used: string[] = []
  const chat: Chat<UIMessage> = new Chat<UIMessage>({
    transport,
    sendAutomaticallyWhen: lastAssistantMessageIsCompleteWithToolCalls,
    onToolCall: ({ toolCall: { toolCallId, toolName } }) => {
      used.push(toolName)
      void chat.addToolOutput({ tool: toolName, toolCallId, output: 'The meeting is at ten.' })
    },
  })
  return { chat, engine, used }
}

const answerOf = (chat: Chat<UIMessage>) =>
  (chat.messages.findLast(({ role }) => role === 'assistant')?.parts ?? [])
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join('')

test('a question that is blocked reaches no engine, and later turns go on without it', async () => {
  const metadata = vi.fn()
  const { chat, engine } = guardedChat(['Hello'], { metadata })
  await chat.sendMessage({ text: 'a forbidden question' })
  expect([answerOf(chat), engine.asked, chat.status]).toEqual(['', [], 'ready'])
  expect(metadata.mock.lastCall?.[0]).toMatchObject({ engine: 'none', guard: { action: 'block' } })
  await chat.sendMessage({ text: 'Hi' })
  expect(answerOf(chat)).toBe('Hello')
  expect(engine.asked[0]?.messages.map(({ content }) => content)).toEqual(['[left out]', 'Hi'])
})

test.each([
  ['blocked', 'All is well. It is forbidden to go.', 'All is well. '],
  ['refused', 'All is well. It is private. Really.', 'All is well. I cannot say that.'],
])('an answer of which a sentence is %s shows the sentences before it', async (_, said, shown) => {
  const { chat } = guardedChat([said])
  await chat.sendMessage({ text: 'Hi' })
  expect([answerOf(chat), chat.status]).toEqual([shown, 'ready'])
})

test('a tool that reads runs, and afterwards a tool with effects does not, in any turn', async () => {
  const { chat, engine, used } = guardedChat([
    using('read', 'notes'),
    using('send', 'jo'),
    'I may not.',
    using('send', 'bo'),
    'No.',
  ])
  await chat.sendMessage({ text: 'Mail my notes' })
  await vi.waitFor(() => expect(answerOf(chat)).toBe('I may not.'))
  expect(used).toEqual(['read'])
  expect(chat.lastMessage?.parts.filter(({ type }) => type === 'tool-send')).toMatchObject([
    { state: 'output-error', input: {}, errorText: 'The call was not allowed.' },
  ])
  // The model learns that the call was refused, and does not learn the reason.
  expect(engine.asked[2]?.messages.at(-1)?.content).toBe('{"error":"The call was not allowed."}')
  await chat.sendMessage({ text: 'Try again' })
  await vi.waitFor(() => expect(answerOf(chat)).toBe('No.'))
  expect(used).toEqual(['read'])
})

test('a tool with effects runs where the app approves it', async () => {
  const approve = vi.fn(({ name }: { name: string }) => name === 'send')
  const { chat, used } = guardedChat([using('read', 'notes'), using('send', 'jo'), 'Sent.'], { approve })
  await chat.sendMessage({ text: 'Mail my notes' })
  await vi.waitFor(() => expect(answerOf(chat)).toBe('Sent.'))
  expect(used).toEqual(['read', 'send'])
  expect(approve.mock.calls).toEqual([[{ callId: 'send', name: 'send', values: { to: 'jo' } }]])
})

test('a call that is blocked ends the answer', async () => {
  const { chat, used } = guardedChat([using('read', 'forbidden'), 'never'])
  await chat.sendMessage({ text: 'Read it' })
  expect([used, answerOf(chat), chat.status]).toEqual([[], '', 'ready'])
})

test('`approve` without a guard is told at once', () => {
  expect(() => createChatTransport({ approve: () => true })).toThrow('`approve` needs a `guard`')
})
