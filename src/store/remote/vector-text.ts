/** A vector as text: the bytes of its 32-bit floats in base64. The text takes a quarter of the length of the numbers in JSON. */
export function toBase64(vector: Float32Array): string {
  const bytes = new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)
  let text = ''
  // In parts, because each byte becomes an argument and engines limit the number of arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return btoa(text)
}

/** Returns `undefined` where the text is not a vector. */
export function fromBase64(text: string): Float32Array<ArrayBuffer> | undefined {
  let binary: string
  try {
    binary = atob(text)
  } catch {
    return undefined
  }
  if (binary.length % 4 !== 0) return undefined
  return new Float32Array(Uint8Array.from(binary, (character) => character.charCodeAt(0)).buffer)
}
