import { describe } from './check-options.js'

/** Checks a key with which something is encrypted at rest. */
export function requireCipherKey(key: unknown): void {
  const isFit =
    key instanceof CryptoKey &&
    key.algorithm.name === 'AES-GCM' &&
    (['encrypt', 'decrypt'] as const).every((usage) => key.usages.includes(usage))
  if (!isFit) {
    throw new TypeError(`\`key\` must be a CryptoKey for AES-GCM that may encrypt and decrypt, got ${describe(key)}`)
  }
}
