const exchange = new DataView(new ArrayBuffer(4))

/** The powers of two from -24 on. A model has millions of scales, and computing a power takes longer than the rest of one. */
const LEAST_POWER = 24
const POWERS = Float64Array.from({ length: 49 }, (_, index) => 2 ** (index - LEAST_POWER))

/** The bits of the 16-bit float at a place. */
export function bitsAt(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8)
}

/** The number of a 16-bit float, given by its bits. */
export function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return exponent === 0
    ? sign * fraction * 2 ** -24
    : sign * (1024 + fraction) * (POWERS[exponent - 25 + LEAST_POWER] as number)
}

/**
 * The bits of the 16-bit float nearest to a number. A half goes to the even one. A number that is too large becomes the
 * largest.
 */
export function numberToHalf(value: number): number {
  exchange.setFloat32(0, value)
  const bits = exchange.getUint32(0)
  const sign = (bits >>> 16) & 0x8000
  const size = Math.abs(value)
  if (Number.isNaN(value)) return 0
  if (size >= 65_504) return sign | 0x7bff
  // Below 2^-14 all steps are 2^-24 wide.
  if (size < 2 ** -14) return sign | roundToEven(size * 2 ** 24)
  const exponent = ((bits >>> 23) & 255) - 127
  const scaled = roundToEven(size * (POWERS[10 - exponent + LEAST_POWER] as number))
  // Rounding up may reach the next power of two; adding carries into the exponent.
  return sign | (((exponent + 14) << 10) + scaled)
}

function roundToEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest > 0.5 || (rest === 0.5 && floor % 2 === 1)) return floor + 1
  return floor
}
