import { isDate } from '../parts/calendar.js'
import { digitAt, weightedSum } from '../parts/checksums.js'

/** The personal code of Estonia and Lithuania: century and sex, date, serial, and a check digit taken in two rounds. */
export function balticNumber(value: string): boolean {
  const century = 1800 + 100 * Math.floor((digitAt(value, 0) - 1) / 2)
  // A first 9 marks a number that was given without a date.
  const undated = value.startsWith('9')
  if (!undated && !isDate(century + +value.slice(1, 3), +value.slice(3, 5), +value.slice(5, 7))) return false
  const first = weightedSum(value, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
  const second = weightedSum(value, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11
  return (first < 10 ? first : second % 10) === digitAt(value, 10)
}
