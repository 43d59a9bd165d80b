import { describe, expect, test } from 'vitest'
import { hasDayFirstDateAt, hasShortDateAt, isDate } from '../../../src/redact/recognizers/parts/calendar.js'
import {
  compact,
  digitsOf,
  isRepeated,
  luhn,
  mod11And2,
  mod11And10,
  mod97,
  verhoeff,
  weightedSum,
} from '../../../src/redact/recognizers/parts/checksums.js'

describe('checksums', () => {
  test('luhn takes what card networks publish for tests and refuses one wrong digit', () => {
    for (const number of ['4111111111111111', '378282246310005', '6011111111111117', '0'])
      expect(luhn(number)).toBe(true)
    for (const number of ['4111111111111112', '378282246310006', '1']) expect(luhn(number)).toBe(false)
  })

  test('verhoeff takes the textbook number and refuses every change of one digit and every swap of neighbours', () => {
    expect(verhoeff('2363')).toBe(true)
    const number = '234123412346'
    expect(verhoeff(number)).toBe(true)
    for (let index = 0; index < number.length; index++) {
      for (let digit = 0; digit < 10; digit++) {
        const changed = number.slice(0, index) + digit + number.slice(index + 1)
        expect(verhoeff(changed), changed).toBe(changed === number)
      }
      const swapped =
        number.slice(0, index) +
        number
          .slice(index, index + 2)
          .split('')
          .reverse()
          .join('') +
        number.slice(index + 2)
      if (swapped !== number) expect(verhoeff(swapped), swapped).toBe(false)
    }
  })

  test('mod 97 counts letters from ten', () => {
    expect(mod97('3214282912345698765432161182')).toBe(1)
    expect(mod97('WEST12345698765432GB82')).toBe(1)
    expect(mod97('')).toBe(0)
  })

  test('ISO 7064 in its two forms', () => {
    expect(mod11And10('33392005961')).toBe(true)
    expect(mod11And10('33392005962')).toBe(false)
    expect(mod11And2('079X')).toBe(true)
    expect(mod11And2('0794')).toBe(false)
  })

  test('separators, case and other scripts are dropped', () => {
    expect(compact(' a-1.b/2 é')).toBe('A1B2')
    expect(digitsOf('+1 (2) x3')).toBe('123')
    expect(weightedSum('123', [3, 2, 1])).toBe(10)
    expect([isRepeated('777'), isRepeated('778'), isRepeated('')]).toEqual([true, false, true])
  })
})

describe('calendar', () => {
  test('leap days exist where they should', () => {
    expect([isDate(2000, 2, 29), isDate(1900, 2, 29), isDate(2023, 2, 29), isDate(2024, 2, 29)]).toEqual([
      true,
      false,
      false,
      true,
    ])
    expect([
      isDate(2024, 4, 31),
      isDate(2024, 13, 1),
      isDate(2024, 0, 1),
      isDate(2024, 1, 0),
      isDate(2024, 12, 31),
    ]).toEqual([false, false, false, false, true])
  })

  test('a year of two digits may belong to either century', () => {
    expect(hasShortDateAt('x000229', 1)).toBe(true)
    expect(hasShortDateAt('010229', 0)).toBe(false)
    expect(hasDayFirstDateAt('310199', 0)).toBe(true)
    expect(hasDayFirstDateAt('311199', 0)).toBe(false)
  })
})
