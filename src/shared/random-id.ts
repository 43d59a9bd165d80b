import { toHex } from './hex.js'

/**
 * A random UUID. Browsers withhold their own `randomUUID` from pages of plain http, such as a development server that is opened
 * from a phone, but they give random bytes to every page. Their own function is forty times as fast, and each vault needs a UUID.
 */
export function randomId(): string {
  // The types assume that every page is a secure context.
  const { randomUUID } = crypto as Partial<Crypto>
  if (randomUUID !== undefined) return randomUUID.call(crypto)
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  // Sets version 4 and variant 1, as RFC 9562 demands.
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const digits = toHex(bytes)
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
