/** Whether a day exists. The year has all its digits; month and day count from 1. */
export function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return day <= (month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31)
}

/** Whether a day exists in 19yy or 20yy: two digits of the year do not say which century is meant. */
export function isShortDate(year: number, month: number, day: number): boolean {
  return isDate(2000 + year, month, day) || isDate(1900 + year, month, day)
}

/** Whether a digit string has a date in the form `YYMMDD` at an offset. */
export function hasShortDateAt(digits: string, offset: number): boolean {
  return isShortDate(
    +digits.slice(offset, offset + 2),
    +digits.slice(offset + 2, offset + 4),
    +digits.slice(offset + 4, offset + 6),
  )
}

/** Whether a digit string has a date in the form `DDMMYY` at an offset. */
export function hasDayFirstDateAt(digits: string, offset: number): boolean {
  return isShortDate(
    +digits.slice(offset + 4, offset + 6),
    +digits.slice(offset + 2, offset + 4),
    +digits.slice(offset, offset + 2),
  )
}

/** Whether a text is a date in numbers, in any order: 2024-01-09, 9.1.24, 01/09/2024. */
export function isWrittenDate(text: string): boolean {
  const [, first, , second, third] = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/.exec(text) ?? []
  if (first === undefined) return false
  if (first.length === 4) return isDate(+first, +second!, +third!) && third!.length < 3
  const year = third!.length === 4 ? +third! : 2000 + +third!
  return (
    (third!.length === 2 || third!.length === 4) && (isDate(year, +second!, +first) || isDate(year, +first, +second!))
  )
}
