import { languageOf, type WordLanguage, wordsOf } from '../words/text-language.js'
import type { Locale } from './locale-packs.js'

/** The countries in which people write these languages and scripts. */
const COUNTRIES: Readonly<Record<WordLanguage, string>> = {
  de: 'de at ch lu',
  es: 'es mx ar co cl pe ec ve uy py gt cr cu do sv',
  fr: 'fr be ch ca lu',
  hi: 'in',
  it: 'it ch',
  nl: 'nl be',
  pl: 'pl',
  pt: 'pt br',
}

/** English is among them and names no country, because people of every country write it. */
const OTHER_LANGUAGES: readonly (readonly [countries: string, words: string])[] = [
  [
    '',
    'the and of to is are was you your it that with for this have not my we be from please an at as or on in i a by has',
  ],
  ['se', 'och att det som inte är jag mitt med ett på för har från hej tack'],
  ['dk', 'og at det som ikke er jeg mit med på til har fra hej tak af'],
  ['no', 'og at det som ikke er jeg mitt med på til har fra hei takk av'],
  ['fi', 'ja on ei että minun minä olen kanssa sekä mutta hei kiitos oli'],
  ['cz sk', 'je na se že mám můj moje prosím děkuji dobrý den nebo jsem jako pro moja som ďakujem nie'],
  ['tr', 've bir bu için benim ile de da çok değil merhaba teşekkürler numarası lütfen'],
  ['ro md', 'și este nu mea meu pentru cu sunt din mulțumesc bună vă rog'],
  ['hu', 'és az egy nem hogy van kérem köszönöm az én vagyok szám jó napot'],
  ['hr ba rs me', 'je na se da moj moja hvala molim sam broj nije koji dobar dan za'],
  ['si', 'je na se da moj moja hvala prosim sem številka ni ki dober dan za'],
  ['ee', 'ja on ei et minu mina olen aitäh palun tere number'],
  ['lt', 'ir yra ne kad mano aš esu ačiū prašau labas numeris'],
  ['lv', 'un ir nav ka mans es esmu paldies lūdzu labdien numurs'],
  ['al', 'dhe është nuk që im unë jam faleminderit ju lutem numri'],
  ['id my', 'dan yang di ini itu tidak saya untuk dengan adalah nomor terima kasih'],
  ['vn', 'và là của tôi không cho với này số cảm ơn xin được'],
  ['ph', 'ang ng sa na ay ko mga hindi ako ito po salamat'],
]

const SCRIPTS: readonly (readonly [countries: string, pattern: RegExp])[] = [
  ['ru by kz ua bg rs mk', /\p{Script=Cyrillic}{2}/u],
  ['gr cy', /\p{Script=Greek}{2}/u],
  ['il', /\p{Script=Hebrew}{2}/u],
  ['ae sa eg ma tn pk', /\p{Script=Arabic}{2}/u],
  ['jp', /[\p{Script=Hiragana}\p{Script=Katakana}]{2}/u],
  ['kr', /\p{Script=Hangul}{2}/u],
  // Japanese writes Chinese signs too.
  [
    'cn tw hk sg',
    /^[^\p{Script=Hiragana}\p{Script=Katakana}]*\p{Script=Han}{2}[^\p{Script=Hiragana}\p{Script=Katakana}]*$/u,
  ],
  ['th', /\p{Script=Thai}{2}/u],
  ['lk', /\p{Script=Sinhala}{2}/u],
  [
    'in',
    /[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Gujarati}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Gurmukhi}]{2}/u,
  ],
]

/** How much of a text decides its language. */
const SAMPLE = 2000
const LEAST_WORDS = 2

const countriesByWords = new Map<string, number[]>()
OTHER_LANGUAGES.forEach(([, words], index) => {
  for (const word of new Set(words.split(' ')))
    countriesByWords.set(word, [...(countriesByWords.get(word) ?? []), index])
})

/**
 * The countries in which the language of a text is spoken, judged by its script and its short words.
 */
export function countriesOfText(text: string): ReadonlySet<Locale> {
  const sample = text.slice(0, SAMPLE)
  const found: string[] = []
  if (/[^\0-\u024f\u1e00-\u20ff]/.test(sample)) {
    for (const [countries, pattern] of SCRIPTS) if (pattern.test(sample)) found.push(countries)
  }
  if (found.length === 0) found.push(countriesOfWords(wordsOf(sample)))
  return setOf(found.filter((countries) => countries !== '').join(' '))
}

const sets = new Map<string, ReadonlySet<Locale>>()

/** The same set each time, so that what is computed for a set can be kept with it. */
function setOf(countries: string): ReadonlySet<Locale> {
  const known = sets.get(countries)
  if (known !== undefined) return known
  const made: ReadonlySet<Locale> = new Set(countries === '' ? [] : (countries.split(' ') as Locale[]))
  sets.set(countries, made)
  return made
}

function countriesOfWords(words: readonly string[]): string {
  const language = languageOf(words)
  if (language !== undefined) return COUNTRIES[language]
  const counts = OTHER_LANGUAGES.map(() => 0)
  for (const word of words) for (const index of countriesByWords.get(word) ?? []) counts[index]!++
  const most = Math.max(...counts)
  if (most < LEAST_WORDS || most < words.length / 12) return ''
  return counts[0] === most
    ? ''
    : OTHER_LANGUAGES.flatMap(([countries], index) => (counts[index] === most ? [countries] : [])).join(' ')
}
