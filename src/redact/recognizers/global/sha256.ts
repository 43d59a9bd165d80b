/** The first 32 bits of the fractional part of a root: FIPS 180-4 defines its constants like this. */
function fraction(root: number): number {
  return ((root - Math.floor(root)) * 0x1_0000_0000) | 0
}

const primes: number[] = []
for (let candidate = 2; primes.length < 64; candidate++) {
  if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate)
}
const roundConstants = primes.map((prime) => fraction(Math.cbrt(prime)))
const initial = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)))

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits))
}

/** SHA-256 (FIPS 180-4) of at most 55 bytes, one block. WebCrypto is asynchronous, and a check should return at once. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const block = new Uint8Array(64)
  block.set(bytes)
  block[bytes.length] = 0x80
  const view = new DataView(block.buffer)
  view.setUint32(60, bytes.length * 8)

  const words = new Int32Array(64)
  for (let index = 0; index < 64; index++) {
    if (index < 16) {
      words[index] = view.getInt32(index * 4)
      continue
    }
    const early = words[index - 15]!
    const late = words[index - 2]!
    const small = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
    const large = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
    words[index] = words[index - 16]! + small + words[index - 7]! + large
  }

  let [a, b, c, d, e, f, g, h] = initial as [number, number, number, number, number, number, number, number]
  for (let index = 0; index < 64; index++) {
    const choice = (e & f) ^ (~e & g)
    const first =
      (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + choice + roundConstants[index]! + words[index]!) | 0
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
  }
  const digest = new DataView(new ArrayBuffer(32))
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) digest.setInt32(index * 4, word + initial[index]!)
  return new Uint8Array(digest.buffer)
}
