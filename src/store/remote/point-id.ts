import { NlpError } from '../../shared/errors.js'
import { toHex } from '../../shared/hex.js'

/**
 * Qdrant accepts whole numbers and UUIDs as ids. Ids in one of these forms stay. Every other id becomes a UUID from the first bytes of its
 * SHA-256, so that nobody can construct two ids with the same UUID.
 */
export async function pointIdOf(id: string): Promise<string | number> {
  if (/^(?:0|[1-9]\d{0,14})$/.test(id)) return Number(id)
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return id
  if (globalThis.crypto?.subtle === undefined) {
    throw new NlpError('unsupported', 'Ids that become a UUID need a secure page (https or localhost)')
  }
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(id)), 0, 16)
  // Version 8 is the UUID version for custom rules.
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const digits = toHex(bytes)
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
