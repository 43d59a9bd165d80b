import { expect, test } from 'vitest'
import { joinParts } from '../../workers/gguf/join-parts.js'
import type { GgufFile, GgufTensor } from '../../workers/gguf/read-gguf.js'
import { ggufParts } from '../../workers/model-files/gguf-parts.js'

test.each<[string, readonly string[]]>([
  ['chat.gguf', ['chat.gguf']],
  ['chat-00002-of-00002.gguf', ['chat-00001-of-00002.gguf', 'chat-00002-of-00002.gguf']],
  ['chat-00001-of-00001.gguf', ['chat-00001-of-00001.gguf']],
  ['chat-00001-of-00000.gguf', ['chat-00001-of-00000.gguf']],
  ['chat-1-of-2.gguf', ['chat-1-of-2.gguf']],
])('the parts of %s are %j', (path, parts) => {
  expect(ggufParts(path)).toEqual(parts)
})

const part = (number: number, count: number, ...tensors: string[]): GgufFile => ({
  name: `chat-${number + 1}.gguf`,
  metadata: new Map([
    ['split.no', number],
    ['split.count', count],
  ]),
  tensors: new Map(tensors.map((name) => [name, { name } as GgufTensor])),
})

test('the parts of a file have its tensors together', () => {
  const joined = joinParts([part(0, 2, 'a', 'b'), part(1, 2, 'c')])
  expect([...joined.tensors.keys()]).toEqual(['a', 'b', 'c'])
})

test.each<[string, readonly GgufFile[], string]>([
  ['one part alone', [part(0, 3, 'a')], 'chat-1.gguf'],
  ['the same part twice', [part(0, 2, 'a'), part(0, 2, 'a')], 'chat-1.gguf'],
  ['a part of another model', [part(0, 2, 'a'), part(1, 3, 'b')], 'chat-2.gguf'],
  ['a tensor in two parts', [part(0, 2, 'a'), part(1, 2, 'a')], 'chat-2.gguf'],
])('%s is refused by name', (_, parts, file) => {
  expect(() => joinParts(parts)).toThrow(expect.objectContaining({ code: 'model-corrupt', details: { file } }) as Error)
})
