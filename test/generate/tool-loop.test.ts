import { expect, test } from 'vitest'
import { createTacet } from '../../src/ai-sdk/index.js'
import { createGenerator } from '../../src/generate.js'
import { scriptedEngine } from './scripted-engine.js'

const calling = (...calls: (readonly [id: string, values: object])[]) =>
  ({
    finishReason: 'tool-calls',
    toolCalls: calls.map(([id, values]) => ({ id, name: 'double', arguments: JSON.stringify(values) })),
  }) as const

async function use(lines: Parameters<typeof scriptedEngine>[1], before: readonly object[] = []) {
  const engine = scriptedEngine('local', lines)
  await using generator = await createGenerator({ engines: [engine] })
  const ran: number[] = []
  const double = {
    name: 'double',
    parameters: { type: 'object', properties: { n: { type: 'number' } } },
    execute: ({ n }: { n: number }) => {
      ran.push(n)
      return n * 2
    },
  }
  const prompt = [...before, { role: 'user', content: 'Double' }] as Parameters<typeof generator.generate>[0]
  await generator.generate(prompt, { tools: [double] })
  const told = engine.asked.at(-1)?.messages ?? []
  const results = told.filter(({ role }) => role === 'tool').map(({ content, toolCallId }) => [toolCallId, content])
  const ids = told.flatMap(({ toolCalls = [] }) => toolCalls.map(({ id }) => id))
  return { ran, results, ids }
}

test('two calls without ids are both run, and each result belongs to its call', async () => {
  const { ran, results, ids } = await use([calling(['', { n: 1 }], ['', { n: 2 }]), 'Done'])
  expect([ran, ids]).toEqual([
    [1, 2],
    ['call_1', 'call_2'],
  ])
  expect(results).toEqual([
    ['call_1', '2'],
    ['call_2', '4'],
  ])
})

test('ids that begin anew in each answer do not give one call the result of another', async () => {
  const { ran, results } = await use([calling(['call_0', { n: 1 }]), calling(['call_0', { n: 5 }]), 'Done'])
  expect(ran).toEqual([1, 5])
  expect(results).toEqual([
    ['call_0', '2'],
    ['call_1', '10'],
  ])
})

test('one id twice in one answer is two calls where the arguments differ, and one where they do not', async () => {
  const { ran, results } = await use([calling(['a', { n: 1 }], ['a', { n: 2 }], ['a', { n: 2 }]), 'Done'])
  expect(ran).toEqual([1, 2])
  expect(results).toEqual([
    ['a', '2'],
    ['call_1', '4'],
    ['call_1', '4'],
  ])
})

test('an id of an earlier turn is not given again', async () => {
  const before = [
    { role: 'assistant', content: '', toolCalls: [{ id: 'call_1', name: 'double', arguments: '{"n":1}' }] },
    { role: 'tool', content: '2', toolCallId: 'call_1' },
  ]
  const { ids, ran } = await use([calling(['', { n: 3 }], ['call_1', { n: 4 }]), 'Done'], before)
  expect([ran, ids]).toEqual([
    [3, 4],
    ['call_1', 'call_2', 'call_3'],
  ])
})

test('the AI SDK gets an id for a call that has none', async () => {
  const model = createTacet({ engines: [scriptedEngine('local', [calling(['', { n: 1 }], ['', { n: 2 }])])] })
  const { content } = await model.languageModel().doGenerate({ prompt: [] })
  expect(content.map((part) => 'toolCallId' in part && part.toolCallId)).toEqual(['call_1', 'call_2'])
})
