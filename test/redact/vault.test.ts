import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { NlpError } from '../../src/errors.js'
import { restore } from '../../src/redact/restore.js'
import { Vault } from '../../src/redact/vault.js'
import { exportVault, importVault } from '../../src/redact/vault-archive.js'

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

test.each(['[EMAIL_1]', '[email 1]', 'EMAIL_1', '\\[EMAIL\\_1\\]', '[EMAIL1]', '[EMAIL_001]'])(
  'a text that holds %s keeps that number from being given out',
  (literal) => {
    const vault = new Vault()
    vault.reserve(`see ${literal}.`)
    expect(vault.placeholder('placeholder', 'EMAIL', 'a@b.co').replacement).toBe('[EMAIL_2]')
  },
)

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
