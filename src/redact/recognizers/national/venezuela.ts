import { weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** SENIAT: the value of the first letter in the sum: citizen, foreigner, company, passport, government. */
const kinds: Readonly<Record<string, number>> = { V: 4, E: 8, J: 12, P: 16, G: 20 }

export const recognizers = [
  /** The RIF, issued by SENIAT: one check digit modulo 11. */
  identifier({
    name: 've-rif',
    type: 'VE_RIF',
    pattern: /[VEJPG] ?-? ?\d{8} ?-? ?\d/,
    check: (value) =>
      '00987654321'.charAt((kinds[value.charAt(0)]! + weightedSum(value.slice(1), [3, 2, 7, 6, 5, 4, 3, 2])) % 11) ===
      value.charAt(9),
    evidence: 'strong',
    context: ['rif', 'seniat', 'registro de información fiscal'],
  }),
  /** The cédula, issued by SAIME: V for citizens, E for foreigners. */
  identifier({
    name: 've-identity-card',
    type: 'VE_IDENTITY_CARD',
    pattern: /[VE][- ]?\d{1,2}\.?\d{3}\.?\d{3}/,
    evidence: 'weak',
    context: ['cédula', 'cedula', 'c.i', 'ci', 'identidad', 'identificación'],
  }),
]
