import { isDate } from '../parts/calendar.js'

/**
 * The birth number of the Czech Republic and Slovakia: 50 is added to the month of women, 20 where a day ran out of
 * numbers. Nine digits, without a check, were given until 1953.
 */
export function birthNumber(value: string): boolean {
  const short = Number(value.slice(0, 2))
  const year = value.length === 9 ? (short < 80 ? 1900 : 1800) + short : short < 54 ? 2000 + short : 1900 + short
  if (value.length === 9 && year > 1953) return false
  const month = Number(value.slice(2, 4)) % 50
  if (!isDate(year, month > 20 && year > 2003 ? month - 20 : month, Number(value.slice(4, 6)))) return false
  return (
    value.length === 9 || Number(value) % 11 === 0 || (Number(value.slice(0, 9)) % 11 === 10 && value.endsWith('0'))
  )
}
