import { readFileSync } from 'node:fs'
import { Tokenizer } from '@huggingface/tokenizers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addPieces, isUnigram, UnigramPieces, withoutPieces } from '../../../workers/tokens/unigram.js'

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'))

/** The tokenizer of the library as it is, and with our table of pieces. */
function both(file: unknown) {
  if (!isUnigram(file)) throw new Error('another kind of vocabulary')
  const compact = new Tokenizer(withoutPieces(file), {})
  addPieces(compact.model, file)
  return { library: new Tokenizer(file as object, {}), compact }
}

const TEXTS = [
  '',
  ' ',
  'The parcel came late, and the box was open on one side.',
  'Straße, naïve café, ﬁne ½ litre, ① ２０２６',
  'Где моя посылка? Η Αθήνα είναι μεγάλη. أين طردي؟ איפה החבילה שלי',
  '我的包裹在哪里？小包はどこですか。내 소포는 어디에 있나요? พัสดุของฉันอยู่ที่ไหน',
  'NOOOOOOOOO aaaaaaaaaaaaaaaa <unk> <s> </s> ▁▁ 🎉👩‍👩‍👧 \u{10ffff} \ud800 x',
]

test.each(['xlm-roberta', 'albert', 't5', 'deberta'])('%s cuts every text as the library does', (family) => {
  const { library, compact } = both(read(`test/fixtures/tokenizers/${family}.json`))
  const same = (text: string) => {
    expect(compact.encode(text)).toEqual(library.encode(text))
  }
  TEXTS.forEach(same)
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-e ▁tacet]{0,40}$/)), same), {
    numRuns: 100,
  })
})

test('the 95,000 pieces of e5-small cut texts of many scripts as the library does', () => {
  const { library, compact } = both(read('models/e5-small/tokenizer.json'))
  for (const text of TEXTS) expect(compact.encode(text)).toEqual(library.encode(text))
  expect(compact.encode(TEXTS[4] ?? '').ids.length).toBeGreaterThan(10)
})

test('of pieces with the same text the last counts, and an added token keeps its number', () => {
  const pieces = new UnigramPieces(
    [
      ['?', 0],
      ['a', -1],
      ['a', -2],
    ],
    0,
  )
  expect(pieces.get('a')).toBe(2)
  expect(pieces.get('b')).toBeUndefined()
  pieces.set('b', 7)
  expect(pieces.get('b')).toBe(7)
  expect(pieces.cut('aba')).toEqual(['a', 'b', 'a'])
})
