import { availability, createLanguageDetector, createTranslator, summarize } from 'tacet'
import {
  builtinAvailability,
  builtinEngine,
  createBuiltinProofreader,
  createBuiltinRewriter,
  createBuiltinSummarizer,
  createBuiltinWriter,
} from 'tacet/engines'
import { fakeEngine } from 'tacet/testing'
import { afterEach, expect, test } from 'vitest'
import { browserClassStandIn, type ClassOptions } from './browser-class-stand-in.js'

type Name = 'LanguageDetector' | 'Translator' | 'Summarizer' | 'Writer' | 'Rewriter' | 'Proofreader'
const scope = globalThis as Partial<Record<Name, unknown>>
const names: readonly Name[] = ['LanguageDetector', 'Translator', 'Summarizer', 'Writer', 'Rewriter', 'Proofreader']
afterEach(() => {
  for (const name of names) delete scope[name]
})

const long = 'The bees left the valley years ago. Bees return where hedges are planted in the valley. We saw it.'

/** The answers of the objects of each class. */
const METHODS: Readonly<Record<Name, ClassOptions['methods']>> = {
  LanguageDetector: {
    detect: (text) => [
      { detectedLanguage: text.includes('ist') ? 'de' : 'en', confidence: 0.8 },
      { detectedLanguage: 'nl', confidence: 0.15 },
      { detectedLanguage: 'und', confidence: 0.01 },
    ],
  },
  Translator: {
    translate: (text) => text.toUpperCase(),
    translateStreaming: (text) => [text.slice(0, 3).toUpperCase(), text.slice(3).toUpperCase()],
  },
  Summarizer: {
    summarize: (text) => text.split('. ')[1],
    summarizeStreaming: (text) => [
      'Bees return where ',
      text.includes('hedges') ? 'hedges are planted.' : 'they were.',
    ],
    measureInputUsage: (text) => text.length,
  },
  Writer: { writeStreaming: (request) => ['About ', request] },
  Rewriter: { rewriteStreaming: (text) => [text.toLowerCase()] },
  Proofreader: {
    proofread: (text) => ({
      correctedInput: text.replace('loafs', 'loaves'),
      corrections: [{ startIndex: 4, endIndex: 9, correction: 'loaves', types: ['spelling'] }],
    }),
  },
}

function browserWith(name: Name, options: Partial<ClassOptions> = {}) {
  const standIn = browserClassStandIn({ methods: METHODS[name], ...options })
  scope[name] = standIn.made
  return standIn
}

const pair = { sourceLanguage: 'en', targetLanguage: 'de' }
type Made = { close(): Promise<void> }
type Creation = { readonly signal?: AbortSignal; readonly onProgress?: (progress: unknown) => void }

/** Each class: how its model is created, how it is called, and its availability. */
const kinds: readonly {
  readonly name: Name
  readonly make: (options?: Creation) => Promise<Made>
  readonly call: (made: never, signal?: AbortSignal) => Promise<unknown>
  readonly ask: () => Promise<string>
}[] = [
  {
    name: 'LanguageDetector',
    make: (options) => createLanguageDetector({ engines: [builtinEngine()], ...options }),
    call: (made: Awaited<ReturnType<typeof createLanguageDetector>>, signal) => made.detect('Wie', { signal }),
    ask: () => availability('language', { engines: [builtinEngine()] }),
  },
  {
    name: 'Translator',
    make: (options) => createTranslator({ ...pair, engines: [builtinEngine()], ...options }),
    call: (made: Awaited<ReturnType<typeof createTranslator>>, signal) => made.translate('One.', { signal }),
    ask: () => availability('generate', { translation: pair, engines: [builtinEngine()] }),
  },
  {
    name: 'Summarizer',
    make: createBuiltinSummarizer,
    call: (made: Awaited<ReturnType<typeof createBuiltinSummarizer>>, signal) => made.summarize(long, { signal }),
    ask: () => builtinAvailability('Summarizer', { type: 'tldr' }),
  },
  {
    name: 'Writer',
    make: createBuiltinWriter,
    call: (made: Awaited<ReturnType<typeof createBuiltinWriter>>, signal) => made.write('rain', { signal }).result,
    ask: () => builtinAvailability('Writer', { tone: 'formal' }),
  },
  {
    name: 'Rewriter',
    make: createBuiltinRewriter,
    call: (made: Awaited<ReturnType<typeof createBuiltinRewriter>>, signal) => made.rewrite('Rain', { signal }).result,
    ask: () => builtinAvailability('Rewriter'),
  },
  {
    name: 'Proofreader',
    make: createBuiltinProofreader,
    call: (made: Awaited<ReturnType<typeof createBuiltinProofreader>>, signal) =>
      made.proofread('two loafs', { signal }),
    ask: () => builtinAvailability('Proofreader', { languages: ['en'] }),
  },
]

test.each(kinds)(
  '$name: each word of availability is passed on, and a browser without the class has none',
  async ({ name, ask, make }) => {
    expect(await ask()).toBe('unavailable')
    await expect(make()).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/^This browser has no/),
    })
    for (const word of ['downloadable', 'downloading', 'available', 'unavailable'] as const) {
      browserWith(name, { availability: word })
      expect(await ask()).toBe(word)
    }
    await expect(make()).rejects.toMatchObject({ code: 'unsupported' })
  },
)

test.each(kinds)('$name: a download is told as shares, also one that another tab began', async ({ name, make }) => {
  for (const word of ['downloadable', 'downloading'] as const) {
    browserWith(name, { availability: word })
    const told: unknown[] = []
    const made = await make({ onProgress: (progress) => told.push(progress) })
    expect(told.slice(0, 3)).toEqual([0, 0.5, 1].map((loaded) => ({ type: 'download', loaded, total: 1 })))
    await made.close()
  }
})

test.each(kinds)('$name: a download without a click says that it needs one', async ({ name, make }) => {
  browserWith(name, { availability: 'downloadable', activated: false })
  await expect(make()).rejects.toMatchObject({ code: 'unsupported', message: expect.stringContaining('click') })
})

test.each(kinds)('$name: an abort while it is created rejects with its reason', async ({ name, make }) => {
  const standIn = browserWith(name, { availability: 'downloadable' })
  await expect(make({ signal: AbortSignal.abort('too late') })).rejects.toBe('too late')
  const stop = new AbortController()
  const made = make({ signal: stop.signal, onProgress: () => stop.abort('enough') })
  await expect(made).rejects.toBe('enough')
  expect(standIn.created).toEqual([])
})

test.each(kinds)('$name: the signal of its creation does not end it later', async ({ name, make, call }) => {
  browserWith(name)
  const stop = new AbortController()
  const made = await make({ signal: stop.signal })
  stop.abort('done with creating')
  await call(made as never)
  expect((scope[name] as object) !== undefined).toBe(true)
})

test.each(kinds)(
  '$name: an abort of a call rejects with its reason, and the next call works',
  async ({ name, make, call }) => {
    browserWith(name, { endless: true })
    const made = await make()
    const stop = new AbortController()
    const running = call(made as never, stop.signal)
    stop.abort('enough')
    await expect(running).rejects.toBe('enough')
  },
)

test.each(kinds)(
  '$name: closing ends what runs, and destroys the object of the browser',
  async ({ name, make, call }) => {
    const standIn = browserWith(name, { endless: true })
    const made = await make()
    const running = call(made as never)
    await made.close()
    await made.close()
    await expect(running).rejects.toMatchObject({ code: 'closed' })
    await expect(call(made as never)).rejects.toMatchObject({ code: 'closed' })
    expect(standIn.created.map(({ destroyed }) => destroyed)).toEqual([true])
  },
)

test.each(kinds)(
  '$name: a model that the browser threw away rejects once, and is created again',
  async ({ name, make, call }) => {
    const standIn = browserWith(name)
    const made = await make()
    await call(made as never)
    standIn.vanish()
    await expect(call(made as never)).rejects.toMatchObject({ code: 'worker-crashed', retryable: true })
    await call(made as never)
    expect(standIn.created).toHaveLength(2)
  },
)

test.each([
  ['NotSupportedError', 'unsupported'],
  ['NotReadableError', 'invalid-output'],
  ['NetworkError', 'model-download'],
  ['AbortError', 'worker-crashed'],
])('%s of a call is %s, with the name of the model', async (failure, code) => {
  browserWith('Rewriter', {
    methods: {
      rewriteStreaming: () => {
        throw new DOMException('no', failure)
      },
    },
  })
  const rewriter = await createBuiltinRewriter()
  await expect(rewriter.rewrite('a').result).rejects.toMatchObject({
    code,
    message: expect.stringMatching(/^The browser's Rewriter /),
    cause: { name: failure },
  })
})

test.each([
  ['languages', () => createBuiltinWriter({ languages: ['en_US'] }), RangeError],
  ['a language', () => createBuiltinSummarizer({ outputLanguage: '?' }), RangeError],
  ['an option', () => createBuiltinProofreader({ typs: true } as never), /`typs` is not an option.*`types`/],
  ['a model', () => builtinAvailability('Poet' as never), /must be one of Summarizer, Writer/],
  ['a text', async () => (await createBuiltinWriter()).write(7 as never), /must be a string, got 7/],
] as const)('%s that is wrong is named', async (_what, run, expected) => {
  for (const name of names) browserWith(name)
  await expect((async () => run())()).rejects.toThrow(expected as RegExp)
})

test('the language of a text, with the rest of the probability as `und`', async () => {
  browserWith('LanguageDetector')
  await using detector = await createLanguageDetector({ engines: [builtinEngine(), fakeEngine({})] })
  expect([detector.model, detector.languages]).toEqual(['LanguageDetector', undefined])
  const [german, english] = await detector.detect(['Wie spät ist es?', 'What time?'])
  expect([german?.language, english?.language]).toEqual(['de', 'en'])
  expect(german?.scores.map(({ label }) => label)).toEqual(['de', 'nl', 'und'])
  expect(german?.scores.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1)
})

test('of the languages that the caller names, or none of them', async () => {
  browserWith('LanguageDetector')
  await using detector = await createLanguageDetector({ engines: [builtinEngine()], languages: ['nl-BE', 'fr'] })
  const { language, scores } = await detector.detect('Wie spät ist es?')
  expect([language, ...scores.map(({ label }) => label)]).toEqual(['und', 'und', 'nl-BE'])
})

test.each([
  [['zh'], { zh: 0.8, und: 0.2 }],
  [['zh-Hant', 'zh-Latn'], { 'zh-Hant': 0.6, 'zh-Latn': 0.2, und: 0.2 }],
])('scripts of a language count for the tag that the caller named: %j', async (languages, expected) => {
  const results = [
    { detectedLanguage: 'zh', confidence: 0.6 },
    { detectedLanguage: 'zh-Latn', confidence: 0.2 },
  ]
  browserWith('LanguageDetector', { methods: { detect: () => results } })
  await using detector = await createLanguageDetector({ engines: [builtinEngine()], languages })
  const { scores } = await detector.detect('Ni hao')
  expect(scores).toHaveLength(Object.keys(expected).length)
  for (const { label, score } of scores) expect(score).toBeCloseTo((expected as Record<string, number>)[label] ?? -1)
})

test('a translation keeps the line ends, is streamed, and needs no model of the app', async () => {
  const standIn = browserWith('Translator')
  await using translator = await createTranslator({ ...pair, engines: [builtinEngine()] })
  expect(translator.model).toBe('Translator')
  expect((await translator.translate('One.\n- Two.\n12')).text).toBe('ONE.\n- TWO.\n12')
  const pieces: string[] = []
  for await (const piece of translator.stream('The house.')) pieces.push(piece)
  expect(pieces).toEqual(['THE', ' HOUSE.'])
  expect(standIn.created[0]?.options).toMatchObject(pair)
})

test('a model that is named is for another engine, unless the app says otherwise', async () => {
  browserWith('Translator')
  const named = { ...pair, model: '/models/opus/' }
  await expect(createTranslator({ ...named, engines: [builtinEngine()] })).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('/models/opus/'),
  })
  await using translator = await createTranslator({ ...named, engines: [builtinEngine({ anyModel: true })] })
  expect(translator.model).toBe('Translator')
})

test('without a model and without an engine that translates, the error says what to give', async () => {
  await expect(createTranslator(pair)).rejects.toThrow('createTranslator needs the option `model`, or an engine')
  await expect(createTranslator({ ...pair, engines: [builtinEngine()] })).rejects.toMatchObject({
    message: 'This browser has no model of its own that translates from en to de',
  })
})

test("the browser's Summarizer writes for summarize, with its form and its languages", async () => {
  const standIn = browserWith('Summarizer', { properties: { inputQuota: 1000 } })
  const summarizer = await createBuiltinSummarizer({
    type: 'tldr',
    length: 'long',
    languages: ['de'],
    context: 'a report',
  })
  expect(standIn.created[0]?.options).toMatchObject({
    type: 'tldr',
    length: 'long',
    format: 'markdown',
    sharedContext: 'a report',
    expectedInputLanguages: ['de'],
    outputLanguage: 'de',
  })
  const { text, method } = await summarize(long, { summarizer, context: 'for farmers' }).result
  expect([text, method]).toEqual(['Bees return where hedges are planted.', 'summarizer'])
  expect(standIn.calls.at(-1)?.options).toMatchObject({ context: 'for farmers' })
  expect(await summarizer.measureInputUsage('abc')).toBe(3)
  standIn.vanish()
  await expect(summarize(long, { summarizer }).result).rejects.toMatchObject({ code: 'worker-crashed' })
  await summarizer.close()
})

test('a text that is too long for the browser is told with the sizes, and the model stays', async () => {
  const error = Object.assign(new DOMException('long', 'QuotaExceededError'), { requested: 9, quota: 5 })
  const standIn = browserWith('Summarizer', {
    methods: {
      summarize: () => {
        throw error
      },
    },
  })
  await using summarizer = await createBuiltinSummarizer()
  const overflow = { code: 'context-overflow', details: { requested: 9, contextWindow: 5 } }
  await expect(summarizer.summarize(long)).rejects.toMatchObject(overflow)
  await expect(summarizer.summarize(long)).rejects.toMatchObject(overflow)
  expect(standIn.created).toHaveLength(1)
})

test('a text that the browser refuses takes the model from no other call', async () => {
  const standIn = browserWith('Rewriter', {
    methods: {
      rewriteStreaming: (text) => {
        if (text === 'bad') throw new DOMException('no', 'NotSupportedError')
        return [text]
      },
    },
  })
  await using rewriter = await createBuiltinRewriter()
  await expect(rewriter.rewrite('bad').result).rejects.toMatchObject({ code: 'unsupported' })
  expect(await rewriter.rewrite('good').result).toBe('good')
  expect(standIn.created.map(({ destroyed }) => destroyed)).toEqual([false])
})

test('a failed creation that nobody waited for is no failure of the next call', async () => {
  const standIn = browserWith('Rewriter')
  await using rewriter = await createBuiltinRewriter()
  standIn.vanish()
  await expect(rewriter.rewrite('a').result).rejects.toMatchObject({ code: 'worker-crashed' })
  const made = standIn.made as { create: (options?: object) => Promise<unknown> }
  const { create } = made
  made.create = async () => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    throw new DOMException('no', 'NetworkError')
  }
  const stop = new AbortController()
  const given = rewriter.rewrite('a', { signal: stop.signal }).result
  await new Promise((resolve) => setTimeout(resolve, 1))
  stop.abort('enough')
  await expect(given).rejects.toBe('enough')
  await new Promise((resolve) => setTimeout(resolve, 20))
  made.create = create
  expect(await rewriter.rewrite('b').result).toBe('b')
})

test('a writer and a rewriter stream, and get no context that was not given', async () => {
  const writing = browserWith('Writer')
  const writer = await createBuiltinWriter({ tone: 'formal' })
  const stream = writer.write('rain')
  const pieces: string[] = []
  for await (const piece of stream) pieces.push(piece)
  expect([pieces, await stream.result]).toEqual([['About ', 'rain'], 'About rain'])
  expect(writing.created[0]?.options).toMatchObject({ tone: 'formal', format: 'markdown', length: 'short' })
  expect('context' in (writing.calls[0]?.options ?? {})).toBe(false)
  expect('sharedContext' in (writing.created[0]?.options ?? {})).toBe(false)
  browserWith('Rewriter')
  const rewriter = await createBuiltinRewriter()
  expect(await rewriter.rewrite('LOUD', { context: 'a mail' }).result).toBe('loud')
})

test('corrections have their places in our words; places outside of the text are refused', async () => {
  browserWith('Proofreader')
  const text = 'two loafs'
  const { text: corrected, corrections } = await (await createBuiltinProofreader({ types: true })).proofread(text)
  expect(corrected).toBe('two loaves')
  expect(corrections).toEqual([
    { start: 4, end: 9, replacement: 'loaves', types: ['spelling'], explanation: undefined },
  ])
  const lying = await createBuiltinProofreader()
  await expect(lying.proofread('two')).rejects.toMatchObject({ code: 'invalid-output' })
})
