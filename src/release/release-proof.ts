import { NlpError } from '../shared/errors.js'
import { toHex } from '../shared/hex.js'
import { sha256Script } from '../shared/sha256-script.js'

/** The proof that a release comes from the app's makers. */
export interface ReleaseProof {
  /** The SHA-256 of the file, in hexadecimal. Needed where the app gives no key. @default not checked */
  sha256?: string | undefined
  /** The signature of the file, in Base64. @default the content of the address with `.sig` behind it, where the app gives a key */
  signature?: string | undefined
}

/** A release as it came, with the digest of its bytes. */
export interface ProvenText {
  readonly text: string
  readonly digest: string
}

/** Refuses a release without a proof, because anybody could have written it. */
export function requireProof({ sha256 }: ReleaseProof, key: CryptoKey | undefined): void {
  if (key !== undefined || sha256 !== undefined) return
  throw new TypeError(
    '`sha256` is needed, because the app gives no `key`: without either, anybody could have written the release',
  )
}

/** Checks the digest and the signature of a release before anything in it is read. */
export async function proveRelease(
  text: string,
  { sha256, signature }: ReleaseProof,
  key: CryptoKey | undefined,
): Promise<ProvenText> {
  const bytes = new TextEncoder().encode(text)
  const digest = digestOf(text)
  if (sha256 !== undefined && sha256.toLowerCase() !== digest) {
    throw unproven('digest', `has the digest ${digest.slice(0, 12)}…, but should have ${sha256.slice(0, 12)}…`)
  }
  if (key === undefined) return { text, digest }
  if (signature === undefined) throw unproven('signature', 'has no signature, but the app requires one (`key`)')
  const signed = await crypto.subtle.verify(algorithmOf(key), key, bytesOf(signature), bytes)
  if (!signed) throw unproven('signature', 'has a signature that does not fit this file and this key')
  return { text, digest }
}

export const digestOf = (text: string): string => toHex(sha256Script(new TextEncoder().encode(text)))

/** Reads the public key of the app: a `CryptoKey`, or a JSON Web Key of the kind Ed25519 or ECDSA. */
export async function readKey(given: CryptoKey | JsonWebKey): Promise<CryptoKey> {
  if (globalThis.crypto?.subtle === undefined) {
    throw new NlpError('unsupported', 'Signatures need a secure page (https or localhost)')
  }
  if (given instanceof CryptoKey) {
    if (given.type === 'public' && given.usages.includes('verify')) return given
    throw new TypeError('`key` must be a public key with the usage `verify`')
  }
  const { kty, crv } = given
  const algorithm = kty === 'OKP' ? { name: 'Ed25519' } : { name: 'ECDSA', namedCurve: crv ?? '' }
  try {
    return await crypto.subtle.importKey('jwk', given, algorithm, true, ['verify'])
  } catch (cause) {
    throw new NlpError('unsupported', 'This browser cannot read the key of the releases. Use ECDSA with P-256.', {
      cause,
    })
  }
}

function algorithmOf({ algorithm }: CryptoKey): AlgorithmIdentifier | EcdsaParams {
  const { name, namedCurve } = algorithm as EcKeyAlgorithm
  if (name !== 'ECDSA') return { name }
  return { name, hash: namedCurve === 'P-384' ? 'SHA-384' : namedCurve === 'P-521' ? 'SHA-512' : 'SHA-256' }
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64.trim()), (character) => character.charCodeAt(0))
  } catch {
    throw unproven('signature', 'has a signature that is not Base64')
  }
}

function unproven(path: 'digest' | 'signature', problem: string): NlpError {
  return new NlpError('invalid-data', `The release ${problem}. It was not used.`, { details: { path } })
}
