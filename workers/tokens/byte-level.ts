/** The bytes of a token. Byte-level vocabularies write each byte as one printable character. */
export function byteLevelBytes(token: string): Uint8Array | undefined {
  const bytes = Array.from(token, (sign) => BYTES.get(sign))
  return bytes.includes(undefined) ? undefined : Uint8Array.from(bytes as number[])
}

const BYTES: ReadonlyMap<string, number> = new Map(byteSigns())

function byteSigns(): [string, number][] {
  const printable = (byte: number) => (byte > 32 && byte < 127) || (byte > 160 && byte < 256 && byte !== 173)
  let moved = 0
  return Array.from({ length: 256 }, (_, byte) => {
    if (printable(byte)) return [String.fromCharCode(byte), byte]
    moved += 1
    return [String.fromCharCode(255 + moved), byte]
  })
}
