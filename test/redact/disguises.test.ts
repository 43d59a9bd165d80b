import { describe, expect, test } from 'vitest'
import { createRedactor } from '../../src/redact/redactor.js'

const redactor = createRedactor()

const DISGUISES: Readonly<Record<string, (value: string) => string>> = {
  'as it is': (value) => value,
  'in full width': (value) => value.replace(/[!-~]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) + 0xfee0)),
  'with zero-width spaces': (value) => value.split('').join('\u200b'),
  'with soft hyphens': (value) => value.replace(/(..)/g, '$1\u00ad'),
  'between bidirectional controls': (value) => `\u202d${value}\u202c`,
  'in bold mathematical digits': (value) =>
    value.replace(/\d/g, (digit) => String.fromCodePoint(0x1d7ce + Number(digit))),
  'in Arabic digits': (value) => value.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))),
  'in keycaps': (value) => value.replace(/\d/g, '$&\ufe0f\u20e3'),
  'with no-break spaces and hyphens': (value) => value.replaceAll(' ', '\u00a0').replaceAll('-', '\u2011'),
  'in HTML references': (value) => value.replace(/[@.]/g, (unit) => `&#${unit.charCodeAt(0)};`),
  'with Cyrillic letters': (value) => value.replaceAll('a', 'а').replaceAll('o', 'о').replaceAll('e', 'е'),
  'struck through': (value) => value.replace(/\w/g, '$&\u0336'),
}

const VALUES = [
  ['EMAIL', 'maria.lopez@example.com'],
  ['CREDIT_CARD', '4111 1111 1111 1111'],
  ['IBAN', 'DE89 3704 0044 0532 0130 00'],
  ['US_SSN', '536-90-4399'],
  ['PHONE', '+1 415 555 2671'],
  ['IP_ADDRESS', '203.0.113.77'],
] as const

describe.each(Object.entries(DISGUISES))('%s', (_, disguise) => {
  test.each(VALUES)('%s %s is found, all of it', async (type, value) => {
    const disguised = disguise(value)
    const text = `Please note: ${disguised} is mine.`
    const entities = await redactor.detect(text)
    expect(
      entities.map((entity) => [
        entity.type,
        text.slice(entity.start, entity.end).replace(/[\u202c\u202d\u200b\u00ad]$/, ''),
      ]),
    ).toEqual([[type, disguised.replace(/^\u202d|[\u202c\u200b\u00ad]+$/g, '')]])
  })
})

test.each([
  ['EMAIL', 'maria [at] example [dot] com'],
  ['EMAIL', 'maria(at)example(dot)com'],
  ['EMAIL', 'maria at example dot com'],
  ['EMAIL', 'maria @ example . com'],
  ['EMAIL', 'maria%40example.com'],
  ['EMAIL', 'm a r i a @ e x a m p l e . c o m'],
  ['CREDIT_CARD', '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1'],
  ['CREDIT_CARD', '4-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1'],
])('%s %s is found, all of it', async (type, value) => {
  const text = `Please note: ${value} is mine.`
  const entities = await redactor.detect(text)
  expect(entities.map((entity) => [entity.type, text.slice(entity.start, entity.end)])).toEqual([[type, value]])
})
