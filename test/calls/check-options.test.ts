import {
  answer,
  chunk,
  createClassifier,
  createEmbedder,
  createGenerator,
  createLabeler,
  createNameRecognizer,
  createReranker,
  createSuggester,
  trainClassifier,
} from 'tacet'
import { openDocuments } from 'tacet/documents'
import { type Engine, localEngine, serverEngine } from 'tacet/engines'
import { createRedactor, restore } from 'tacet/redact'
import { openRemoteStore, openVectorStore } from 'tacet/store'
import { fakeEngine } from 'tacet/testing'
import { describe, expect, test } from 'vitest'

const engines: readonly Engine[] = [
  fakeEngine(
    {
      embed: { vectors: new Float32Array(3), dimensions: 3, truncated: [] },
      classify: { scores: [[{ label: 'a', score: 1 }]], truncated: [] },
      generate: {
        text: 'yes',
        finishReason: 'stop',
        usage: { inputTokens: 1, outputTokens: 1 },
        timings: { firstTokenMs: 1, tokensPerSecond: 1 },
      },
    },
    { dimensions: 3 },
  ),
]
const embedder = { model: 'made-up', dimensions: 3 }
/** Values that JavaScript allows and the types do not. */
const wrong = <T>(value: unknown) => value as T

const CASES: readonly (readonly [string, () => unknown, RegExp])[] = [
  [
    'a misspelt option, with the nearest name',
    () => createEmbedder(wrong({ engins: engines })),
    /`engins` is not an option of createEmbedder\. Did you mean `engines`\?/,
  ],
  [
    'an option of another function, with all that there are',
    () => createReranker(wrong({ temperature: 1 })),
    /`temperature` is not an option of createReranker\. It has `model`, .*`signal`/,
  ],
  [
    'a word for all options',
    () => createLabeler(wrong('fast')),
    /The options of createLabeler must be an object, got 'fast'/,
  ],
  [
    'nothing at all for all options',
    () => createEmbedder(wrong(null)),
    /The options of createEmbedder must be .*got null/,
  ],
  [
    'an engine without a list',
    () => createEmbedder(wrong({ engines: engines[0] })),
    /`engines` of createEmbedder must be a list, got an object/,
  ],
  [
    'a list of what are no engines',
    () => createEmbedder(wrong({ engines: ['local'] })),
    /`engines\[0\]` must be an engine .*got 'local'/,
  ],
  [
    'no engine for a generator',
    () => createGenerator(wrong({ engines: [undefined] })),
    /`engines\[0\]` must be an engine/,
  ],
  [
    'a signal that is a word',
    () => createGenerator(wrong({ engines, signal: 'no' })),
    /`signal` of createGenerator must be an AbortSignal, got 'no'/,
  ],
  [
    'progress that is not called',
    () => createSuggester(wrong({ engines, onProgress: 5 })),
    /`onProgress` of createSuggester must be a function, got 5/,
  ],
  ['an option of names', () => createNameRecognizer(wrong({ engines, label: {} })), /Did you mean `labels`\?/],
  [
    'a store without an embedder',
    () => openVectorStore('x', wrong({ dimensions: 3 })),
    /openVectorStore needs the option `embedder`/,
  ],
  [
    'a store without options',
    () => openVectorStore('x', wrong(undefined)),
    /openVectorStore needs the option `embedder`/,
  ],
  [
    'a store with a misspelt option',
    () => openVectorStore('x', wrong({ embedder, memori: 'low' })),
    /Did you mean `memory`\?/,
  ],
  [
    'a store with a memory of its own',
    () => openVectorStore('x', wrong({ embedder, memory: 'tiny' })),
    /`memory` must be 'full' or 'low', got 'tiny'/,
  ],
  ['documents without an embedder', () => openDocuments('x', wrong({})), /openDocuments needs the option `embedder`/],
  [
    'documents with an option of stores',
    () => openDocuments('x', wrong({ embedder, metric: 'dot' })),
    /`metric` is not an option of openDocuments/,
  ],
  [
    'a remote store without a server',
    () => openRemoteStore('x', wrong({ embedder })),
    /openRemoteStore needs the option `server`/,
  ],
  [
    'a question of nothing',
    () => answer('q', wrong<Parameters<typeof answer>[1]>({})),
    /answer needs the option `documents`/,
  ],
  [
    'a question of a list',
    () => answer('q', wrong<Parameters<typeof answer>[1]>({ documents: [] })),
    /`documents` of answer must be an object, got a list/,
  ],
  [
    'a question of what cannot search',
    () => answer('q', wrong<Parameters<typeof answer>[1]>({ documents: {} })),
    /`documents` must be an open collection/,
  ],
  ['training without an embedder', () => trainClassifier([], wrong({})), /trainClassifier needs the option `embedder`/],
  ['passages of no text', () => chunk(wrong(undefined)), /`text` must be a string, got undefined/],
  ['passages with a misspelt option', () => chunk('text', wrong({ overlapp: 3 })), /Did you mean `overlap`\?/],
  ['a restoration of nothing', () => restore('text', wrong(null)), /`redaction` must be a result of `redact`/],
  ['an engine with a misspelt option', () => localEngine(wrong({ thread: 2 })), /Did you mean `threads`\?/],
  ['a server without an address', () => serverEngine(wrong({ model: 'x' })), /serverEngine needs the option `url`/],
  [
    'a redactor with a misspelt option',
    () => createRedactor(wrong({ strictnes: 'strict' })),
    /Did you mean `strictness`\?/,
  ],
  [
    'a classifier with an option of the other kind',
    () => createClassifier(wrong<Parameters<typeof createClassifier>[0]>({ engines, label: ['a'] })),
    /Did you mean `labels`\?/,
  ],
]

describe('wrong use is refused by the option’s name', () => {
  test.each(CASES)('%s', async (_, act, message) => {
    const failure = await Promise.resolve()
      .then(act)
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(TypeError)
    expect((failure as TypeError).message).toMatch(message)
  })
})

describe('calls', () => {
  test('refuse a misspelt option and a signal that is none', async () => {
    const embed = await createEmbedder({ engines })
    await expect(embed.embed('a', wrong({ kindd: 'query' }))).rejects.toThrow('Did you mean `kind`?')
    await expect(embed.embed('a', wrong({ signal: 'no' }))).rejects.toThrow('`signal` of embed must be an AbortSignal')
    const classifier = await createClassifier({ engines, labels: ['a', 'b'] })
    await expect(classifier.classify('a', wrong({ topK: 1 }))).rejects.toThrow('`topK` is not an option of classify')
    const generator = await createGenerator({ engines })
    await expect(generator.generate('a', wrong({ maxToken: 1 }))).rejects.toThrow('Did you mean `maxTokens`?')
    await expect(generator.choose('a', ['b', 'c'], wrong({ rankby: 'fit' }))).rejects.toThrow('Did you mean `rankBy`?')
  })

  test('take a signal of another window', async () => {
    const { signal } = new AbortController()
    const foreign = Object.create(signal) as AbortSignal
    Object.defineProperties(foreign, {
      aborted: { value: false },
      throwIfAborted: { value: () => {} },
      addEventListener: { value: () => {} },
      removeEventListener: { value: () => {} },
    })
    const embed = await createEmbedder({ engines })
    expect(await embed.embed('a', { signal: foreign })).toBeInstanceOf(Float32Array)
  })
})
