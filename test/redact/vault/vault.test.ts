import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { restore } from '../../../src/redact/restore/restore.js'
import { Vault } from '../../../src/redact/vault/vault.js'
import { exportVault, importVault } from '../../../src/redact/vault/vault-archive.js'
import { NlpError } from '../../../src/shared/errors.js'

let key: CryptoKey

beforeAll(async () => {
  key = await newKey()
})

afterEach(() => {
  vi.useRealTimers()
})

function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

function filled(options = {}): Vault {
  const vault = new Vault({ id: 'conversation', ...options })
  vault.placeholder('placeholder', 'EMAIL', 'jo@ex.com')
  vault.placeholder('placeholder', 'PERSON', 'Ann "A" 😀')
  return vault
}

test('the same value has the same placeholder, another one the next number', () => {
  const vault = new Vault()
  const names = ['a@b.co', 'c@d.co', 'a@b.co'].map(
    (value) => vault.placeholder('placeholder', 'EMAIL', value).replacement,
  )
  expect(names).toEqual(['[EMAIL_1]', '[EMAIL_2]', '[EMAIL_1]'])
  expect(vault.size).toBe(2)
})

test.each([
  '[EMAIL_1]',
  '[email 1]',
  'EMAIL_1',
  '\\[EMAIL\\_1\\]',
  '[EMAIL1]',
  '[EMAIL_001]',
  '[EMAIL_1_FIRST]',
  'EMAIL_1_B',
  'EMAIL_1s',
  '%5BEMAIL_1%5D',
  'E\u200bMAIL_1',
  'EMAIL_1s\u200bEMAIL_1s',
  'EMAIL_1\u200bEMAIL_1',
  'an\u200bE\u00adMAIL_1',
  '[as in EMAIL_1',
  '[E-MAIL_1]',
])('a text that holds %s keeps that number from being given out', (literal) => {
  const vault = new Vault()
  vault.reserve(`see ${literal}.`)
  expect(vault.placeholder('placeholder', 'EMAIL', 'a@b.co').replacement).toBe('[EMAIL_2]')
})

describe('one number', () => {
  const names = (...values: readonly (readonly [type: string, value: string])[]) => {
    const vault = new Vault()
    return values.map(([type, value]) => vault.placeholder('placeholder', type, value).replacement)
  }
  const people = (...values: readonly string[]) => names(...values.map((value) => ['PERSON', value] as const))

  test.each([
    [
      ['Maria Lopez', 'Maria', 'Lopez', 'MARIA LOPEZ', 'maria', 'Maria'],
      ['[PERSON_1]', '[PERSON_1_FIRST]', '[PERSON_1_LAST]', '[PERSON_1_B]', '[PERSON_1_C]', '[PERSON_1_FIRST]'],
    ],
    [
      ['Bea', 'Bea Arthur', 'Arthur'],
      ['[PERSON_1]', '[PERSON_1_FULL]', '[PERSON_1_LAST]'],
    ],
    [
      ['Maria Lopez', 'M. Lopez', "Lopez's"],
      ['[PERSON_1]', '[PERSON_1_B]', '[PERSON_1_LAST]'],
    ],
    [
      ['Lucía Fernández', 'lucia fernandez', 'Lucía Fernández García'],
      ['[PERSON_1]', '[PERSON_1_B]', '[PERSON_1_C]'],
    ],
    [
      ['Jan de Vries', 'Vries', 'de Vries'],
      ['[PERSON_1]', '[PERSON_1_LAST]', '[PERSON_1_B]'],
    ],
    [
      ['Lopez, Maria', 'Maria Lopez'],
      ['[PERSON_1]', '[PERSON_1_B]'],
    ],
    [
      ['山田太郎', '山田太郎'],
      ['[PERSON_1]', '[PERSON_1]'],
    ],
  ])('for one person: %j', (values, expected) => {
    expect(people(...values)).toEqual(expected)
  })

  test.each([
    // If two people share a part of a name, that part alone belongs to neither.
    [
      ['Anna Weber', 'Tom Weber', 'Weber'],
      ['[PERSON_1]', '[PERSON_2]', '[PERSON_3]'],
    ],
    [
      ['Maria', 'Maria Lopez', 'Maria Chen'],
      ['[PERSON_1]', '[PERSON_1_FULL]', '[PERSON_2]'],
    ],
    [
      ['J. Smith', 'John Smith', 'Jane Smith'],
      ['[PERSON_1]', '[PERSON_1_B]', '[PERSON_2]'],
    ],
    [
      ['Bo Lee Sr.', 'Bo Lee Jr.'],
      ['[PERSON_1]', '[PERSON_2]'],
    ],
    [
      ['Jan de Vries', 'Piet de Boer', 'de'],
      ['[PERSON_1]', '[PERSON_2]', '[PERSON_3]'],
    ],
    [
      ['Ann', 'Anna'],
      ['[PERSON_1]', '[PERSON_2]'],
    ],
  ])('but not for two: %j', (values, expected) => {
    expect(people(...values)).toEqual(expected)
  })

  test.each([
    ['PHONE', ['(415) 555-0100', '415.555.0100', '+1 415 555 0100', '1-415-555-0100'], 1],
    ['PHONE', ['030 5550123', '+49 30 5550123', '0049 (0)30 555 01 23'], 1],
    ['PHONE', ['030 5550123', '040 5550123'], 2],
    ['PHONE', ['5550123', '030 5550123'], 2],
    ['PHONE', ['911', '112'], 2],
    ['CREDIT_CARD', ['4111 1111 1111 1111', '4111-1111-1111-1111', '4111111111111111'], 1],
    ['IBAN', ['DE89 3704 0044 0532 0130 00', 'DE89370400440532013000'], 1],
    ['EMAIL', ['Jo@Ex.com', 'jo@ex.com'], 1],
    ['ORGANIZATION', ['ACME  Ltd', 'Acme Ltd'], 1],
    ['SECRET', ['hunter2', 'Hunter2'], 2],
    ['SECRET', ['123-456-789', '123456789'], 2],
    ['API_KEY', ['ab-123456', 'ab123456'], 2],
  ] as const)('for one %s: %j', (type, values, expected) => {
    const numbers = names(...values.map((value) => [type, value] as const)).map((name) => /_(\d+)/.exec(name)?.[1])
    expect(new Set(numbers).size).toBe(expected)
  })

  test('is kept over an archive', async () => {
    const vault = new Vault()
    vault.placeholder('placeholder', 'PERSON', 'Lee', undefined, { gender: 'male' })
    vault.placeholder('placeholder', 'PERSON', 'Ann', undefined, { whole: 'Ann Ng' })
    const copy = await importVault(await exportVault(vault, key), key)
    for (const each of [vault, copy]) {
      expect(each.placeholder('placeholder', 'PERSON', 'Lee', undefined, { gender: 'female' }).replacement).toBe(
        '[PERSON_3]',
      )
      expect(each.placeholder('placeholder', 'PERSON', 'Ng').replacement).toBe('[PERSON_2_LAST]')
    }
  })

  test('a form that a user wrote is never given out', () => {
    const vault = new Vault()
    vault.placeholder('placeholder', 'PERSON', 'Maria Lopez')
    vault.reserve('[PERSON_1_FIRST] PERSON_1_B')
    expect(vault.placeholder('placeholder', 'PERSON', 'Maria').replacement).toBe('[PERSON_1_C]')
  })

  test('more than 26 spellings have names too', () => {
    const vault = new Vault()
    const spellings = Array.from({ length: 60 }, (_, index) => `Acme${' '.repeat(index + 1)}Ltd`)
    const given = spellings.map((value) => vault.placeholder('placeholder', 'ORGANIZATION', value).replacement)
    expect(new Set(given).size).toBe(60)
    expect(restore(given.join('|'), { vault })).toBe(spellings.join('|'))
  })
})

test('what was cleared cannot be restored', () => {
  const vault = filled()
  vault.clear()
  expect(vault.size).toBe(0)
  expect(restore('[EMAIL_1]', { vault })).toBe('[EMAIL_1]')
})

test.each([0, -1, Number.NaN])('a lifetime of %d is refused', (lifetimeMs) => {
  expect(() => new Vault({ lifetimeMs })).toThrow(RangeError)
})

test('an expired vault forgets its values and refuses to work', () => {
  vi.useFakeTimers()
  const vault = filled({ lifetimeMs: 1000 })
  vi.advanceTimersByTime(999)
  expect(restore('[EMAIL_1]', { vault })).toBe('jo@ex.com')
  vi.advanceTimersByTime(1)
  expect(() => restore('[EMAIL_1]', { vault })).toThrow(expect.objectContaining({ code: 'closed' }))
  expect(vault.size).toBe(0)
})

describe('an archive', () => {
  test('brings back every value, and numbering goes on where it was', async () => {
    const vault = filled()
    vault.reserve('[EMAIL_2]')
    const archive = await exportVault(vault, key)
    expect(archive).not.toContain('jo@ex.com')
    const copy = await importVault(archive, key, { id: 'conversation' })
    expect(copy.contents()).toEqual(vault.contents())
    expect(copy.placeholder('placeholder', 'EMAIL', 'jo@ex.com').replacement).toBe('[EMAIL_1]')
    expect(copy.placeholder('placeholder', 'EMAIL', 'new@ex.com').replacement).toBe('[EMAIL_3]')
  })

  test('of another conversation is refused', async () => {
    const archive = await exportVault(filled(), key)
    await expect(importVault(archive, key, { id: 'other' })).rejects.toSatisfy(isInvalid)
  })

  test('of another key is refused', async () => {
    const archive = await exportVault(filled(), key)
    await expect(importVault(archive, await newKey())).rejects.toSatisfy(isInvalid)
  })

  test('is refused after any change, also of its readable header', async () => {
    const archive = await exportVault(filled({ lifetimeMs: 60_000 }), key)
    const [header, iv, sealed] = archive.split('.') as [string, string, string]
    const longer = btoa(atob(header).replace('"expiresAt":', '"expiresAt":9')).replace(/=+$/, '')
    const flipped = (sealed.startsWith('A') ? 'B' : 'A') + sealed.slice(1)
    for (const changed of [
      `${longer}.${iv}.${sealed}`,
      `${header}.${iv}.${flipped}`,
      `${header}.${sealed}`,
      archive.slice(0, -3),
    ]) {
      await expect(importVault(changed, key)).rejects.toSatisfy(isInvalid)
    }
  })

  test('that has expired is refused with code closed', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const archive = await exportVault(filled({ lifetimeMs: 1000 }), key)
    vi.setSystemTime(Date.now() + 1001)
    await expect(importVault(archive, key)).rejects.toSatisfy((error) => NlpError.is(error, 'closed'))
  })

  test.each([[''], ['x'], ['a.b.c'], ['é.é.é'], [undefined], [7]])('%j is no archive', async (archive) => {
    await expect(importVault(archive as never, key)).rejects.toSatisfy(isInvalid)
  })
})

function isInvalid(error: unknown): boolean {
  return NlpError.is(error, 'invalid-data') && !/jo@|Ann/.test(error.message)
}
