import { bitsAt, halfToNumber } from '../kernels/half-float.js'

/** How a tensor stores its numbers: `block` numbers in `blockBytes` bytes. */
export interface TensorFormat {
  readonly name: string
  readonly block: number
  readonly blockBytes: number
  /** Writes the numbers of the block at `at` to `out`, from `to` on. */
  readonly decode: (bytes: Uint8Array, at: number, out: Float32Array, to: number) => void
}

const FORMATS: Readonly<Record<number, TensorFormat>> = {
  0: { name: 'F32', block: 1, blockBytes: 4, decode: single(float) },
  1: { name: 'F16', block: 1, blockBytes: 2, decode: single(half) },
  2: { name: 'Q4_0', block: 32, blockBytes: 18, decode: decodeQ4_0 },
  3: { name: 'Q4_1', block: 32, blockBytes: 20, decode: decodeQ4_1 },
  6: { name: 'Q5_0', block: 32, blockBytes: 22, decode: decodeQ5_0 },
  7: { name: 'Q5_1', block: 32, blockBytes: 24, decode: decodeQ5_1 },
  8: { name: 'Q8_0', block: 32, blockBytes: 34, decode: decodeQ8_0 },
  12: { name: 'Q4_K', block: 256, blockBytes: 144, decode: decodeQ4K },
  13: { name: 'Q5_K', block: 256, blockBytes: 176, decode: decodeQ5K },
  14: { name: 'Q6_K', block: 256, blockBytes: 210, decode: decodeQ6K },
  30: { name: 'BF16', block: 1, blockBytes: 2, decode: single(bfloat) },
}

/** The format that a GGUF file names by this number; undefined where we cannot read the format. */
export const tensorFormat = (type: number): TensorFormat | undefined => FORMATS[type]

/** Formats that files have and tacet does not read, by their number in GGUF files. */
const OTHERS: Readonly<Record<number, string>> = {
  10: 'Q2_K',
  11: 'Q3_K',
  15: 'Q8_K',
  16: 'IQ2_XXS',
  17: 'IQ2_XS',
  18: 'IQ3_XXS',
  19: 'IQ1_S',
  20: 'IQ4_NL',
  21: 'IQ3_S',
  22: 'IQ2_S',
  23: 'IQ4_XS',
  24: 'I8',
  25: 'I16',
  26: 'I32',
  27: 'I64',
  28: 'F64',
  29: 'IQ1_M',
  34: 'TQ1_0',
  35: 'TQ2_0',
  39: 'MXFP4',
}

/** The name of a format that tacet does not read; undefined for a number that stands for no format. */
export const otherFormat = (type: number): string | undefined => OTHERS[type]

/** A format whose blocks are single numbers. */
function single(read: (bytes: Uint8Array, at: number) => number): TensorFormat['decode'] {
  return (bytes, at, out, to) => {
    out[to] = read(bytes, at)
  }
}

const byte = (bytes: Uint8Array, at: number) => bytes[at] as number

function half(bytes: Uint8Array, at: number): number {
  return halfToNumber(bitsAt(bytes, at))
}

const signed = (value: number) => (value << 24) >> 24

const exchange = new DataView(new ArrayBuffer(4))

function float(bytes: Uint8Array, at: number): number {
  for (let index = 0; index < 4; index += 1) exchange.setUint8(index, byte(bytes, at + index))
  return exchange.getFloat32(0, true)
}

function bfloat(bytes: Uint8Array, at: number): number {
  exchange.setUint32(0, (byte(bytes, at) << 16) | (byte(bytes, at + 1) << 24), true)
  return exchange.getFloat32(0, true)
}

/** Sixteen bytes hold the first sixteen numbers in their low halves and the others in their high halves. */
function decodeQ4_0(bytes: Uint8Array, at: number, out: Float32Array, to: number): void {
  const scale = half(bytes, at)
  for (let index = 0; index < 16; index += 1) {
    const packed = byte(bytes, at + 2 + index)
    out[to + index] = scale * ((packed & 15) - 8)
    out[to + index + 16] = scale * ((packed >> 4) - 8)
  }
}

function decodeQ4_1(bytes: Uint8Array, at: number, out: Float32Array, to: number): void {
  const scale = half(bytes, at)
  const minimum = half(bytes, at + 2)
  for (let index = 0; index < 16; index += 1) {
    const packed = byte(bytes, at + 4 + index)
    out[to + index] = scale * (packed & 15) + minimum
    out[to + index + 16] = scale * (packed >> 4) + minimum
  }
}

/** The fifth bits of all numbers lie before the bytes with the other four, number by number. */
function fifthBit(bytes: Uint8Array, at: number, index: number): number {
  return ((byte(bytes, at + (index >> 3)) >> (index & 7)) & 1) << 4
}

function decodeQ5_0(bytes: Uint8Array, at: number, out: Float32Array, to: number): void {
  const scale = half(bytes, at)
  for (let index = 0; index < 16; index += 1) {
    const packed = byte(bytes, at + 6 + index)
    out[to + index] = scale * (((packed & 15) | fifthBit(bytes, at + 2, index)) - 16)
    out[to + index + 16] = scale * (((packed >> 4) | fifthBit(bytes, at + 2, index + 16)) - 16)
  }
}

function decodeQ5_1(bytes: Uint8Array, at: number, out: Float32Array, to: number): void {
  const scale = half(bytes, at)
  const minimum = half(bytes, at + 2)
  for (let index = 0; index < 16; index += 1) {
    const packed = byte(bytes, at + 8 + index)
    out[to + index] = scale * ((packed & 15) | fifthBit(bytes, at + 4, index)) + minimum
    out[to + index + 16] = scale * ((packed >> 4) | fifthBit(bytes, at + 4, index + 16)) + minimum
  }
}

function decodeQ8_0(bytes: Uint8Array, at: number, out: Float32Array, to: number): void {
  const scale = half(bytes, at)
  for (let index = 0; index < 32; index += 1) out[to + index] = scale * signed(byte(bytes, at + 2 + index))
}

/**
 * Reads one of eight scales and eight minima of 6 bits, stored in 12 bytes. The last four of each take their high bits
 * from the bytes of the first four.
 */
export function superScales(bytes: Uint8Array, at: number, part: number): { scale: number; minimum: number } {
  const low = byte(bytes, at + part)
  const high = byte(bytes, at + part + 4)
  if (part < 4) return { scale: low & 63, minimum: high & 63 }
  const first = byte(bytes, at + part - 4)
  return { scale: (high & 15) | ((first >> 6) << 4), minimum: (high >> 4) | ((low >> 6) << 4) }
}

function decodeQ4K(bytes: Uint8Array, at: number, out: Float32Array, to: number): void {
  const scale = half(bytes, at)
  const least = half(bytes, at + 2)
  for (let part = 0; part < 8; part += 1) {
    const { scale: step, minimum } = superScales(bytes, at + 4, part)
    for (let index = 0; index < 32; index += 1) {
      const packed = byte(bytes, at + 16 + (part >> 1) * 32 + index)
      out[to + part * 32 + index] = scale * step * (part & 1 ? packed >> 4 : packed & 15) - least * minimum
    }
  }
}

function decodeQ5K(bytes: Uint8Array, at: number, out: Float32Array, to: number): void {
  const scale = half(bytes, at)
  const least = half(bytes, at + 2)
  for (let part = 0; part < 8; part += 1) {
    const { scale: step, minimum } = superScales(bytes, at + 4, part)
    for (let index = 0; index < 32; index += 1) {
      const packed = byte(bytes, at + 48 + (part >> 1) * 32 + index)
      const fifth = ((byte(bytes, at + 16 + index) >> part) & 1) << 4
      const value = (part & 1 ? packed >> 4 : packed & 15) | fifth
      out[to + part * 32 + index] = scale * step * value - least * minimum
    }
  }
}

/** Each half has 128 numbers: 64 bytes of low bits, 32 bytes of high bits and 8 scales. The common scale comes last. */
function decodeQ6K(bytes: Uint8Array, at: number, out: Float32Array, to: number): void {
  const scale = half(bytes, at + 208)
  for (let part = 0; part < 2; part += 1) {
    const low = at + part * 64
    const high = at + 128 + part * 32
    const scales = at + 192 + part * 8
    for (let index = 0; index < 32; index += 1) {
      const bits = byte(bytes, high + index)
      const sixteenth = index >> 4
      for (let quarter = 0; quarter < 4; quarter += 1) {
        const packed = byte(bytes, low + index + (quarter & 1) * 32)
        const value = (quarter < 2 ? packed & 15 : packed >> 4) | (((bits >> (quarter * 2)) & 3) << 4)
        const step = signed(byte(bytes, scales + sixteenth + quarter * 2))
        out[to + part * 128 + quarter * 32 + index] = scale * step * (value - 32)
      }
    }
  }
}
