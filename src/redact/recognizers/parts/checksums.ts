/** Check digits that many identifiers share. Every check takes a compact string, without spaces and separators. */

/** The digits of a string, in order: `0` to `9` only. */
export function digitsOf(value: string): string {
  return value.replace(/\D/g, '')
}

/** The letters and digits of a string in upper case: an identifier without its separators. */
export function compact(value: string): string {
  return value.replace(/[^A-Za-z0-9]/g, '').toUpperCase()
}

/** The value of the digit at an index of a digit string. */
export function digitAt(digits: string, index: number): number {
  return digits.charCodeAt(index) - 48
}

/** The sum of digit times weight over the first `weights.length` digits. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0
  for (let index = 0; index < weights.length; index++) sum += digitAt(digits, index) * weights[index]!
  return sum
}

/** Whether all characters are the same: `000000000` passes many checksums and identifies nobody. */
export function isRepeated(value: string): boolean {
  return value === value.charAt(0).repeat(value.length)
}

/** The Luhn check of ISO/IEC 7812-1 (modulo 10): payment cards, IMEI and many national numbers. */
export function luhn(digits: string): boolean {
  let sum = 0
  for (let index = digits.length - 1, double = false; index >= 0; index--, double = !double) {
    const digit = digitAt(digits, index) * (double ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}

// The product in the dihedral group D5: 0 to 4 are rotations, 5 to 9 reflections. Arithmetic is shorter than the table.
function dihedral(left: number, right: number): number {
  const rotation = left < 5 ? left + (right % 5) : left - (right % 5) + 5
  return (rotation % 5) + (left < 5 === right < 5 ? 0 : 5)
}

const verhoeffPermutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]

/** The check of J. Verhoeff, "Error Detecting Decimal Codes" (1969): Aadhaar of India, NIN of Nigeria, Luxembourg. */
export function verhoeff(digits: string): boolean {
  let check = 0
  for (let position = 0; position < digits.length; position++) {
    let digit = digitAt(digits, digits.length - 1 - position)
    for (let times = position % 8; times > 0; times--) digit = verhoeffPermutation[digit]!
    check = dihedral(check, digit)
  }
  return check === 0
}

/** The remainder by 97 of digits and letters, where A is 10: ISO 7064 MOD 97-10. */
export function mod97(value: string): number {
  let remainder = 0
  for (const character of value) {
    const number = Number.parseInt(character, 36)
    remainder = (remainder * (number > 9 ? 100 : 10) + number) % 97
  }
  return remainder
}

/** ISO 7064 MOD 11,10: the tax ID of Germany, the OIB of Croatia. */
export function mod11And10(digits: string): boolean {
  let product = 10
  for (let index = 0; index < digits.length - 1; index++) {
    const sum = (product + digitAt(digits, index)) % 10 || 10
    product = (sum * 2) % 11
  }
  return (product + digitAt(digits, digits.length - 1)) % 10 === 1
}

/** ISO 7064 MOD 11-2, where a last `X` is ten: the resident identity card of China. */
export function mod11And2(value: string): boolean {
  let check = 0
  for (const character of value) check = (check * 2 + (character === 'X' ? 10 : Number(character))) % 11
  return check === 1
}
