/** Check digits shared by many identifiers. Every function takes a compact string: no spaces, no separators. */

/** The digits of a string, in order: `0` to `9` only. */
export function digitsOf(value: string): string {
  return value.replace(/\D/g, '')
}

/** Letters and digits of a string, upper case: what is left of an identifier without its separators. */
export function compact(value: string): string {
  return value.replace(/[^A-Za-z0-9]/g, '').toUpperCase()
}

/** A digit at an index of a digit string. */
export function digitAt(digits: string, index: number): number {
  return digits.charCodeAt(index) - 48
}

/** Sum of digit times weight over the first `weights.length` digits. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0
  for (let index = 0; index < weights.length; index++) sum += digitAt(digits, index) * weights[index]!
  return sum
}

/** All characters alike: `000000000` passes many checksums and identifies nobody. */
export function isRepeated(value: string): boolean {
  return value === value.charAt(0).repeat(value.length)
}

/** Cards, IMEI, and many national numbers. */
export function luhn(digits: string): boolean {
  let sum = 0
  for (let index = digits.length - 1, double = false; index >= 0; index--, double = !double) {
    const digit = digitAt(digits, index) * (double ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}

// The dihedral group D5 by arithmetic, which is shorter than its table: rotations are 0-4, reflections 5-9.
function dihedral(left: number, right: number): number {
  const rotation = left < 5 ? left + (right % 5) : left - (right % 5) + 5
  return (rotation % 5) + (left < 5 === right < 5 ? 0 : 5)
}

const verhoeffPermutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]

/** Aadhaar and its relatives. */
export function verhoeff(digits: string): boolean {
  let check = 0
  for (let position = 0; position < digits.length; position++) {
    let digit = digitAt(digits, digits.length - 1 - position)
    for (let times = position % 8; times > 0; times--) digit = verhoeffPermutation[digit]!
    check = dihedral(check, digit)
  }
  return check === 0
}

/** Remainder by 97 of digits and letters (A is 10): ISO 7064 mod 97-10. */
export function mod97(value: string): number {
  let remainder = 0
  for (const character of value) {
    const number = Number.parseInt(character, 36)
    remainder = (remainder * (number > 9 ? 100 : 10) + number) % 97
  }
  return remainder
}

/** ISO 7064 mod 11,10: German tax number, Croatian OIB. */
export function mod11And10(digits: string): boolean {
  let product = 10
  for (let index = 0; index < digits.length - 1; index++) {
    const sum = (product + digitAt(digits, index)) % 10 || 10
    product = (sum * 2) % 11
  }
  return (product + digitAt(digits, digits.length - 1)) % 10 === 1
}

/** ISO 7064 mod 11-2, where a last `X` is ten: Chinese resident identity card. */
export function mod11And2(value: string): boolean {
  let check = 0
  for (const character of value) check = (check * 2 + (character === 'X' ? 10 : Number(character))) % 11
  return check === 1
}
