import { describe, expect, test } from 'vitest'
import { bankAccount } from '../../../src/redact/recognizers/global/bank-account.js'
import { bic } from '../../../src/redact/recognizers/global/bic.js'
import { creditCard } from '../../../src/redact/recognizers/global/credit-card.js'
import { cryptoAddress } from '../../../src/redact/recognizers/global/crypto-address.js'
import { iban } from '../../../src/redact/recognizers/global/iban.js'
import { sha256 } from '../../../src/redact/recognizers/global/sha256.js'
import { valuesFound } from './values-found.js'

describe('payment cards', () => {
  test.for<readonly [string, readonly string[]]>([
    ['', []],
    ['4111111111111111', ['4111111111111111']],
    ['4111 1111 1111 1111 4111-1111-1111-1111', ['4111 1111 1111 1111', '4111-1111-1111-1111']],
    ['3782 822463 10005', ['3782 822463 10005']],
    ['30569309025904', ['30569309025904']],
    ['maestro 501800000009', ['501800000009']],
    ['jcb 213100000000001', ['213100000000001']],
    ['4000000000006 and 6304000000000000000', ['4000000000006', '6304000000000000000']],
    ['Ticket 12 4111 1111 1111 1111 123', ['4111 1111 1111 1111']],
    ['CVV 123, card 5555555555554444, exp 12/30', ['5555555555554444']],
    ['order 4111111111111111', ['4111111111111111']],
    ['4111111111111112', []],
    ['0000000000000000', []],
    ['1748503543012', []],
    ['x4111111111111111', []],
    ['41111111111111111111111', []],
    ['12 34 56 78 90 12 34', []],
    ['4111.1111.1111.1111.', ['4111.1111.1111.1111']],
    ['4111.1111 1111.1111', []],
    ['1234-5678-9012-3456', []],
    ['4111111111111111-office', ['4111111111111111']],
    ['tel +49 30 12345678901234', []],
  ])('%j', async ([text, values]) => {
    expect(await valuesFound(creditCard, text)).toEqual(values)
  })
})

describe('bank account numbers', () => {
  test.for<readonly [string, readonly string[]]>([
    ['', []],
    ['GB82 WEST 1234 5698 7654 32', ['GB82 WEST 1234 5698 7654 32']],
    ['gb82west12345698765432.', ['gb82west12345698765432']],
    ['DE89-3704-0044-0532-0130-00', ['DE89-3704-0044-0532-0130-00']],
    ['DE89370400440532013000DE89370400440532013000', []],
    ['DE89 3704 0044 0532 0130 00 EUR', ['DE89 3704 0044 0532 0130 00']],
    ['NO93 8601 1117 947,MT84MALT011000012345MTLCAST001S', ['NO93 8601 1117 947', 'MT84MALT011000012345MTLCAST001S']],
    ['GB82 WEST 1234 5698 7654 33', []],
    ['DE89 3704 0044 0532 0130 0', []],
    ['ZZ82 WEST 1234 5698 7654 32', []],
  ])('IBAN %j', async ([text, values]) => {
    expect(await valuesFound(iban, text)).toEqual(values)
  })

  test.for<readonly [string, readonly string[]]>([
    ['BIC: DEUTDEFF', ['DEUTDEFF']],
    ['SWIFT code CHASUS33XXX', ['CHASUS33XXX']],
    ['DEUTDEFF', []],
    ['BIC of PASSWORD', []],
  ])('BIC %j', async ([text, values]) => {
    expect(await valuesFound(bic, text)).toEqual(values)
  })

  test.for<readonly [string, readonly string[]]>([
    ['account number 12345678', ['12345678']],
    ['Kontonummer: 123 456 789', ['123 456 789']],
    ['12345678 apples', []],
    ['invoice 12345678', []],
  ])('account %j', async ([text, values]) => {
    expect(await valuesFound(bankAccount, text)).toEqual(values)
  })
})

describe('crypto addresses', () => {
  test.for<readonly [string, readonly string[]]>([
    ['', []],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa']],
    ['3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy!', ['3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy']],
    ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq']],
    [
      'bc1p5d7rjq7g6rdk2yhzks9smlaqtedr4dekq08ge8ztwac72sfr9rusxg3297',
      ['bc1p5d7rjq7g6rdk2yhzks9smlaqtedr4dekq08ge8ztwac72sfr9rusxg3297'],
    ],
    ['0xde0B295669a9FD93d5F28D9Ec85E40f4cb697BAe', ['0xde0B295669a9FD93d5F28D9Ec85E40f4cb697BAe']],
    ['rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', ['rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh']],
    ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb', []],
    ['bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp', []],
    ['8f953371d3e85eddb89b05ed6b9e680791055315c73e1025ab5dba7bb2aee189', []],
  ])('%j', async ([text, values]) => {
    expect(await valuesFound(cryptoAddress, text)).toEqual(values)
  })

  test('sha256 agrees with WebCrypto on every length of one block', async () => {
    for (let length = 0; length <= 55; length++) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 37 + length) & 255)
      expect(sha256(bytes)).toEqual(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
    }
  })
})
