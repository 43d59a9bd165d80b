import { describe, expect, test } from 'vitest'
import { age } from '../../../src/redact/recognizers/global/age.js'
import { cardCode } from '../../../src/redact/recognizers/global/card-code.js'
import { date } from '../../../src/redact/recognizers/global/date.js'
import { dateOfBirth } from '../../../src/redact/recognizers/global/date-of-birth.js'
import { driversLicense } from '../../../src/redact/recognizers/global/drivers-license.js'
import { labelledNumber } from '../../../src/redact/recognizers/global/labelled-number.js'
import { licensePlate } from '../../../src/redact/recognizers/global/license-plate.js'
import { passport } from '../../../src/redact/recognizers/global/passport.js'
import { postalCode } from '../../../src/redact/recognizers/global/postal-code.js'
import { streetAddress } from '../../../src/redact/recognizers/global/street-address.js'
import { valuesFound } from './values-found.js'

describe('dates', () => {
  test.for<readonly [string, readonly string[]]>([
    ['', []],
    ['born 3 May 1990', ['3 May 1990']],
    ['DOB: 05/21/1985', ['05/21/1985']],
    ['date of birth 1985-05-21, issued 2020-01-02', ['1985-05-21']],
    ['geboren am 3. März 1971', ['3. März 1971']],
    ['né le 1er janvier 1980', ['1er janvier 1980']],
    ['nacida el 3 de mayo de 1990', ['3 de mayo de 1990']],
    ['дата рождения: 12.04.1961', ['12.04.1961']],
    ['生年月日 1990年5月3日', ['1990年5月3日']],
    ['doğum tarihi 3 Mayıs 1990', ['3 Mayıs 1990']],
    ['született: 1990. május 3.', ['1990. május 3.']],
    ['gimė 1990 m. gegužės 3 d.', ['1990 m. gegužės 3']],
    ['sinh ngày 3 tháng 5 năm 1990', ['3 tháng 5 năm 1990']],
    ['γεννήθηκε 3 Μαΐου 1990', ['3 Μαΐου 1990']],
    ['تاريخ الميلاد: 3 مايو 1990', ['3 مايو 1990']],
    ['נולדה ב-3 במאי 1990', ['3 במאי 1990']],
    ['जन्म 3 मई 1990', ['3 मई 1990']],
    ['เกิดวันที่ 3 พฤษภาคม 2533 (วันเกิด)', ['3 พฤษภาคม 2533']],
    ['urodzony 3 maja 1990 r.', ['3 maja 1990']],
    ['syntynyt 3. toukokuuta 1990', ['3. toukokuuta 1990']],
    ['invoice of 05/21/1985', []],
    ['born in a storm; due 05/21/1985', []],
    ['born 45/45/1985', []],
  ])('of birth %j', async ([text, values]) => {
    expect(await valuesFound(dateOfBirth, text)).toEqual(values)
  })

  test('dates of any kind are reported only when strict', async () => {
    const text = 'Today is 2024-03-15T14:30:00Z, not 5-May-2021, 21.5.21 or 5/2021'
    expect(await valuesFound(date, text)).toEqual([])
    expect(await valuesFound(date, text, 'strict')).toEqual(['2024-03-15T14:30:00Z', '5-May-2021', '21.5.21', '5/2021'])
  })
})

describe('passports and licences', () => {
  const lowerLine = 'L898902C36UTO7408122F1204159ZE184226B<<<<<10'

  test.for<readonly [string, readonly string[]]>([
    ['', []],
    [lowerLine, [lowerLine]],
    [
      `P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n${lowerLine}`,
      [`P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n${lowerLine}`],
    ],
    ['passport A12345678', ['A12345678']],
    ['Reisepass C01234565', ['C01234565']],
    ['护照号码 E12345678', ['E12345678']],
    [lowerLine.replace('L8', 'L9'), []],
    ['part A12345678', []],
  ])('passport %j', async ([text, values]) => {
    expect(await valuesFound(passport, text)).toEqual(values)
  })

  test.for<readonly [string, readonly string[]]>([
    ["driver's license D1234567", ['D1234567']],
    ['Führerschein B072RRE2I55', ['B072RRE2I55']],
    ['permis de conduire 123456789012', ['123456789012']],
    ['D1234567', []],
    ['driving licence required', []],
  ])('licence %j', async ([text, values]) => {
    expect(await valuesFound(driversLicense, text)).toEqual(values)
  })
})

describe('street addresses', () => {
  test.for<readonly [string, readonly string[]]>([
    ['', []],
    ['at 123 Main Street, Springfield', ['123 Main Street']],
    ['1600 Pennsylvania Avenue NW', ['1600 Pennsylvania Avenue NW']],
    ['42 N. Elm St. Apt 4B', ['42 N. Elm St. Apt 4B']],
    ['Hauptstraße 12a', ['Hauptstraße 12a']],
    ['12 rue de la Paix', ['12 rue de la Paix']],
    ['Calle Mayor 5', ['Calle Mayor 5']],
    ['Via Roma 10', ['Via Roma 10']],
    ['Kerkstraat 12', ['Kerkstraat 12']],
    ['Storgatan 5', ['Storgatan 5']],
    ['P.O. Box 123', ['P.O. Box 123']],
    ['ул. Ленина, д. 5', ['ул. Ленина, д. 5']],
    ['wohnt am Hansaring 12', ['Hansaring 12']],
    ['bytem Dlouhá 14, 110 00 Praha 1.', ['Dlouhá 14, 110 00 Praha 1']],
    ['Am Markt 5, 10115 Berlin', ['Am Markt 5, 10115 Berlin']],
    ['In Chapter 5, 12 Angry Men', []],
    ['During 1971 we moved', []],
    ['my iPad 2 and Notepad 3', []],
    ['5 apples a day', []],
    ['the street was long', []],
    ['BP 142/88, HR 76', []],
  ])('%j', async ([text, values]) => {
    expect(await valuesFound(streetAddress, text)).toEqual(values)
  })
})

describe('numbers that only their label tells', () => {
  test.for<readonly [string, readonly string[]]>([
    ['MRN 12345678', ['12345678']],
    ['Employee ID: E-4432198', ['E-4432198']],
    ['Kundennummer 4711-0815', ['4711-0815']],
    ['Kd.-Nr. 7788123 · geb.', ['7788123']],
    ['N° client : 88120045', ['88120045']],
    ['67 años, NHC 2281934', ['2281934']],
    ['Il suo numero cliente? Cliente: 00482291', ['00482291']],
    ['会員番号 12345678', ['12345678']],
    ['order 12345678', []],
    ['member id, order 12345678', []],
    ['customer number pending', []],
    ['klantnr. NL-774120', ['NL-774120']],
    ['cliente n.o 8812045', ['8812045']],
    ['polisnummer ZT-5510233', ['ZT-5510233']],
    ['Mitgliedsnummer A1234567, RR 135/80', ['A1234567']],
  ])('%j', async ([text, values]) => {
    expect(await valuesFound(labelledNumber, text)).toEqual(values)
  })

  test.for<readonly [string, readonly string[]]>([
    ['license plate 7ABC123', ['7ABC123']],
    ['Kennzeichen HH-AB 1234', ['HH-AB 1234']],
    ['Nr rejestracyjny: WA 4821K', ['WA 4821K']],
    ['targa AB 123 CD', ['AB 123 CD']],
    ['7ABC123', []],
    ['number plate is missing', []],
  ])('plate %j', async ([text, values]) => {
    expect(await valuesFound(licensePlate, text)).toEqual(values)
  })

  test.for<readonly [string, readonly string[]]>([
    ['CVV: 123', ['123']],
    ['security code 1234', ['1234']],
    ['my PIN is 4821', ['4821']],
    ['pin 12345678901', []],
    ['spin 4821', []],
    ['PIN 1 of the chip', []],
    ['Ihre TAN lautet 518203.', ['518203']],
    ['your verification code is 90210', ['90210']],
    ["le code de l'immeuble c'est B7731", ['B7731']],
    ['code voordeur is 4482', ['4482']],
    ['kod do bramy 1866#', ['1866#']],
    ['the gate code: 7712', ['7712']],
    ['el pin de la tarjeta 5082', ['5082']],
    ['card 4111 1111 1111 1111, exp 08/29', ['08/29']],
    ['carte 4111 1111 1111 1111, validité : 11/2030', ['11/2030']],
    ['milk, exp 08/29', []],
    ['building code 2019 applies', []],
    ['error code 4482', []],
    ['the door 4482 is open', []],
  ])('card code %j', async ([text, values]) => {
    expect(await valuesFound(cardCode, text)).toEqual(values)
  })
})

describe('postal codes behind their name', () => {
  test.for<readonly [string, readonly string[]]>([
    ['postal code K1A 0B1, Ottawa', ['K1A 0B1']],
    ['Eircode: D02 X285', ['D02 X285']],
    ['PLZ 50674', ['50674']],
    ['Código postal: 28013', ['28013']],
    ['{"zip":"98109"}', ['98109']],
    ['zip the 3 files of 2024', []],
    ['ZIP 2024 archive', []],
    ['the postcode is missing', []],
    ['exit code 12345', []],
  ])('%j', async ([text, values]) => {
    expect(await valuesFound(postalCode, text)).toEqual(values)
  })
})

describe('ages', () => {
  test.for<readonly [string, readonly string[]]>([
    ['', []],
    ['He is 79 years old', ['79']],
    ['a 36 year old female', ['36']],
    ['5-year-old girl', ['5']],
    ['aged 60, retired', ['60']],
    ['Age: 31', ['31']],
    ['retired at the age of 68', ['68']],
    ["I'll turn 40.", ['40']],
    ['he just turned 46', ['46']],
    ['I am 23 and happy', ['23']],
    ['sie ist 34 Jahre alt', ['34']],
    ['elle a 25 ans', ['25']],
    ['年龄 45岁', ['45']],
    ['the company is 79 years old', []],
    ['I am 23 minutes late', []],
    ['age 18.5 %', []],
    ['it turned 90° left', []],
    ['page 12, 30 years of experience', []],
  ])('%j', async ([text, values]) => {
    expect(await valuesFound(age, text)).toEqual(values)
  })
})
