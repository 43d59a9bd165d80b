/** Numbers as text: little-endian float32 in base64, a quarter of the length of decimal digits and exact. */
export function encodeNumbers(numbers: Float32Array): string {
  const view = new DataView(new ArrayBuffer(numbers.length * 4))
  numbers.forEach((value, index) => {
    view.setFloat32(index * 4, value, true)
  })
  let binary = ''
  for (let at = 0; at < view.byteLength; at += 1) binary += String.fromCharCode(view.getUint8(at))
  return btoa(binary)
}

/** The numbers; undefined where the text is not what `encodeNumbers` makes. */
export function decodeNumbers(text: unknown): Float32Array | undefined {
  if (typeof text !== 'string' || !/^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/.test(text))
    return undefined
  const binary = atob(text)
  const view = new DataView(new ArrayBuffer(binary.length))
  for (let at = 0; at < binary.length; at += 1) view.setUint8(at, binary.charCodeAt(at))
  return Float32Array.from({ length: binary.length >> 2 }, (_, index) => view.getFloat32(index * 4, true))
}
