import { isDate } from '../parts/calendar.js'

/**
 * The JMBG of the former Yugoslavia, which its successor states kept in their laws: date of birth, region, sex and
 * serial, and one check digit modulo 11 over twelve digits.
 */
export function masterCitizenNumber(value: string): boolean {
  const short = Number(value.slice(4, 7))
  if (!isDate((short < 800 ? 2000 : 1000) + short, Number(value.slice(2, 4)), Number(value.slice(0, 2)))) return false
  let sum = 0
  for (let index = 0; index < 6; index++)
    sum += (7 - index) * (Number(value.charAt(index)) + Number(value.charAt(index + 6)))
  return ((11 - (sum % 11)) % 11) % 10 === Number(value.charAt(12))
}
