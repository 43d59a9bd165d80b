import { describe, expect, test } from 'vitest'
import { createRedactor, type Locale } from '../../../src/redact/index.js'

/** Numbers as people write them within their country. */
const FORMS: readonly (readonly [country: Locale, ...forms: readonly string[]])[] = [
  ['us', '(212) 555-0132', '212-555-0132', '212.555.0132', '212 555 0132', '1-212-555-0132'],
  ['gb', '020 7946 0958', '07400 123456', '(020) 7946 0958'],
  ['de', '030 5550123', '030/5550123', '030 / 555 01 23', '030 - 555 01 23', '(030) 5550123', '0151 23456789'],
  ['fr', '06 12 34 56 78', '06.12.34.56.78', '06-12-34-56-78', '0612345678'],
  ['es', '612 345 678', '612 34 56 78', '612345678'],
  ['it', '333 123 4567', '06 7123 4567'],
  ['nl', '06-12345678', '020 624 1111'],
  ['pl', '512 345 678', '22 123 45 67'],
  ['br', '(11) 98456-5666', '11 98456-5666'],
  ['in', '98765 43210', '9876543210'],
  ['au', '0412 345 678', '(02) 9374 4000'],
  ['ru', '8 (495) 123-45-67', '8(495)1234567', '8 495 123-45-67'],
  ['jp', '090-1234-5678', '03-1234-5678'],
  ['za', '082 123 4567'],
]

const AROUND: Readonly<Record<string, (value: string) => string>> = {
  parentheses: (value) => `Call Elena (${value}) today.`,
  'parentheses without a space': (value) => `Call Elena(${value})`,
  'square brackets': (value) => `Call Elena [${value}] today.`,
  'angle brackets': (value) => `<phone>${value}</phone>`,
  quotes: (value) => `Call "${value}" today.`,
  'single quotes': (value) => `Call '${value}' today.`,
  'a colon without a space': (value) => `Phone:${value}`,
  'an equals sign': (value) => `phone=${value};`,
  'a list': (value) => `Phones:\n- ${value}\n- none`,
  'a numbered list': (value) => `Phones:\n1. ${value}\n2. none`,
  'a bullet without a space': (value) => `Phone\n•${value}`,
  'a table': (value) => `| name | phone |\n| Elena | ${value} |`,
  'a table without spaces': (value) => `|Elena|phone|${value}|`,
  'a sentence’s end': (value) => `My phone is ${value}. Bye`,
  'a question': (value) => `Is your phone ${value}?`,
  commas: (value) => `Elena, phone ${value}, Berlin`,
  'a line of its own': (value) => `Phone\n${value}\nBerlin`,
  'asterisks of Markdown': (value) => `Call **${value}** now`,
}

describe.each(Object.entries(AROUND))('in %s', (_, around) => {
  test.each(FORMS.flatMap(([country, ...forms]) => forms.map((form) => [country, form] as const)))(
    '%s %s is a telephone number, all of it',
    async (country, value) => {
      const text = around(value)
      const entities = await createRedactor({ locales: [country as Locale] }).detect(text)
      expect(entities.map(({ type, start, end }) => [type, text.slice(start, end)])).toEqual([['PHONE', value]])
    },
  )
})

const LOOK_ALIKES = [
  'rgb(120 230 200)',
  'sum(120 230 200 100)',
  'parse(0301234567)',
  'setTimeout(1234567)',
  'See Smith (1998-2004).',
  'Released (2024-03-15), then (2024-04-02).',
  'Opened (12.05.2021 14:30).',
  'Price (1 234 567 euros)',
  'Order (699 956 915) was sent.',
  'ISBN (978-3-16-148410-0)',
  'At (52.5200, 13.4050) we met.',
  'Version (10.15.7.1234) is out.',
  'In rows 01 - 12 and 13 - 24',
  'Scores: 21 - 15, 21 - 18',
  'Seats 030 / 031 / 032',
  'f(8)(495)(1234567)',
  '8 (495) pages of 1200',
  'matrix [12 13 14 15 16 17 18]',
  '"2024-01-01"',
  'sha 0123456789abcdef',
  '| 1 250 000 | 2 300 000 |',
  'total: 1.234.567,89',
]

test.each(LOOK_ALIKES)('%j holds no telephone number', async (text) => {
  for (const locale of ['us', 'de', 'fr', 'es', 'ru'] as const) {
    const entities = await createRedactor({ locales: [locale], types: ['PHONE'] }).detect(text)
    expect(
      entities.map(({ start, end }) => text.slice(start, end)),
      locale,
    ).toEqual([])
  }
})
