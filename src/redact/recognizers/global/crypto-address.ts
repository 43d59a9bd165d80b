import { patternRecognizer } from '../parts/pattern-recognizer.js'
import { sha256 } from './sha256.js'

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const ripple = 'rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz'

/** The Base58Check of Bitcoin: 21 bytes, then the first four bytes of their double SHA-256. */
function base58Check(address: string): boolean {
  const alphabet = address.startsWith('r') ? ripple : base58
  let number = 0n
  for (const character of address) number = number * 58n + BigInt(alphabet.indexOf(character))
  if (number >> 200n !== 0n) return false
  const bytes = Uint8Array.from({ length: 25 }, (_, index) => Number((number >> BigInt(8 * (24 - index))) & 0xffn))
  const digest = sha256(sha256(bytes.subarray(0, 21)))
  return bytes.subarray(21).every((byte, index) => byte === digest[index])
}

const bech32Alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/** The BCH code of BIP 173 (Bech32) and BIP 350 (Bech32m). The two differ only in the final constant. */
function bech32(address: string): boolean {
  const lower = address.toLowerCase()
  if (address !== lower && address !== address.toUpperCase()) return false
  const separator = lower.lastIndexOf('1')
  const prefix = [...lower.slice(0, separator)].map((character) => character.charCodeAt(0))
  const data = [...lower.slice(separator + 1)].map((character) => bech32Alphabet.indexOf(character))
  let check = 1
  for (const value of [...prefix.map((code) => code >> 5), 0, ...prefix.map((code) => code & 31), ...data]) {
    const top = check >>> 25
    check = ((check & 0x1ffffff) << 5) ^ value
    for (let bit = 0; bit < 5; bit++) if ((top >> bit) & 1) check ^= generator[bit]!
  }
  return check === 1 || check === 0x2bc830a3
}

const context = [
  'wallet',
  'address',
  'btc',
  'bitcoin',
  'eth',
  'ethereum',
  'crypto',
  'solana',
  'sol',
  'monero',
  'xmr',
  'deposit',
]

/** Addresses of Bitcoin and related coins, Tron, Ripple, Ethereum, Cardano, Monero and, with context, Solana. */
export const cryptoAddress = [
  patternRecognizer({
    name: 'crypto-base58',
    type: 'CRYPTO_ADDRESS',
    pattern: /(?<![A-Za-z\d])[13LMDTr][1-9A-HJ-NP-Za-km-z]{24,34}(?![A-Za-z\d])/g,
    validate: base58Check,
    score: 0.95,
  }),
  patternRecognizer({
    name: 'crypto-bech32',
    type: 'CRYPTO_ADDRESS',
    pattern: /(?<![A-Za-z\d])(?:bc|tb|ltc|addr)1[02-9ac-hj-np-z]{38,103}(?![A-Za-z\d])/gi,
    validate: bech32,
    score: 0.95,
  }),
  patternRecognizer({
    name: 'crypto-ethereum',
    type: 'CRYPTO_ADDRESS',
    pattern: /(?<![A-Za-z\d])0x[\da-f]{40}(?![A-Za-z\d])/gi,
    score: 0.8,
    tier: 'pattern',
    context,
  }),
  patternRecognizer({
    name: 'crypto-monero',
    type: 'CRYPTO_ADDRESS',
    pattern: /(?<![A-Za-z\d])[48][1-9AB][1-9A-HJ-NP-Za-km-z]{93}(?![A-Za-z\d])/g,
    score: 0.85,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'crypto-solana',
    type: 'CRYPTO_ADDRESS',
    pattern: /(?<![A-Za-z\d])[1-9A-HJ-NP-Za-km-z]{43,44}(?![A-Za-z\d])/g,
    score: 0.25,
    tier: 'context',
    context,
  }),
]
