import { isShortDate } from '../parts/calendar.js'
import { luhn } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** The first two digits are the province. The day has 40 added for women. */
function populationNumber(value: string): boolean {
  const day = Number(value.slice(6, 8)) % 40
  const province = Number(value.slice(0, 2))
  return province >= 11 && province <= 96 && isShortDate(+value.slice(10, 12), +value.slice(8, 10), day)
}

export const recognizers = [
  /** The NIK, issued by the Ministry of Home Affairs (Dukcapil). */
  identifier({
    name: 'id-nik',
    type: 'ID_NIK',
    pattern: /[1-9]\d{5}[ .]?[0-7]\d[01]\d{3}[ .]?\d{4}/,
    check: populationNumber,
    evidence: 'fair',
    context: ['nik', 'nik-nya', 'ktp', 'ktp-nya', 'e-ktp', 'nomor induk', 'no ktp', 'identity number'],
  }),
  /**
   * The NPWP, issued by the Directorate General of Taxes: the ninth digit is a Luhn check digit over the first eight.
   */
  identifier({
    name: 'id-npwp',
    type: 'ID_NPWP',
    pattern: /\d\d\.?\d{3}\.?\d{3}\.?\d[-.]?\d{3}\.?\d{3}/,
    check: (value) => luhn(value.slice(0, 9)),
    evidence: 'fair',
    context: ['npwp', 'pajak', 'wajib pajak', 'tax number'],
  }),
]
