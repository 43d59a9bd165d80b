import { isShortDate } from '../parts/calendar.js'
import { luhn } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

// 40 is added to the day of women.
function populationNumber(value: string): boolean {
  const day = Number(value.slice(6, 8)) % 40
  const province = Number(value.slice(0, 2))
  return province >= 11 && province <= 96 && isShortDate(+value.slice(10, 12), +value.slice(8, 10), day)
}

export const recognizers = [
  identifier({
    name: 'id-nik',
    type: 'ID_NIK',
    pattern: /[1-9]\d{5}[ .]?[0-7]\d[01]\d{3}[ .]?\d{4}/,
    check: populationNumber,
    evidence: 'fair',
    context: ['nik', 'nik-nya', 'ktp', 'ktp-nya', 'e-ktp', 'nomor induk', 'no ktp', 'identity number'],
  }),
  identifier({
    name: 'id-npwp',
    type: 'ID_NPWP',
    pattern: /\d\d\.?\d{3}\.?\d{3}\.?\d[-.]?\d{3}\.?\d{3}/,
    check: (value) => luhn(value.slice(0, 9)),
    evidence: 'fair',
    context: ['npwp', 'pajak', 'wajib pajak', 'tax number'],
  }),
]
