import { createGenerator, createLanguageDetector, summarize } from 'tacet'
import { builtinAvailability, builtinEngine, createBuiltinSummarizer, localEngine } from 'tacet/engines'
import { installPolyfill, type PolyfillName, type PolyfillScope } from 'tacet/polyfill'
import { fakeEngine } from 'tacet/testing'
import { afterAll, expect, test } from 'vitest'
import { written } from '../polyfill/polyfilled.js'

const engine = localEngine({ baseUrl: '/' })
afterAll(() => engine.stop())

/** The browser's own classes, before the polyfill: Chromium has most of them, without their models. */
const natives = { ...Object.getOwnPropertyDescriptors(globalThis) } as Record<string, PropertyDescriptor>
const page = globalThis as PolyfillScope

const generator = await createGenerator({ engines: [fakeEngine({ generate: written('An answer.') })] })
const polyfill = installPolyfill({
  languageDetector: { engines: [engine] },
  translator: { model: 'any', engines: [engine] },
  generator,
  force: true,
})

test('the globals answer on a page', async () => {
  expect(polyfill.installed).toEqual([
    'LanguageDetector',
    'Summarizer',
    'Translator',
    'LanguageModel',
    'Writer',
    'Rewriter',
  ])
  const { LanguageDetector, Summarizer, LanguageModel } = page as Required<PolyfillScope>
  const told: number[] = []
  const detector = await LanguageDetector.create({
    expectedInputLanguages: ['de', 'en'],
    monitor: (target) =>
      target.addEventListener('downloadprogress', (event) => told.push((event as ProgressEvent).loaded)),
  })
  expect([told[0], told.at(-1)]).toEqual([0, 1])
  expect(await LanguageDetector.availability()).toBe('available')
  const results = await detector.detect('Wie spät ist es, und wo fährt der nächste Zug ab?')
  expect(results[0]?.detectedLanguage).toBe('de')
  expect(results.at(-1)?.detectedLanguage).toBe('und')
  detector.destroy()
  await expect(detector.detect('Hallo')).rejects.toMatchObject({ name: 'AbortError' })

  const summarizer = await Summarizer.create({ type: 'tldr' })
  const text = 'The bees left the valley years ago. Bees return where hedges are planted in the valley. We saw it.'
  let summary = ''
  for await (const piece of summarizer.summarizeStreaming(text) as ReadableStream<string> & AsyncIterable<string>)
    summary += piece
  expect(text).toContain(summary)
  expect(await (await LanguageModel.create()).prompt('Hi')).toBe('An answer.')
})

const nativeClass = (name: PolyfillName) => {
  const descriptor = natives[name]
  return (descriptor?.value ?? descriptor?.get?.call(globalThis)) as
    | ((new () => object) & Record<string, (options?: object) => Promise<unknown>>)
    | undefined
}

test('each member of a class of the browser is a member of the class here', async () => {
  const instances = {
    LanguageDetector: await page.LanguageDetector?.create(),
    Summarizer: await page.Summarizer?.create(),
    Translator: await page.Translator?.create({ sourceLanguage: 'en', targetLanguage: 'en' }),
    LanguageModel: await page.LanguageModel?.create(),
    Writer: await page.Writer?.create(),
    Rewriter: await page.Rewriter?.create(),
  }
  const missing = Object.entries(instances).flatMap(([name, instance]) => {
    const members = Object.getOwnPropertyNames(nativeClass(name as PolyfillName)?.prototype ?? {})
    return members.filter((member) => !(member in (instance as object))).map((member) => `${name}.${member}`)
  })
  // The browser offers these only to extensions.
  expect(missing.filter((member) => !/\.(topK|temperature|onquotaoverflow)$/.test(member))).toEqual([])
})

test.each([
  ['LanguageDetector', 'create', { expectedInputLanguages: ['en_US'] }],
  ['LanguageDetector', 'availability', { expectedInputLanguages: [''] }],
  ['Summarizer', 'create', { type: 'poem' }],
  ['Summarizer', 'availability', { outputLanguage: '?' }],
  ['Translator', 'create', { sourceLanguage: 'en' }],
  ['Translator', 'availability', { sourceLanguage: 'e', targetLanguage: 'de' }],
  ['LanguageModel', 'create', { expectedInputs: [{ type: 'smell' }] }],
  ['LanguageModel', 'create', { signal: AbortSignal.abort(new DOMException('mine', 'VersionError')) }],
] as const)('%s.%s(%j) fails by the name that the browser gives', async (name, method, options) => {
  const failure = async (made: unknown) => {
    const call = (made as Record<string, (options: object) => Promise<unknown>>)[method]
    return call?.call(made, options).then(
      () => 'none',
      (error: Error) => error.name,
    )
  }
  const own = await failure(page[name])
  expect(own).toMatch(/Error$/)
  const native = nativeClass(name)
  if (native !== undefined) expect(await failure(native)).toBe(own)
})

test('the engine of the browser takes the globals as its models', async () => {
  await using detector = await createLanguageDetector({ engines: [builtinEngine()] })
  expect((await detector.detect('Wie spät ist es, und wo fährt der nächste Zug ab?')).language).toBe('de')
  await using summarizer = await createBuiltinSummarizer({ type: 'tldr' })
  const text = 'The bees left the valley years ago. Bees return where hedges are planted in the valley. We saw it.'
  const { text: summary, unsupported } = await summarize(text, { summarizer }).result
  expect(text).toContain(summary)
  expect(unsupported).toEqual([])
})

test('undo gives the browser its own globals back', async () => {
  await polyfill.undo()
  for (const name of polyfill.installed) {
    expect(Object.getOwnPropertyDescriptor(globalThis, name)).toEqual(natives[name])
  }
})

test('a browser without the model says so in our words', async () => {
  const word = await builtinAvailability('Summarizer', { type: 'tldr' })
  expect(word).toMatch(/^(unavailable|downloadable|downloading|available)$/)
  if (word !== 'unavailable') return
  await expect(createBuiltinSummarizer({ type: 'tldr' })).rejects.toMatchObject({ code: 'unsupported' })
  await expect(
    createLanguageDetector({ engines: [builtinEngine({ anyModel: true })], model: 'x' }),
  ).rejects.toMatchObject({
    code: 'unsupported',
  })
})
