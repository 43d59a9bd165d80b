import type { LanguageModelV3CallOptions } from '@ai-sdk/provider'
import { expect, test } from 'vitest'
import { redactionMiddleware } from '../../src/ai-sdk/index.js'
import { openGate } from '../../src/engines/server/gate.js'
import { hideInput } from '../../src/engines/server/hide-input.js'
import { createRedactor, patternRecognizer, type Recognizer } from '../../src/redact/index.js'
import type { GenerateInput, Message } from '../../src/shared/tasks.js'

/** Finds a name only where it is introduced. */
const introduction = patternRecognizer({ name: 'introduction', type: 'PERSON', pattern: /(?<=my name is )\w+/ })
const redactor = createRedactor({ recognizers: [introduction], locales: [] })

const base: GenerateInput = { messages: [], maxTokens: 8, temperature: 0, stop: [] }
const told: Message = { role: 'user', content: 'my name is Robin' }
const options = { allowedNames: [], signal: undefined }
const said = (content: string, rest: Partial<Message> = {}): Message => ({ role: 'user', content, ...rest })

test.each<[string, Partial<GenerateInput>]>([
  ['the message before', { messages: [said('Robin wrote'), told] }],
  ['the instructions', { messages: [said('You help Robin.', { role: 'system' }), told] }],
  [
    'the arguments and the result of a tool',
    {
      messages: [
        said('', { role: 'assistant', toolCalls: [{ id: 'c1', name: 'find', arguments: '{"who":"Robin"}' }] }),
        said('{"Robin":1}', { role: 'tool', toolCallId: 'c1' }),
        told,
      ],
    },
  ],
  [
    'the id of a call',
    {
      messages: [
        said('', { role: 'assistant', toolCalls: [{ id: 'for-Robin', name: 'find', arguments: '{}' }] }),
        said('done', { role: 'tool', toolCallId: 'for-Robin' }),
        told,
      ],
    },
  ],
  [
    'a stop sequence and a message, where the description of a tool tells it',
    {
      messages: [said('Robin wrote')],
      stop: ['Robin:'],
      tools: [{ name: 'find', description: 'Finds; my name is Robin', parameters: { type: 'object' } }],
    },
  ],
])('a name that the end of a request tells leaves in no earlier part: %s', async (_where, input) => {
  const hidden = await hideInput(openGate(redactor), { ...base, ...input }, options)
  expect(JSON.stringify(hidden)).not.toContain('Robin')
  expect(JSON.stringify(hidden)).toContain('[PERSON_1]')
})

test('the name of a tool that turns out to be that of a person is refused', async () => {
  const messages = [
    said('', { role: 'assistant', toolCalls: [{ id: 'c1', name: 'ask_Robin', arguments: '{}' }] }),
    said('done', { role: 'tool', toolCallId: 'c1' }),
  ]
  const gate = openGate(redactor)
  await hideInput(gate, { ...base, messages }, options)
  await expect(hideInput(gate, { ...base, messages: [...messages, told] }, options)).rejects.toMatchObject({
    code: 'policy-denied',
  })
})

test('in a conversation only what is new is read, and what shows a new value', async () => {
  const read: string[] = []
  const listener: Recognizer = {
    name: 'listener',
    types: ['PERSON'],
    recognize(text) {
      read.push(text)
      return []
    },
  }
  const gate = openGate(createRedactor({ recognizers: [listener, introduction], locales: [] }))
  const messages = [said('You help.', { role: 'system' }), said('Robin wrote')]
  await hideInput(gate, { ...base, messages }, options)
  await hideInput(gate, { ...base, messages: [...messages, said('Go on')] }, options)
  await hideInput(gate, { ...base, messages: [...messages, said('Go on'), told] }, options)
  expect(read).toEqual(['You help.', 'Robin wrote', 'Go on', 'my name is Robin', 'Robin wrote'])
})

test('the middleware of the AI SDK hides a name in all that comes before the message that tells it', async () => {
  const prompt: LanguageModelV3CallOptions['prompt'] = [
    { role: 'system', content: 'You help Robin.' },
    {
      role: 'assistant',
      content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'find', input: { who: 'Robin' } }],
    },
    {
      role: 'tool',
      content: [
        { type: 'tool-result', toolCallId: 'c1', toolName: 'find', output: { type: 'text', value: 'Robin: 1' } },
      ],
    },
    { role: 'user', content: [{ type: 'text', text: told.content }] },
  ]
  const { transformParams } = redactionMiddleware(redactor)
  const hidden = await transformParams?.({ params: { prompt }, type: 'generate', model: undefined as never })
  expect(JSON.stringify(hidden)).not.toContain('Robin')
  expect(JSON.stringify(hidden)).toContain('You help [PERSON_1].')
})
