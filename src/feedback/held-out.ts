import { describe } from '../calls/check-options.js'
import { sha256Script } from '../shared/sha256-script.js'

/** The share of judged texts that no training uses, unless the app says otherwise. */
export const HELD_OUT = 0.3

export function checkShare(heldOut: number): void {
  if (heldOut > 0 && heldOut < 1) return
  throw new RangeError(`\`heldOut\` must be between 0 and 1, got ${describe(heldOut)}`)
}

/**
 * Whether a text is held out. The digest of the text decides, so a text that was held out once is never trained on
 * later.
 */
export function isHeldOut(text: string, share: number): boolean {
  const digest = sha256Script(new TextEncoder().encode(text))
  return new DataView(digest.buffer, digest.byteOffset).getUint32(0) / 2 ** 32 < share
}
