import { digitsOf } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** Number plates of any country, next to a word that names them. */
export const licensePlate = identifier({
  name: 'license-plate',
  type: 'LICENSE_PLATE',
  pattern: /(?=[A-Z -]{0,8}\d)[A-Z\d]{1,4}(?:[ -][A-Z\d]{1,5}){1,2}|(?=[A-Z]{0,4}\d)[A-Z\d]{5,8}/,
  // Small letters between spaces are words: "page 44 of form".
  check: (value, match) =>
    digitsOf(value).length > 1 && value.length > 4 && (!/ /.test(match) || match === match.toUpperCase()),
  evidence: 'label',
  context: (
    'license plate|licence plate|number plate|plate number|plate no|plates|vehicle registration|vehicle reg|car registration|car reg|reg plate|kennzeichen|nummernschild|plaque d’immatriculation|immatriculation|placa|placas|' +
    'matrícula|targa|kenteken|registreringsnummer|nummerplade|rekisterinumero|numer rejestracyjny|nr rejestracyjny|nr rej|nr rej.|tablica rejestracyjna|spz|rendszám|număr de înmatriculare|πινακίδα|госномер|номерной знак|номерний знак|plaka|' +
    'لوحة|מספר רכב|车牌|車牌|ナンバープレート|차량번호*|ป้ายทะเบียน|biển số|plat nomor|nombor plat'
  ).split('|'),
})
