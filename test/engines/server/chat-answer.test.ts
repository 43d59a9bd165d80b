import { expect, test } from 'vitest'
import { createChatAnswer } from '../../../src/engines/server/chat-answer.js'

const chunk = (delta: object, rest: object = {}) =>
  JSON.stringify({ id: 'c1', created: 1, choices: [{ index: 0, delta }], ...rest })
const END = JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })

function read(...chunks: string[]) {
  const shown: string[] = []
  const answer = createChatAnswer((text) => shown.push(text))
  for (const each of [...chunks, END]) answer.add(each)
  return { ...answer.result(), shown: shown.join('') }
}

const ha = { content: ' ha' }

test.each([
  ['nothing marks as one', [chunk(ha), chunk(ha), chunk(ha)], ' ha ha ha'],
  [
    'has a padding of its own',
    [chunk(ha, { obfuscation: 'q8Zt1LmPw0' }), chunk(ha, { obfuscation: 'R4tYbbc92k' })],
    ' ha ha',
  ],
  [
    'has the same padding by chance, for it is short',
    [chunk(ha, { obfuscation: 'q8' }), chunk(ha, { obfuscation: 'q8' })],
    ' ha ha',
  ],
  [
    'says something else under the same padding',
    [chunk(ha, { obfuscation: 'q8Zt1LmPw0' }), chunk({ content: '!' }, { obfuscation: 'q8Zt1LmPw0' })],
    ' ha!',
  ],
  ['has an empty padding', [chunk(ha, { obfuscation: '' }), chunk(ha, { obfuscation: '' })], ' ha ha'],
])('a repetition that %s is what the model wrote', (_name, chunks, expected) => {
  expect(read(...chunks)).toMatchObject({ text: expected, shown: expected })
})

test('chunks that come again with their padding count once, in whatever order', () => {
  const first = chunk(ha, { obfuscation: 'q8Zt1LmPw0' })
  const second = chunk({ content: ' oh' }, { obfuscation: 'R4tYbbc92k' })
  expect(read(first, second, first, second, second)).toMatchObject({ text: ' ha oh', shown: ' ha oh' })
})

const call = (values: string, rest: object = { index: 0 }) => ({
  tool_calls: [{ id: 'a', function: { name: 'add', arguments: values }, ...rest }],
})

test.each([
  ['with an index', { index: 0 }],
  ['without one', {}],
])('the call of a tool that comes twice %s is one call', (_name, rest) => {
  const whole = chunk(call('{"a":1}', rest))
  expect(read(whole, whole).toolCalls).toEqual([{ id: 'a', name: 'add', arguments: '{"a":1}' }])
})

test('pieces of arguments that are the same are both there', () => {
  expect(read(chunk(call('{"a":')), chunk(call('{"a":')), chunk(call('1}}'))).toolCalls).toEqual([
    { id: 'a', name: 'add', arguments: '{"a":{"a":1}}' },
  ])
})

test('two calls of one tool with the same arguments are two', () => {
  const again = { tool_calls: [{ id: 'b', index: 1, function: { name: 'add', arguments: '{"a":1}' } }] }
  expect(read(chunk(call('{"a":1}')), chunk(again)).toolCalls.map(({ id }) => id)).toEqual(['a', 'b'])
})
