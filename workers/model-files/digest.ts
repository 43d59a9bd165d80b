import { toHex } from '../../src/shared/hex.js'
import { sha256Script } from '../../src/shared/sha256-script.js'

/** The SHA-256 of bytes or of a text's UTF-8, in lower-case hexadecimal. */
export async function sha256(content: Uint8Array<ArrayBuffer> | string): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  // Over plain http (a phone that opens a development server) browsers do not offer `crypto.subtle`.
  const digest = crypto.subtle ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)) : sha256Script(bytes)
  return toHex(digest)
}
