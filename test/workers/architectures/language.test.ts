import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createLanguageModel, type LanguageArchitecture } from '../../../workers/architectures/language/language.js'
import { languageWords } from '../../../workers/architectures/language/language-features.js'
import { readModel } from '../read-model.js'

const { files, architecture, golden } = readModel<LanguageArchitecture, Golden>('language')
const model = createLanguageModel(files, architecture)
// The training side uses only the letters.
const letters = createLanguageModel(files, architecture, { leans: false })

interface Golden {
  readonly texts: readonly string[]
  readonly labels: readonly string[]
  readonly scores: readonly (readonly { readonly label: string; readonly score: number }[])[]
}

describe('language', () => {
  it.each(golden.texts.map((text, index) => [text, index] as const))(
    'gives the scores of the training side for %j',
    (text, index) => {
      const [scores] = letters.run([text])
      expect(scores?.[0]?.label).toBe(golden.labels[index])
      for (const { label, score } of golden.scores[index] ?? []) {
        // A candidate with less than a thousandth is left out.
        expect(scores?.find((got) => got.label === label)?.score ?? 0).toBeCloseTo(score, 2)
      }
    },
  )

  it.each([
    ['', 'und'],
    ['🙂🙃', 'und'],
    ['\ud800', 'und'],
    ['2026-11-20 14:05', 'und'],
    ['x', 'und'],
    ['A 12', 'und'],
    ['I ❤️ NY', 'und'],
    ['TV', 'und'],
    ['https://example.org/ein/deutscher/pfad', 'und'],
  ])('says it cannot tell for %j', (text, label) => {
    expect(model.run([text])[0]?.[0]).toEqual({ label, score: 1 })
  })

  it.each([
    ['hello', 'en'],
    ['Hi!', 'en'],
    ['HI', 'en'],
    ['OK', 'en'],
    ['شكرا', 'ar'],
    ['thanks', 'en'],
    ['wo bist du', 'de'],
    ['danke', 'de'],
    ['hola', 'es'],
    ['Merci beaucoup', 'fr'],
    ['ciao', 'it'],
    ['obrigada', 'pt'],
    ['cześć', 'pl'],
    ['спасибо', 'ru'],
    ['дякую', 'uk'],
    ['Rechnung', 'de'],
    ['Wetter', 'de'],
    ['invoice', 'en'],
    ['facture', 'fr'],
    ['kitchen', 'en'],
    ['merci', 'fr'],
    ['contraseña', 'es'],
    ['reunião', 'pt'],
    ['grazie', 'it'],
    ['keuken', 'nl'],
    ['fiets', 'nl'],
    ['qwzx vbnk', 'und'],
  ])('tells from little that %j is %s', (text, label) => {
    expect(model.run([text])[0]?.[0]?.label).toBe(label)
  })

  it('weighs how much a language is used in short texts only', () => {
    const long = 'Wir haben gestern einen langen Spaziergang am Fluss entlang gemacht und viel gelacht.'
    const score = (each: typeof model, text: string, wanted: string) =>
      each.run([text])[0]?.find(({ label }) => label === wanted)?.score ?? 0
    expect(score(model, 'no', 'en')).toBeGreaterThan(score(letters, 'no', 'en'))
    expect(score(model, long, 'de')).toBeCloseTo(score(letters, long, 'de'), 2)
  })

  it.each([
    ['Wo ist der Bahnhof?', ['en', 'fr'], 'und'],
    ['今天天气很好', ['de', 'en'], 'und'],
    ['no', ['es'], 'es'],
    ['Dobar dan, kako ste danas?', ['hr'], 'hr'],
    ['', ['de'], 'und'],
  ])('of %j only %j come into question: %s', (text, languages, label) => {
    const [scores = []] = model.run([text], languages)
    expect(scores[0]?.label).toBe(label)
    expect([...languages, 'und']).toEqual(expect.arrayContaining(scores.map((each) => each.label)))
  })

  it('reads one sign of a script whose words may be one sign long', () => {
    expect(languageWords('水')).toEqual(['水'])
  })

  it.each([
    ['', []],
    ['-- 12:30 --', []],
    ['ab', ['ab']],
    [" L'ÉTÉ, là!", ['l', 'été', 'là']],
    ['Straße ªº µm 3×4÷2 Ǆ', ['straße', 'ªº', 'µm', 'ǆ']],
    ['İzmir', ['i\u0307zmir']],
    [`${'é'.repeat(41)} a`, ['é'.repeat(40), 'é', 'a']],
    ['www.example.org/ab @joe cd', ['cd']],
  ])('cuts %j into words', (text, words) => {
    expect(languageWords(text)).toEqual(words)
  })

  it('cuts a text with only Latin letters as it cuts a text with other letters too', () => {
    for (let code = 0; code < 0x300; code++) {
      const text = `aa${String.fromCharCode(code)}bb`
      expect([...languageWords(text), '水']).toEqual(languageWords(`${text} 水`))
    }
  })

  it('answers each text of a batch as it answers it alone', () => {
    const texts = ['Guten Morgen zusammen', '', 'Buenos días a todos', 'Guten Morgen zusammen']
    expect(model.run(texts)).toEqual(texts.map((text) => model.run([text])[0]))
  })

  it('is surer of more of the same text', () => {
    const score = (text: string) => model.run([text])[0]?.find(({ label }) => label === 'nl')?.score ?? 0
    expect(score('het weer wordt morgen beter dan vandaag')).toBeGreaterThan(score('weer'))
  })

  it('reads a letter and its accent as one letter', () => {
    expect(model.run(['cafe\u0301 creme\u0300'])).toEqual(model.run(['caf\u00e9 crem\u00e8']))
  })

  it.each([architecture.weights, architecture.words.file])('refuses a file %s of another size', (path) => {
    const cut = new Map([...files, [path, new ArrayBuffer(8)]])
    expect(() => createLanguageModel(cut, architecture)).toThrow(RangeError)
  })

  it('refuses files without the table of words', () => {
    const incomplete = new Map([...files].filter(([path]) => path !== architecture.words.file))
    expect(() => createLanguageModel(incomplete, architecture)).toThrow(TypeError)
  })

  it('gives the candidates best first, and equal ones in the order of the labels', () => {
    for (const row of model.run(['weer', 'banco', 'ha', 'casa de la'])) {
      const scores = row.map(({ score }) => score)
      expect(scores).toEqual(scores.toSorted((one, other) => other - one))
    }
  })

  it('cuts a run of letters without spaces into words of bounded length', () => {
    expect(languageWords('ก'.repeat(100)).map((word) => word.length)).toEqual([40, 40, 20])
  })

  it('knows at least 75 languages in at most 2.6 MB', () => {
    expect(architecture.labels.length).toBeGreaterThanOrEqual(76)
    const bytes = ['weights.bin', 'words.bin'].map(
      (path) => readFileSync(new URL(`../../../models/language/${path}`, import.meta.url)).byteLength,
    )
    expect(bytes.reduce((sum, each) => sum + each)).toBeLessThan(2.6e6)
  })
})
