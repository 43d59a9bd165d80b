import { beforeAll, describe, expect, test } from 'vitest'
import { decryptValues } from '../../../src/redact/operators/digest.js'
import { generalize } from '../../../src/redact/operators/generalize.js'
import { mask } from '../../../src/redact/operators/mask.js'
import type { Operator } from '../../../src/redact/operators/operator.js'
import { surrogateFor } from '../../../src/redact/operators/surrogate.js'
import { creditCard } from '../../../src/redact/recognizers/global/credit-card.js'
import { email } from '../../../src/redact/recognizers/global/email.js'
import { iban } from '../../../src/redact/recognizers/global/iban.js'
import { createRedactor } from '../../../src/redact/redactor.js'
import { restore } from '../../../src/redact/restore/restore.js'
import { Vault } from '../../../src/redact/vault/vault.js'
import { toyRecognizers } from '../arbitrary-text.js'

let hmac: CryptoKey
let aes: CryptoKey

beforeAll(async () => {
  hmac = (await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])) as CryptoKey
  aes = (await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])) as CryptoKey
})

function redact(text: string, operator: Operator, vault = new Vault()) {
  return createRedactor({ recognizers: toyRecognizers, locales: [], operators: { default: operator } }).redact(text, {
    vault,
  })
}

test.each([
  ['', {}, ''],
  ['4111 1111 1111 1111', { keepLast: 4 }, '•••• •••• •••• 1111'],
  ['jo@example.com', { keepFirst: 1 }, 'j•@•••••••.•••'],
  ['1234', { keepLast: 4 }, '••••'],
  ['12345', { keepLast: 2, character: '*' }, '***45'],
  ['Zoe\u0308 👩‍👩‍👧', {}, '••• •'],
  ['\ud800x', {}, '••'],
] as const)('%j masked with %j is %j', (value, options, expected) => {
  expect(mask(value, options)).toBe(expected)
})

test.each([
  ['DATE_OF_BIRTH', '12 May 1984', '1984'],
  ['DATE', '1/2/03', '[DATE]'],
  ['AGE', '37 years', '30-39'],
  ['AGE', '97', '90+'],
  ['ADDRESS', '12 Main St Apt 4, Springfield, IL 62704', 'Springfield'],
  ['ADDRESS', 'Hauptstr. 5, 10115 Berlin', 'Berlin'],
  ['ADDRESS', '12 Main St', '[ADDRESS]'],
  ['IP_ADDRESS', '192.168.7.9', '192.168.7.0/24'],
  ['IP_ADDRESS', '2001:db8:aa:1::7', '2001:db8:aa::/48'],
  ['IP_ADDRESS', '::1', '[IP_ADDRESS]'],
  ['EMAIL', 'jo@example.com', '@example.com'],
  ['URL', 'https://example.com/u/7?k=1', 'https://example.com'],
  ['PERSON', 'Ann', '[PERSON]'],
])('%s %j is generalised to %j', (type, value, expected) => {
  expect(generalize(type, value)).toBe(expected)
})

test('a text or a function of yours stands in the place of a value, and nothing at all for remove', async () => {
  expect((await redact('to a@b.co', { type: 'replace', with: '<hidden>' })).text).toBe('to <hidden>')
  const shout: Operator = { type: 'replace', with: (value, { type }) => `${type}:${value.length}` }
  expect((await redact('to a@b.co', shout)).text).toBe('to EMAIL:6')
  expect((await redact('to a@b.co!', { type: 'remove' })).text).toBe('to !')
})

test('keep reports a value and leaves it', async () => {
  const { text, entities } = await redact('to a@b.co', { type: 'keep' })
  expect(text).toBe('to a@b.co')
  expect(entities).toMatchObject([{ type: 'EMAIL', operator: 'keep' }])
})

describe('token', () => {
  test('is the same in every conversation and another for another key or type', async () => {
    const operator: Operator = { type: 'token', key: hmac }
    const [first, second] = [await redact('a@b.co', operator), await redact('a@b.co', operator)]
    expect(first.text).toMatch(/^\[EMAIL_t[\da-f]{20}\]$/)
    expect(second.text).toBe(first.text)
    const key = (await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])) as CryptoKey
    expect((await redact('a@b.co', { type: 'token', key })).text).not.toBe(first.text)
    expect(restore(`re: ${first.text}`, first)).toBe('re: a@b.co')
  })
})

describe('encrypt', () => {
  test('needs only the key to be undone, and differs each time', async () => {
    const operator: Operator = { type: 'encrypt', key: aes }
    const first = await redact('to a@b.co and a@b.co', operator)
    expect(first.text).not.toContain('a@b.co')
    expect(await decryptValues(`${first.text}!`, aes)).toBe('to a@b.co and a@b.co!')
    expect((await redact('to a@b.co and a@b.co', operator)).text).not.toBe(first.text)
    expect(restore(first.text, first)).toBe('to a@b.co and a@b.co')
  })

  test('leaves what another key encrypted, or what only looks encrypted', async () => {
    const other = (await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
      'decrypt',
    ])) as CryptoKey
    const { text } = await redact('to a@b.co', { type: 'encrypt', key: aes })
    expect(await decryptValues(text, other)).toBe(text)
    const changed = text.replace('[EMAIL:', '[PHONE:')
    expect(await decryptValues(changed, aes)).toBe(changed)
    expect(await decryptValues(`[EMAIL:${'A'.repeat(50)}]`, aes)).toBe(`[EMAIL:${'A'.repeat(50)}]`)
  })
})

describe('surrogate', () => {
  test.each([
    ['CREDIT_CARD', '4111 1111 1111 1111', creditCard, /^4111 1\d{3} \d{4} \d{4}$/],
    ['IBAN', 'DE89 3704 0044 0532 0130 00', iban, /^DE\d\d \d{4} \d{4} \d{4} \d{4} \d\d$/],
    ['EMAIL', 'jo.doe@corp.example.org', email, /^[a-z]{2}\.[a-z]{3}@example\.com$/],
  ] as const)('of %s is valid and of the same form', async (type, value, recognizer, form) => {
    for (let round = 0; round < 20; round++) {
      const surrogate = await surrogateFor(type, value, [recognizer])
      expect(surrogate).toMatch(form)
      expect(surrogate).not.toBe(value)
      expect(await recognizer.recognize(surrogate)).toMatchObject([{ type, start: 0, end: surrogate.length }])
    }
  })

  test('of a name keeps gender, language, initials, title and capitals', async () => {
    expect(await surrogateFor('PERSON', 'Maria K. Lopez', [])).toMatch(/^\p{Lu}\p{L}+ [A-Z]\. \p{Lu}\p{L}+$/u)
    expect(await surrogateFor('PERSON', 'Dr. Jürgen Meyer', [])).toMatch(/^Dr\. /)
    expect(await surrogateFor('PERSON', 'JOHN SMITH', [])).toMatch(/^[\p{Lu} ]+$/u)
    const women =
      'Anja Annika Birgit Charlotte Claudia Franziska Greta Heike Ingrid Johanna Jutta Katharina Katrin Lena Leonie Marlene Monika Nina Petra Renate Sabine Silke Susanne Ute'
    expect(women.split(' ')).toContain((await surrogateFor('PERSON', 'Sabine Krause', [])).split(' ')[0])
  })

  test.each([
    ['LOCATION', 'Rome, ITALY', /^[A-Z][a-z]+, [A-Z]+$/],
    ['ORGANIZATION', 'Acme Ltd.', /^[A-Z][a-z]+ Ltd\.$/],
    ['ADDRESS', '12 Main St, Springfield, IL 62704', /^\d+ [A-Z][a-z]+ [A-Z][a-z]+, [A-Z][a-z]+, IL \d{5}$/],
    ['STREET_ADDRESS', 'Elm Street', /^[A-Z][a-z]+ [A-Z][a-z]+$/],
  ])('of %s %j reads like one', async (type, value, form) => {
    const surrogate = await surrogateFor(type, value, [])
    expect(surrogate).toMatch(form)
    expect(surrogate).not.toBe(value)
  })

  test('is the same for the same value over a conversation, and comes back', async () => {
    const vault = new Vault()
    const first = await redact('555-1234 called', { type: 'surrogate' }, vault)
    const second = await redact('who is 555-1234?', { type: 'surrogate' }, vault)
    expect(second.text).toBe(`who is ${first.text.slice(0, 8)}?`)
    expect(restore(second.text, second)).toBe('who is 555-1234?')
  })
})

test('what an operator writes into JSON is escaped', async () => {
  const operator: Operator = { type: 'replace', with: 'say "hi"' }
  const redactor = createRedactor({ recognizers: toyRecognizers, locales: [], operators: { default: operator } })
  const { text } = await redactor.redact('{"to":"a@b.co"}', { format: 'json' })
  expect(JSON.parse(text)).toEqual({ to: 'say "hi"' })
})
