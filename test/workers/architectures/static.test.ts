import { describe, expect, it } from 'vitest'
import { createStaticModel, type StaticArchitecture } from '../../../workers/architectures/static/static.js'
import { createTokenizer } from '../../../workers/architectures/static/static-tokenizer.js'
import { readModel } from '../read-model.js'

const { files, architecture, golden } = readModel<StaticArchitecture, Golden>('static')
const model = createStaticModel(files, architecture)
const vocabulary = new TextDecoder().decode(files.get(architecture.vocabulary)).split('\n')
const tokenize = createTokenizer(vocabulary)

interface Golden {
  readonly texts: readonly string[]
  readonly pieces: readonly (readonly number[])[]
  readonly vectors: readonly (readonly number[])[]
}

function cosine(one: string, other: string, dimensions?: number): number {
  const width = dimensions ?? model.dimensions
  const rows = model.run([one, other], { dimensions }).vectors
  let sum = 0
  for (let column = 0; column < width; column++) sum += rows[column]! * rows[width + column]!
  return sum
}

describe('static', () => {
  it.each(golden.texts.map((text, index) => [text, index] as const))(
    'cuts and embeds %j as the training side does',
    (text, index) => {
      expect(tokenize(text).pieces).toEqual(golden.pieces[index])
      const row = model.run([text]).vectors
      golden.vectors[index]?.forEach((value, column) => {
        expect(row[column]).toBeCloseTo(value, 4)
      })
    },
  )

  it('gives unit length in every number of dimensions, and zeros for a text without words', () => {
    for (const dimensions of [model.dimensions, ...architecture.shorterDimensions]) {
      expect(cosine('a quiet street', 'a quiet street', dimensions)).toBeCloseTo(1, 5)
    }
    expect(model.run([' \n ']).vectors.every((value) => value === 0)).toBe(true)
  })

  it.each([256, 128, 64])('puts a paraphrase nearer than another subject at %i dimensions', (dimensions) => {
    const asked = 'How do I reset my password?'
    expect(cosine(asked, 'I forgot my password and cannot sign in', dimensions)).toBeGreaterThan(
      cosine(asked, 'The river floods the meadows in spring', dimensions),
    )
  })

  it('gives a shorter vector that is the beginning of the long one, made unit length', () => {
    const long = model.run(['a quiet street']).vectors
    const short = model.run(['a quiet street'], { dimensions: 64 }).vectors
    const ratio = short[0]! / long[0]!
    for (let column = 0; column < 64; column++) expect(short[column]).toBeCloseTo(long[column]! * ratio, 5)
  })

  it.each([
    ['', 0],
    ['  ', 0],
    ['!', 1],
    ['a quiet street', 1],
    ['今天天气很好，我们去公园散步。', 0],
    ['Сегодня хорошая погода.', 0],
    ['😡', 0],
    ['the street 😡', 2 / 3],
    ['wait … “what”?', 1],
  ])('says how much of %j it can read', (text, share) => {
    expect(model.run([text]).coverage[0]).toBeCloseTo(share, 9)
  })

  it('refuses a number of dimensions it was not trained for', () => {
    expect(() => model.run(['a'], { dimensions: 100 })).toThrow('`dimensions` must be one of 256, 128, 64, got 100.')
  })

  it('refuses a table of another size', () => {
    const cut = new Map([...files, [architecture.table, new ArrayBuffer(8)]])
    expect(() => createStaticModel(cut, architecture)).toThrow(RangeError)
  })
})

describe('static-multilingual', () => {
  const { files, architecture, golden } = readModel<StaticArchitecture, Golden>('static-multilingual')
  const model = createStaticModel(files, architecture)
  const tokenize = createTokenizer(new TextDecoder().decode(files.get(architecture.vocabulary)).split('\n'))

  it.each(golden.texts.map((text, index) => [text, index] as const))(
    'cuts %j as the training side does',
    (text, index) => {
      expect(tokenize(text).pieces).toEqual(golden.pieces[index])
    },
  )

  it.each([
    [
      'Where can I change the delivery address?',
      'Wo kann ich die Lieferadresse ändern?',
      'Der Fluss tritt im Frühjahr über die Ufer.',
    ],
    ['The shop is closed on Sundays.', 'La tienda está cerrada los domingos.', 'El gato duerme en el sofá.'],
    ['It will rain tomorrow.', 'Завтра будет дождь.', 'Где находится вокзал?'],
    ['The cat sleeps on the sofa.', '猫在沙发上睡觉。', '发票还没有付款。'],
  ])('puts %j nearer to %j than to %j', (english, same, other) => {
    const { vectors, coverage } = model.run([english, same, other])
    const [first, second, third] = [0, 1, 2].map((row) =>
      vectors.subarray(row * model.dimensions, (row + 1) * model.dimensions),
    )
    const product = (one: Float32Array, two: Float32Array) => one.reduce((sum, value, at) => sum + value * two[at]!, 0)
    expect(product(first!, second!)).toBeGreaterThan(product(first!, third!))
    expect(Math.min(...coverage)).toBeGreaterThan(0.9)
  })

  it('says that it cannot read a script without pieces', () => {
    expect(model.run(['बिल्ली सो रही है।']).coverage[0]).toBeLessThan(0.5)
  })
})

describe('tokenizer', () => {
  const small = createTokenizer(['[UNK]', 'a', '##b', 'b', '##c', 'abc', '-', '中', 'é', 'e', 'σ', '##σ'])

  it.each([
    ['', []],
    ['ab', [1, 2]],
    ['ABC', [5]],
    ['abb', [1, 2, 2]],
    ['a-b', [1, 6, 3]],
    ['中a', [7, 1]],
    ['a中a', [1, 7, 1]],
    ['É', [9]],
    ['ΣΣ', [10, 11]],
    ['\ud83d', []],
    ['a\u0000b', [1, 2]],
    ['a'.repeat(101), [0]],
  ])('cuts %j', (text, pieces) => {
    expect(small(text).pieces).toEqual(pieces)
  })

  it('refuses a vocabulary without the unknown piece', () => {
    expect(() => createTokenizer(['a'])).toThrow(RangeError)
  })
})
