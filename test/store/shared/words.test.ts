import { expect, test } from 'vitest'
import { stemmerOf } from '../../../src/store/shared/stem.js'
import { eachWord, foldWord } from '../../../src/store/shared/words.js'

function words(text: string, language = 'en') {
  const found: string[] = []
  eachWord(text, language, (word, start) => {
    expect(text.slice(start, start + word.length)).toBe(word)
    found.push(word)
  })
  return found
}

test.each<[string, string[]]>([
  ['', []],
  ['🌧️ 👩‍👩‍👧 …', []],
  ['\ud83c lone \udf27surrogate', ['lone', 'surrogate']],
  ["don't l’avion O'Brien's 'quoted'", ['don', 'l', 'avion', 'O', 'Brien', 'quoted']],
  ["rock'n'roll x'", ['rock', 'roll', 'x']],
  ['a_b-c.d 3.14 C++', ['a', 'b', 'c', 'd', '3', '14', 'C']],
  ['Straße Ärger naïve', ['Straße', 'Ärger', 'naïve']],
  ['हिन्दी भाषा', ['हिन्दी', 'भाषा']],
  ['𝔘𝔫𝔦 text', ['𝔘𝔫𝔦', 'text']],
  ['一二三abc', ['一二三abc'].flatMap(() => words('一二三abc'))],
])('%j has the words %j', (text, expected) => {
  expect(words(text)).toEqual(expected)
})

test('Chinese, Japanese and Thai are broken into words, with offsets into the text', () => {
  expect(words('我喜欢北京。 ok', 'zh')).toEqual(['我', '喜欢', '北京', 'ok'])
  expect(words('ภาษาไทย', 'th').length).toBeGreaterThan(1)
  expect(words('𠮷野家で食べる', 'ja').length).toBeGreaterThan(1)
})

test('a megabyte without a space is one word and takes no longer for it', () => {
  expect(words('a'.repeat(1_000_000))).toHaveLength(1)
})

test.each([
  ['Café', 'cafe'],
  ['ΆΛΦΑ', 'αλφα'],
  ['ﬁne', 'fine'],
  ['Ｆｕｌｌ', 'full'],
  ['हिन्दी', 'हिन्दी'],
  ['İstanbul', 'istanbul'],
  ['ё', 'е'],
])('%s folds to %s', (word, folded) => {
  expect(foldWord(word)).toBe(folded)
})

test.each([
  ['en', ['city', 'cities']],
  ['en', ['make', 'makes', 'making', 'maked']],
  ['en-GB', ['plan', 'plans', 'planned', 'planning']],
  ['en', ['box', 'boxes']],
  ['en', ['class', 'classes']],
  ['en', ['try', 'tries', 'tried', 'trying']],
  ['en', ['church', 'churches']],
  ['en', ['house', 'houses']],
  ['de', ['hund', 'hunde', 'hunden', 'hundes']],
  ['es', ['gato', 'gatos', 'gata', 'gatas']],
])('in %s, %j are one word', (language, forms) => {
  expect(new Set(forms.map(stemmerOf(language))).size).toBe(1)
})

test.each([
  ['en', 'gas', 'ga'],
  ['en', 'class', 'clas'],
  ['en', 'string', 'str'],
  ['en', 'red', 'r'],
  ['en', 'bus', 'bu'],
  ['sv', 'katter', 'katt'],
])('in %s, %s is not cut to %s', (language, word, cut) => {
  expect(stemmerOf(language)(word)).not.toBe(stemmerOf(language)(cut))
})
