import { isDate } from '../parts/calendar.js'
import { digitAt, weightedSum } from '../parts/checksums.js'

/**
 * The personal code of Estonia (standard EVS 585) and of Lithuania (Population Register): sex and century, date of
 * birth, serial, and a check digit modulo 11. A remainder of 10 asks for a second round with other weights.
 */
export function balticNumber(value: string): boolean {
  const century = 1800 + 100 * Math.floor((digitAt(value, 0) - 1) / 2)
  // A first 9 marks a number without a date of birth.
  const undated = value.startsWith('9')
  if (!undated && !isDate(century + +value.slice(1, 3), +value.slice(3, 5), +value.slice(5, 7))) return false
  const first = weightedSum(value, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
  const second = weightedSum(value, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11
  return (first < 10 ? first : second % 10) === digitAt(value, 10)
}
