import {
  answer,
  availability,
  chunk,
  cosine,
  createClassifier,
  createEmbedder,
  createGenerator,
  createLabeler,
  createNameRecognizer,
  createReranker,
  createSuggester,
  importClassifier,
  type Tool,
  tool,
  trainClassifier,
} from 'tacet'
import {
  createTacet,
  guardMiddleware,
  redactionMiddleware,
  redactionTransport,
  type WrappedTransport,
} from 'tacet/ai-sdk'
import { openDocuments } from 'tacet/documents'
import { createBudget, type Engine, localEngine, route, serverEngine } from 'tacet/engines'
import { TacetEmbeddings, TacetRedactor } from 'tacet/langchain'
import { installPolyfill } from 'tacet/polyfill'
import {
  createRedactor,
  decryptValues,
  exportVault,
  nameRecognizer,
  patternRecognizer,
  RedactStream,
  RestoreStream,
  redactMessages,
  restore,
  Vault,
} from 'tacet/redact'
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
    'a store whose name was left out',
    () => openVectorStore(wrong({ embedder }), wrong(undefined)),
    /`name` must be a string that is not empty, got an object/,
  ],
  [
    'the name of a model in place of an embedder, with what makes one',
    () => openVectorStore('x', wrong({ embedder: 'minilm' })),
    /`embedder` of openVectorStore must be an object, got 'minilm'\. createEmbedder\(\) makes it\./,
  ],
  [
    'an embedder that is not awaited',
    () => openVectorStore('x', wrong({ embedder: Promise.resolve(embedder) })),
    /`embedder` of openVectorStore must be an object, got a promise: write `await` before it$/,
  ],
  [
    'a task that there is not',
    () => availability(wrong('classification')),
    /`task` must be one of embed, classify, .*, got 'classification'/,
  ],
  [
    'a word in place of an operator',
    () => createRedactor(wrong({ operators: { EMAIL: 'mask' } })),
    /`operators\.EMAIL` must be an object whose `type` is one of placeholder, mask, .*, got 'mask'/,
  ],
  [
    'a restoration of a redaction that is not awaited',
    () => restore('text', wrong(Promise.resolve())),
    /`redaction` must be a result of `redact`.*got a promise: write `await` before it/,
  ],
  [
    'a label in place of labels',
    () => createClassifier(wrong<Parameters<typeof createClassifier>[0]>({ engines, labels: 'billing' })),
    /`labels` must be a list.*got 'billing'/,
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
  [
    'a privacy by another name, before a server gets the text',
    async () => (await createGenerator({ engines })).generate('a', wrong({ privacy: 'Secret' })),
    /`privacy` of generate must be 'public', 'internal', 'personal' or 'secret', got 'Secret'/,
  ],
  [
    'a policy whose mode is none',
    () => createGenerator(wrong({ engines, policy: { mode: 'device-only' } })),
    /`mode` of `policy` must be 'only-device', .* got 'device-only'/,
  ],
  [
    'a policy with a misspelt rule',
    () => createGenerator(wrong({ engines, policy: { unredacte: 'public' } })),
    /`unredacte` is not an option of `policy`\. Did you mean `unredacted`\?/,
  ],
  [
    'choices that are no list',
    async () => (await createGenerator({ engines })).choose('a', wrong<string[]>({ choices: ['a', 'b'] })),
    /`choices` must be a list of texts, got an object/,
  ],
  ['a tool that is none', () => tool(wrong<Tool>(null)), /`tools\[\]\.name` must be letters/],
  [
    'a tool without a function',
    () => tool(wrong<Tool>({ name: 'a', parameters: {} })),
    /`execute` of the tool a must be a function/,
  ],
  [
    'a tool without parameters',
    () => tool(wrong<Tool>({ name: 'a', execute: () => 1 })),
    /`parameters` of the tool a must be a schema/,
  ],
  ['a middleware without a redactor', () => redactionMiddleware(wrong({})), /`redactor` must be a redactor/],
  [
    'a transport and its redactor in the wrong order',
    () => redactionTransport(wrong<WrappedTransport>(createRedactor()), wrong({})),
    /`transport` must be a transport/,
  ],
  [
    'a middleware without a guard',
    () => guardMiddleware(wrong(null)),
    /`guard` must be a guard of createGuard\(\), got null/,
  ],
  ['a provider with a misspelt option', () => createTacet(wrong({ engine: engines[0] })), /Did you mean `engines`\?/],
  [
    'a server whose redactor redacts nothing',
    () => serverEngine(wrong({ url: 'https://a.example', redactor: {} })),
    /`redactor` must be/,
  ],
  [
    'vectors for LangChain without an embedder',
    () => new TacetEmbeddings(wrong(null)),
    /`embedder` must be an embedder/,
  ],
  ['documents for LangChain without a redactor', () => new TacetRedactor(wrong({})), /`redactor` must be a redactor/],
  [
    'globals by one name',
    () => installPolyfill(wrong({ scope: {}, force: 'Summarizer' })),
    /`force` must be true, false or a list/,
  ],
  ['training without an embedder', () => trainClassifier([], wrong({})), /trainClassifier needs the option `embedder`/],
  [
    'a priority that is none',
    async () => (await createEmbedder({ engines })).embed('a', wrong({ priority: null })),
    /`priority` of embed must be 'interactive' or 'background', got null/,
  ],
  [
    'an embedder that embeds nothing',
    () => trainClassifier([], wrong({ embedder: {} })),
    /`embedder` must be an embedder/,
  ],
  [
    'an import without an embedder',
    () => importClassifier(wrong({}), wrong({})),
    /importClassifier needs .* `embedder`/,
  ],
  [
    'a search of the caller that gives no list',
    () => answer('q', { documents: { search: async () => wrong<never[]>(null) } }).result,
    /`documents\.search` must give a list of passages, got null/,
  ],
  [
    'a search of the caller that gives no passages',
    () => answer('q', { documents: { search: async () => wrong<never[]>([{}]) } }).result,
    /Passage 0 of `documents\.search` must have a text/,
  ],
  [
    'passages of an unknown format',
    () => chunk('text', wrong({ format: 'pdf' })),
    /`format` of chunk must be 'text', 'markdown' or 'html'/,
  ],
  ['a task without a name', () => availability(wrong(undefined)), /`task` must be one of embed, .*, got undefined/],
  ['the likeness of nothing', () => cosine(wrong(null), wrong(null)), /cosine needs two vectors/],
  [
    'a budget with a limit by another name',
    () => createBudget(wrong({ name: 'a', limit: 5 })),
    /`limit` is not an option of createBudget/,
  ],
  [
    'a budget whose limit is a word',
    () => createBudget(wrong({ name: 'a', maxMoney: '5' })),
    /`maxMoney` of createBudget must be a number .*got '5'/,
  ],
  ['a route without engines', () => route(wrong({}), {}, wrong(undefined)), /route needs .* a list of `targets`/],
  [
    'a redactor of no country',
    () => createRedactor(wrong({ locales: null })),
    /`locales` must be 'auto', 'all', or a list of countries, got null/,
  ],
  [
    'a redactor of a country by number',
    () => createRedactor(wrong({ locales: [49] })),
    /`locales` must hold names of countries, got 49/,
  ],
  [
    'a value to allow that is none',
    () => createRedactor(wrong({ allow: [null] })),
    /`allow` must hold non-empty strings/,
  ],
  [
    'a redaction into another vault',
    () => createRedactor().redact('a', wrong({ vault: {} })),
    /`vault` must be a Vault, got an object/,
  ],
  [
    'a stream of no redactor',
    () => new RedactStream(wrong(null)),
    /`redactor` must be a redactor of createRedactor, got null/,
  ],
  ['a stream of no redaction', () => new RestoreStream(wrong({})), /`redaction` must be a result of `redact`/],
  ['a vault with a misspelt option', () => new Vault(wrong({ lifetime: 5 })), /`lifetime` is not an option of Vault/],
  [
    'messages without a redactor',
    () => redactMessages([], wrong({})),
    /`redactor` must be a redactor of createRedactor/,
  ],
  [
    'messages that are none',
    () => redactMessages(wrong<object[]>('hello'), createRedactor()),
    /`messages` must be a list, got 'hello'/,
  ],
  [
    'a pattern as a word',
    () => patternRecognizer(wrong({ name: 'a', type: 'A', pattern: 'a' })),
    /`pattern` of patternRecognizer must be a regular/,
  ],
  [
    'an archive without a key',
    () => exportVault(new Vault(), wrong(undefined)),
    /`key` must be an AES-GCM CryptoKey, got undefined/,
  ],
  ['an archive of no vault', () => exportVault(wrong({}), wrong(undefined)), /`vault` must be a Vault/],
  ['values without a key', () => decryptValues('text', wrong(undefined)), /`key` must be an AES-GCM CryptoKey/],
  [
    'spans of an object for all options',
    () => nameRecognizer({ label: async () => [] }, wrong({ label: {} })),
    /Did you mean `labels`\?/,
  ],
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

test('a country by its name is refused with the form that is taken', () => {
  const named = () => createRedactor(wrong({ locales: ['germany'] }))
  expect(named).toThrow(RangeError)
  expect(named).toThrow('no pack for germany. It takes countries by two letters, such as us, gb and de')
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
