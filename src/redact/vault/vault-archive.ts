import { checkOptions, describe } from '../../calls/check-options.js'
import { NlpError } from '../../shared/errors.js'
import { fromBase64Url, toBase64Url } from '../spelling/base64url.js'
import { checkVault, Vault, type VaultContents } from './vault.js'
import type { VaultEntry } from './vault-entry.js'

const VERSION = 1

/** Conditions for opening an archive. */
export interface ImportVaultOptions {
  /** The conversation that the archive must belong to. @default any */
  id?: string | undefined
}

/**
 * Makes an encrypted archive of a vault, as text. The key is an AES-GCM `CryptoKey` of the caller and is not stored.
 *
 * @example
 * const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
 * const archive = await exportVault(vault, key)
 * const same = await importVault(archive, key, { id: vault.id })
 */
export async function exportVault(vault: Vault, key: CryptoKey): Promise<string> {
  checkVault(vault)
  checkKey(key)
  const { id, expiresAt, ...rest } = vault.contents()
  const header = JSON.stringify({ version: VERSION, id, expiresAt })
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const plain = new TextEncoder().encode(JSON.stringify(rest))
  // The header is readable but authenticated: an archive with a changed id or a later end does not decrypt.
  const additionalData = new TextEncoder().encode(header)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plain)
  return [additionalData, iv, new Uint8Array(sealed)].map(toBase64Url).join('.')
}

/**
 * Opens the archive of a vault. A damaged archive, another conversation or another key fails with code 'invalid-data', an expired
 * archive with code 'closed'.
 *
 * @example
 * const vault = await importVault(archive, key, { id: 'conversation-7' })
 */
export async function importVault(archive: string, key: CryptoKey, options: ImportVaultOptions = {}): Promise<Vault> {
  checkOptions('importVault', options, { id: 'string' })
  checkKey(key)
  const { id } = options
  const parts = typeof archive === 'string' ? archive.split('.').map(fromBase64Url) : []
  const [additionalData, iv, sealed] = parts
  if (parts.length !== 3 || !additionalData || !iv || !sealed) throw damaged()
  const header = readHeader(additionalData)
  if (id !== undefined && header.id !== id) {
    throw new NlpError('invalid-data', 'This vault archive belongs to another conversation.')
  }
  if (header.expiresAt !== undefined && header.expiresAt <= Date.now()) {
    throw new NlpError('closed', 'This vault archive has expired: start a new conversation.')
  }
  let contents: VaultContents
  try {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed)
    contents = { ...header, ...(JSON.parse(new TextDecoder().decode(plain)) as ArchivedValues) }
  } catch {
    throw damaged()
  }
  return Vault.from(contents)
}

function checkKey(key: CryptoKey): void {
  if (key?.algorithm?.name !== 'AES-GCM')
    throw new TypeError(`\`key\` must be an AES-GCM CryptoKey, got ${describe(key)}`)
}

interface ArchivedValues {
  readonly entries: readonly VaultEntry[]
  readonly literals: readonly string[]
}

function readHeader(bytes: Uint8Array): { id: string; expiresAt: number | undefined } {
  try {
    const { version, id, expiresAt } = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>
    if (version !== VERSION || typeof id !== 'string') throw damaged()
    return { id, expiresAt: typeof expiresAt === 'number' ? expiresAt : undefined }
  } catch {
    throw damaged()
  }
}

function damaged(): NlpError {
  return new NlpError(
    'invalid-data',
    'The vault archive cannot be opened: it is damaged or changed, or belongs to another key.',
  )
}
