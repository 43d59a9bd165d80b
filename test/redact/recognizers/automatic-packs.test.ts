import { afterEach, describe, expect, test, vi } from 'vitest'
import { createRedactor, type RedactorOptions } from '../../../src/redact/index.js'
import { countriesOf } from '../../../src/redact/recognizers/automatic-packs.js'

afterEach(() => vi.unstubAllGlobals())

async function hidden(text: string, locales: RedactorOptions['locales'], languages: readonly string[] = ['en-US']) {
  vi.stubGlobal('navigator', { languages })
  return (await createRedactor({ locales }).detect(text)).map(({ start, end }) => text.slice(start, end))
}

test.each<readonly [readonly string[], readonly string[]]>([
  [[], ['us']],
  [['C', 'not a tag', 'eo'], ['us']],
  [['en'], ['us']],
  [
    ['de-AT', 'en-GB'],
    ['at', 'gb'],
  ],
  [
    ['pt', 'pt-PT'],
    ['br', 'pt'],
  ],
  [['zh-Hant'], ['tw']],
])('the languages %j are of %j', (languages, countries) => {
  expect(countriesOf(languages)).toEqual(countries)
})

/** Each passes two check digits, or one with a date or letters. */
const PROVEN = [
  '529.982.247-25',
  '44051401359',
  '12345678Z',
  'RSSMRA85T10A562S',
  '131052-308T',
  '2 55 08 14 168 025 38',
]

describe('auto', () => {
  test.each(PROVEN)('finds %s without its name on an English page, where us does not', async (value) => {
    expect(await hidden(`Take ${value} for it.`, 'auto')).toEqual([value])
    expect(await hidden(`Take ${value} for it.`, ['us'])).toEqual([])
  })

  test.each(['room AB-123-CD', 'block E1 1AA', 'room 34 ABC 123'])(
    'leaves %j on an English page, where all takes it',
    async (text) => {
      expect(await hidden(text, 'auto')).toEqual([])
      expect(await hidden(text, 'all')).not.toEqual([])
    },
  )

  test.each(['1234567890123', '00000000000', '1111111111111', '460329175 0', 'SSN 000123456'])(
    'leaves %j on an English page, which passes the check of a country by chance',
    async (value) => {
      expect(await hidden(`See ${value}.`, 'auto')).toEqual(await hidden(`See ${value}.`, ['us']))
    },
  )

  test('is the default', async () => {
    expect(await hidden('Take 529.982.247-25 for it.', undefined)).toEqual(['529.982.247-25'])
  })

  test('takes the shapes of the countries of the page', async () => {
    expect(await hidden('room AB-123-CD, appelle 06 12 34 56 78', 'auto', ['fr'])).toEqual([
      'AB-123-CD',
      '06 12 34 56 78',
    ])
  })
})
