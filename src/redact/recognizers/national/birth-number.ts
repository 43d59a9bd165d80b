import { isDate } from '../parts/calendar.js'

/**
 * The birth number of the Czech Republic (Act 133/2000 Coll.) and of Slovakia (Act 301/1995 Coll.), a multiple of 11.
 * The month has 50 added for women and, since 2004, 20 more where all numbers of a day are taken. Until 1953 it had
 * nine digits and no check. Some older numbers end in 0 where the remainder is 10.
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
