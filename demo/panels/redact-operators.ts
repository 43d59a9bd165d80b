import type { Operator } from 'tacet/redact'

/** The last digits of a number tell only its owner which number it is. The last letters of a name tell anyone. */
const NUMBERS = /CARD|IBAN|PHONE|ACCOUNT|SSN|PASSPORT/

const PLAIN: OperatorChoices = {
  placeholder: () => ({ type: 'placeholder' }),
  mask: (type) => ({ type: 'mask', keepLast: NUMBERS.test(type) ? 4 : 0 }),
  surrogate: () => ({ type: 'surrogate' }),
  generalize: () => ({ type: 'generalize' }),
  remove: () => ({ type: 'remove' }),
  keep: () => ({ type: 'keep' }),
}

/** The treatments of a value, by name. Each makes the operator for a type of value. */
export type OperatorChoices = Readonly<Record<string, (type: string) => Operator>>

/**
 * All operators, with keys made for this visit. A page that is not served securely has no cryptography, and two
 * operators fewer.
 */
export async function operatorChoices(): Promise<OperatorChoices> {
  if (globalThis.crypto.subtle === undefined) return PLAIN
  const [token, cipher] = await Promise.all([
    crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
    crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
  ])
  return {
    ...PLAIN,
    token: () => ({ type: 'token', key: token }),
    encrypt: () => ({ type: 'encrypt', key: cipher }),
  }
}
