import { describe, expect, test } from 'vitest'
import { createRedactor } from '../../../src/redact/index.js'

const redactor = createRedactor()

/** Whatever type they get, exactly these stretches are hidden. */
async function hidden(text: string): Promise<string[]> {
  return (await redactor.detect(text)).map(({ start, end }) => text.slice(start, end))
}

/** None of these numbers passes its check, and none is of the country that the redactor looks for. */
const NAMED: readonly (readonly [label: string, value: string])[] = [
  ['CPF', '123.456.789-00'],
  ['CNPJ', '12.345.678/0001-00'],
  ['DNI', '12345678A'],
  ['NIE', 'X-1234567-A'],
  ['Steuer-ID', '12 345 678 900'],
  ['Steuernummer', '18181508150'],
  ['Sozialversicherungsnummer', '65 180539 W 002'],
  ['NIR', '2 55 08 14 168 025 30'],
  ['numéro de sécurité sociale', '255081416802530'],
  ['codice fiscale', 'RSSMRA85T10A562X'],
  ['NHS number', '943 476 5910'],
  ['national insurance number', 'QQ 12 34 56 C'],
  ['BSN', '123456780'],
  ['PESEL', '44051401350'],
  ['SIN', '046 454 280'],
  ['Aadhaar', '2345 6789 0120'],
  ['PAN', 'ABCDE1234F'],
  ['TFN', '123 456 780'],
  ['CURP', 'GOMC960204HDFMRR00'],
  ['RUT', '12.345.678-0'],
  ['personnummer', '811228-9870'],
  ['fødselsnummer', '13097248020'],
  ['henkilötunnus', '131052-308A'],
  ['rodné číslo', '710319/2740'],
  ['ИНН', '500100732250'],
  ['СНИЛС', '112-233-445 90'],
  ['TC Kimlik No', '10000000140'],
  ['身份证号', '11010519491231002Z'],
  ['주민등록번호', '880101-1234560'],
  ['マイナンバー', '1234 5678 9010'],
  ['رقم الهوية', '1058529940'],
  ['SSN', '000-12-3456'],
  ['EIN', '123456789'],
  ['SA ID', '8001015009080'],
  ['HKID', 'A123456(3)'],
  ['OHIP', '4091 726-358 JY'],
  ['RUT', 'CL 60.471.589-0'],
  ['CBU', '97004736 28628505616390'],
  ['ЕГН', '460329175 0'],
  ['CNIC', '18340-2839725-0'],
]

const AROUND: Readonly<Record<string, (label: string, value: string) => string>> = {
  'a form': (label, value) => `${label}: ${value}`,
  'a form without a space': (label, value) => `${label}:${value}`,
  'a sentence': (label, value) => `My ${label} is ${value}, thank you.`,
  parentheses: (label, value) => `Anna (${label} ${value}) wrote.`,
  quotes: (label, value) => `"${label}": "${value}"`,
  'a list': (label, value) => `- ${label}: ${value}\n- next`,
  'a table': (label, value) => `| ${label} | ${value} |`,
  'the next line': (label, value) => `${label}:\n${value}\n`,
  Markdown: (label, value) => `**${label}:** ${value}`,
  'a number sign': (label, value) => `${label} #${value}.`,
}

describe.each(Object.entries(AROUND))('in %s', (_, around) => {
  test.each(NAMED)('a %s is hidden by its name alone', async (label, value) => {
    expect(await hidden(around(label, value))).toContain(value)
  })
})

test.each<readonly [string, readonly string[]]>([
  ['ID number: 800101 5009 08 7', ['800101 5009 08 7']],
  ['Insurance ID: XZQ-123456789', ['XZQ-123456789']],
  ['patient MRN 22913, admitted 2024-01-09', ['22913']],
  ['MRN 22913 admitted 01/09/2024 and 9.1.24', ['22913']],
  ['member id 12345 2 days ago', ['12345']],
  ['CPF 12345678900 2 times', ['12345678900']],
  ['SSN 000123456 12 times.', ['000123456']],
  ['member ID (12345678), account', ['12345678']],
  ['Member ID [A-1234567]; next', ['A-1234567']],
  ['employee no. 12345, then 20 days', ['12345']],
])('%j hides %j and leaves the rest', async (text, values) => {
  expect(await hidden(text)).toEqual(values)
})

test.each([
  'Vivir sin 12345 euros',
  'a set of 1234567 rows',
  'run 1234567 passed',
  'The CPF rules of 1998-2004',
  'SSN is required since 2024-01-09',
  'SSN field: max 9 digits',
  'In the TIN there are 11 digits.',
  'The PAN has ten characters. Build 20240109 was late.',
  'NIE. 12345 people came',
  'tin 20240',
  'Our CPF desk handled 45000 cases',
  'Routing took 12345 ms',
  'vote 1234567',
  'My number is 12345, next is 20.',
])('%j names no number', async (text) => {
  expect(await hidden(text)).toEqual([])
})
