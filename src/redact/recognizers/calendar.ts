/** Whether a day exists; the year in full, the month and day from 1. */
export function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day <= (month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31)
}

/** Whether a day exists in 19yy or 20yy: identifiers that carry two digits of the year do not say which. */
export function isShortDate(year: number, month: number, day: number): boolean {
  return isDate(2000 + year, month, day) || isDate(1900 + year, month, day)
}

/** `YYMMDD` at an offset of a digit string. */
export function hasShortDateAt(digits: string, offset: number): boolean {
  return isShortDate(
    +digits.slice(offset, offset + 2),
    +digits.slice(offset + 2, offset + 4),
    +digits.slice(offset + 4, offset + 6),
  )
}

/** `DDMMYY` at an offset of a digit string. */
export function hasDayFirstDateAt(digits: string, offset: number): boolean {
  return isShortDate(
    +digits.slice(offset + 4, offset + 6),
    +digits.slice(offset + 2, offset + 4),
    +digits.slice(offset, offset + 2),
  )
}
