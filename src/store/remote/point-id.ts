import { NlpError } from '../../shared/errors.js'

/**
 * The ids of Qdrant are whole numbers and UUIDs. Ids in one of these forms stay; every other one becomes the UUID that
 * its SHA-256 begins with, so that nobody can make two ids meet.
 */
export async function pointIdOf(id: string): Promise<string | number> {
  if (/^(?:0|[1-9]\d{0,14})$/.test(id)) return Number(id)
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return id
  if (globalThis.crypto?.subtle === undefined) {
    throw new NlpError('unsupported', 'Ids of Qdrant need a secure page (https or localhost)')
  }
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(id)), 0, 16)
  // Version 8: a UUID by a rule of its own.
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
