import { expect, test } from 'vitest'
import { redactMessages, restoreMessages } from '../../src/redact/messages.js'
import { createRedactor } from '../../src/redact/redactor.js'
import { Vault } from '../../src/redact/vault/vault.js'
import { toyRecognizers } from './arbitrary-text.js'

const redactor = createRedactor({ recognizers: toyRecognizers, locales: [] })

const openai = [
  { role: 'system', content: 'You help Ann.' },
  {
    role: 'user',
    name: 'Ann',
    content: [
      { type: 'text', text: 'mail a@b.co' },
      { type: 'image_url', image_url: { url: 'https://x/a@b.co' } },
      { type: 'file', file: { filename: 'Ann.pdf', file_data: 'Ann' } },
    ],
  },
  {
    role: 'assistant',
    content: null,
    tool_calls: [
      {
        id: 'call_Ann',
        type: 'function',
        function: { name: 'send', arguments: '{"to":"a@b.co","phone":4155550100,"body":"Hi \\"Ann\\""}' },
      },
    ],
  },
  { role: 'function', name: 'Ann', content: '{"Ann":1}' },
  { role: 'tool', tool_call_id: 'call_Ann', content: '{"status":"sent to a@b.co"}' },
  { role: 'assistant', content: null, refusal: 'No, Ann.', function_call: { name: 'old', arguments: '{"q":"Ann' } },
]

const responses = [
  { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'I am Ann' }] },
  { type: 'function_call', call_id: 'c1', name: 'find', arguments: '{"who":"Ann"}' },
  { type: 'function_call_output', call_id: 'c1', output: 'Ann: 555-1234' },
  { type: 'reasoning', id: 'r1', summary: [{ type: 'summary_text', text: 'Ann asks' }], encrypted_content: 'Ann' },
]

const anthropic = [
  { role: 'user', content: 'I am Ann' },
  {
    role: 'assistant',
    content: [
      { type: 'thinking', thinking: 'Ann wants mail', signature: 'Ann=' },
      { type: 'text', text: 'Sure, Ann.' },
      {
        type: 'tool_use',
        id: 't1',
        name: 'find',
        input: { who: 'Ann', age: 7, tags: ['a@b.co', null], deep: { x: 'Zoë' } },
      },
    ],
  },
  {
    role: 'user',
    content: [
      { type: 'tool_result', tool_use_id: 't1', content: [{ type: 'text', text: 'Ann: 555-1234' }] },
      { type: 'tool_result', tool_use_id: 't2', content: 'Ann' },
      { type: 'document', title: 'On Ann', source: { type: 'text', media_type: 'text/plain', data: 'Ann is here' } },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'Ann' } },
    ],
  },
]

const aiSdk = [
  {
    role: 'user',
    content: [
      { type: 'text', text: 'I am Ann' },
      { type: 'file', data: 'Ann', mediaType: 'a/b', filename: 'On Ann.txt' },
    ],
  },
  {
    role: 'assistant',
    content: [
      { type: 'reasoning', text: 'Ann asks' },
      { type: 'tool-call', toolCallId: 'Ann', toolName: 'find', input: { who: 'Ann' } },
    ],
  },
  {
    role: 'tool',
    content: [
      { type: 'tool-result', toolCallId: 'Ann', toolName: 'find', output: { type: 'text', value: 'Ann: 555-1234' } },
      { type: 'tool-result', toolCallId: 'x', toolName: 'find', output: { type: 'json', value: [{ mail: 'a@b.co' }] } },
    ],
  },
  {
    id: 'm1',
    role: 'assistant',
    parts: [
      { type: 'text', text: 'Hi Ann' },
      { type: 'tool-find', toolCallId: 'Ann', state: 'output-available', input: { who: 'Ann' }, output: 'Ann here' },
      {
        type: 'dynamic-tool',
        toolName: 'x',
        toolCallId: 'y',
        state: 'output-error',
        input: { who: 'Ann' },
        errorText: 'no Ann',
      },
    ],
  },
  { role: 'assistant', content: 'x', toolInvocations: [{ toolName: 'find', args: { who: 'Ann' }, result: 'Ann' }] },
]

test.each([
  ['OpenAI chat', openai],
  ['OpenAI responses', responses],
  ['Anthropic', anthropic],
  ['AI SDK', aiSdk],
] as const)('%s messages lose their values and get them back exactly', async (_, shape) => {
  const original = structuredClone(shape) as unknown as object[]
  const { messages, vault } = await redactMessages(original, redactor)
  expect(original).toEqual(shape)
  expect(messages).toMatchSnapshot()
  expect(await restoreMessages(messages, { vault })).toEqual(shape)
})

test('what the assistant said in placeholders stays so, what a user writes is his own', async () => {
  const vault = new Vault()
  await redactMessages([{ role: 'user', content: 'a@b.co' }], redactor, { vault })
  const history = [
    { role: 'assistant', content: 'I wrote to [EMAIL_1].' },
    { role: 'user', content: 'What is [EMAIL_1]?' },
  ]
  const { messages } = await redactMessages(history, redactor, { vault })
  expect(messages.map(({ content }) => content)).toEqual(['I wrote to [EMAIL_1].', 'What is [LITERAL_1]?'])
})

test('a value with quotes goes back into the arguments of a tool call as JSON', async () => {
  const vault = new Vault()
  vault.placeholder('placeholder', 'PERSON', 'Bo "B" Li\n')
  const call = { role: 'assistant', tool_calls: [{ function: { name: 'f', arguments: '{"who":"[PERSON_1]"}' } }] }
  const [restored] = await restoreMessages([call], { vault })
  expect(JSON.parse(restored!.tool_calls[0]!.function.arguments)).toEqual({ who: 'Bo "B" Li\n' })
})

test('strict restore of messages fails on a placeholder nobody gave out', async () => {
  const message = {
    role: 'assistant',
    content: [{ type: 'tool_use', id: '1', name: 'f', input: { who: '[PERSON_9]' } }],
  }
  const restoring = restoreMessages([message], { vault: new Vault() }, { strict: true })
  await expect(restoring).rejects.toMatchObject({ code: 'restore-failed' })
})
