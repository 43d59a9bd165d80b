import { describe, expect, test } from 'vitest'
import { createRedactor } from '../../../src/redact/index.js'
import { countriesOfText } from '../../../src/redact/recognizers/countries-of-text.js'

describe('the countries of a text', () => {
  test.each([
    ['', ''],
    ['20417', ''],
    ['Please send it to me and to my lawyer on Monday.', ''],
    ['The meeting is on Monday, and the report is in the mail.', ''],
    ['Bitte schicken Sie es an mich und nicht an ihn.', 'at ch de lu'],
    ['Je ne suis pas sûr que ce soit pour nous.', 'be ca ch fr lu'],
    ['Proszę, to jest dla mnie i nie wiem jak', 'pl'],
    ['Sir mera refund abhi tak nahi aaya, please check', 'in'],
    ['Hej, jag har inte fått det som jag ville', 'se'],
    ['Merhaba, bu benim için çok önemli', 'tr'],
    ['Позвоните мне завтра', 'bg by kz mk rs ru ua'],
    ['Καλημέρα σας', 'cy gr'],
    ['電話してください', 'jp'],
    ['请给我打电话', 'cn hk sg tw'],
  ])('%j: %s', (text, countries) => {
    expect([...countriesOfText(text)].sort().join(' ')).toBe(countries)
  })

  test('report all their findings in that text alone', async () => {
    const redactor = createRedactor({ locales: 'auto' })
    const found = await redactor.detect([
      'Elle est dans la cour, et je ne sais pas pour qui: AB-123-CD.',
      'The car is in the yard, and the sign on it is AB-123-CD.',
    ])
    expect(found.map((entities) => entities.length)).toEqual([1, 0])
  })

  test('are joined by the countries that the caller names beside auto', async () => {
    const text = 'room AB-123-CD'
    expect(await createRedactor({ locales: ['auto'] }).detect(text)).toEqual([])
    expect(await createRedactor({ locales: ['auto', 'FR'] }).detect(text)).toHaveLength(1)
  })
})
