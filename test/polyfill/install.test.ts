import { installPolyfill, type PolyfillScope } from 'tacet/polyfill'
import { fakeEngine } from 'tacet/testing'
import { expect, test } from 'vitest'
import type { Engine } from '../../src/calls/engine.js'
import { generatorWith, polyfilled, read, written } from './polyfilled.js'

test('what is there already stays, unless it is to be replaced, and undo puts it back', async () => {
  const own = { create: () => 'the browser' }
  const scope = { Summarizer: own } as unknown as PolyfillScope
  const missing = installPolyfill({ scope })
  expect(missing.installed).toEqual(['LanguageDetector'])
  expect(scope.Summarizer).toBe(own)
  await missing.undo()
  expect(Object.keys(Object.getOwnPropertyDescriptors(scope))).toEqual(['Summarizer'])
  for (const force of [true, ['Summarizer'] as const]) {
    const forced = installPolyfill({ scope, force })
    expect(forced.installed).toEqual(['LanguageDetector', 'Summarizer'])
    expect(scope.Summarizer).not.toBe(own)
    await forced.undo()
    await forced.undo()
    expect(scope.Summarizer).toBe(own)
  }
})

test('undo leaves what another script has put in its place', async () => {
  const scope: PolyfillScope = {}
  const polyfill = installPolyfill({ scope })
  const later = {} as never
  scope.Summarizer = later
  await polyfill.undo()
  expect([scope.Summarizer, 'LanguageDetector' in scope]).toEqual([later, false])
})

test('globals are installed where nothing is named, and only what has a model', async () => {
  const before = Object.keys(globalThis)
  const polyfill = installPolyfill({ languageDetector: false })
  expect(polyfill.installed).toEqual(['Summarizer'])
  expect(Object.keys(globalThis)).toEqual(before)
  const { Summarizer } = globalThis as PolyfillScope
  expect(await Summarizer?.availability()).toBe('available')
  await polyfill.undo()
  expect('Summarizer' in globalThis).toBe(false)
  const { generator } = await generatorWith([])
  const all = polyfilled({ generator, translator: { model: 'm' } }).polyfill
  expect(all.installed).toEqual(['LanguageDetector', 'Summarizer', 'Translator', 'LanguageModel', 'Writer', 'Rewriter'])
})

test.each([
  [{ redact: {} }, /`redact` must be a redactor/],
  [{ redact: { redact: async () => {} } }, /`redact` needs a `generator`/],
  [{ summarizer: { writes: true } }, /`summarizer\.writes` needs a `generator`/],
  [{ forced: true }, /`forced` is not an option of installPolyfill\. Did you mean `force`/],
])('%j is refused', (options, message) => {
  expect(() => installPolyfill({ ...(options as object), scope: {} })).toThrow(message)
})

/** An engine of models that translate by writing the text in capitals. */
const capitals: Engine = {
  ...fakeEngine({ generate: written('') }),
  async open(task, model, options) {
    const session = await fakeEngine({ generate: ({ prompt = '' }) => written(prompt.toUpperCase()) }).open(
      task,
      model,
      options,
    )
    return { ...session, textToText: { purposes: [], languageTokens: [] } }
  },
}

test('a translator uses the model that the app names for the languages', async () => {
  const pairs: string[] = []
  const { Translator } = polyfilled({
    translator: {
      engines: [capitals],
      model: ({ sourceLanguage, targetLanguage }) => {
        pairs.push(`${sourceLanguage} ${targetLanguage}`)
        return targetLanguage === 'ja' ? undefined : '/models/any/'
      },
    },
  })
  const pair = { sourceLanguage: 'EN', targetLanguage: 'pt-br' }
  expect(await Translator.availability(pair)).toBe('available')
  const translator = await Translator.create(pair)
  expect([translator.sourceLanguage, translator.targetLanguage, ...pairs]).toEqual([
    'en',
    'pt-BR',
    'en pt-BR',
    'en pt-BR',
  ])
  expect(await translator.translate('One.\nTwo, three.')).toBe('ONE.\nTWO, THREE.')
  expect((await read(translator.translateStreaming('One.\nTwo.'))).join('')).toBe('ONE.\nTWO.')
  for (const text of ['', ' ', ' \r\n\t\f', '\u0001']) expect(await translator.translate(text)).toBe(text)
  const japanese = { sourceLanguage: 'en', targetLanguage: 'ja' }
  expect(await Translator.availability(japanese)).toBe('unavailable')
  await expect(Translator.create(japanese)).rejects.toMatchObject({ name: 'NotSupportedError' })
})

test('regions of one language need no model, scripts do', async () => {
  const { Translator } = polyfilled({ translator: { model: () => undefined } })
  const same = { sourceLanguage: 'en-US', targetLanguage: 'en-GB' }
  expect(await Translator.availability(same)).toBe('available')
  const translator = await Translator.create(same)
  expect(await translator.translate('colour')).toBe('colour')
  expect(await read(translator.translateStreaming('colour'))).toEqual(['colour'])
  expect(await Translator.availability({ sourceLanguage: 'zh-CN', targetLanguage: 'zh-TW' })).toBe('unavailable')
})
