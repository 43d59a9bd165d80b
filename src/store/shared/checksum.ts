/**
 * A 32-bit checksum that detects damage of stored bytes. Four lanes multiply and rotate whole words: a single lane would wait for its own
 * multiplication, and SHA-256 would take longer than reading the file.
 */
export function checksum(bytes: Uint8Array): number {
  const words = bytes.length >>> 2
  const view =
    bytes.byteOffset % 4 === 0
      ? new Uint32Array(bytes.buffer, bytes.byteOffset, words)
      : new Uint32Array(bytes.slice(0, words * 4).buffer)
  let [a, b, c, d] = [0x811c9dc5, 0x811c9dc6, 0x811c9dc7, 0x811c9dc8]
  let at = 0
  for (; at + 4 <= words; at += 4) {
    a = mix(a, view[at]!)
    b = mix(b, view[at + 1]!)
    c = mix(c, view[at + 2]!)
    d = mix(d, view[at + 3]!)
  }
  for (let byte = at * 4; byte < bytes.length; byte++) a = mix(a, bytes[byte]!)
  let sum = bytes.length
  for (const lane of [a, b, c, d]) {
    sum = mix(sum, lane)
  }
  return sum >>> 0
}

/** Mixes a word into a lane. */
export function mix(lane: number, word: number): number {
  const product = Math.imul(lane ^ word, 0x01000193)
  // A multiplication moves bits upwards only. Without the rotation, two flips of a top bit would cancel out.
  return (product << 13) | (product >>> 19)
}
