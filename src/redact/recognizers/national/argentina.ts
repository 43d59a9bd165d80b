import { digitAt, weightedSum } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

/** The check digit of ARCA (until 2024 AFIP): modulo 11, where 11 is written as 0 and 10 as 9. */
function taxCode(value: string): boolean {
  const check = 11 - (weightedSum(value, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)
  return (check === 11 ? 0 : check === 10 ? 9 : check) === digitAt(value, 10)
}

/**
 * Banco Central de la República Argentina, CBU: one check digit for bank and branch and one for the account, both
 * modulo 10.
 */
function bankKey(value: string): boolean {
  const bank = (10 - (weightedSum(value, [7, 1, 3, 9, 7, 1, 3]) % 10)) % 10
  const account = (10 - (weightedSum(value.slice(8), [3, 9, 7, 1, 3, 9, 7, 1, 3, 9, 7, 1, 3]) % 10)) % 10
  return bank === digitAt(value, 7) && account === digitAt(value, 21)
}

export const recognizers = [
  /** The CUIT of ARCA (until 2024 AFIP) for taxpayers and the CUIL of ANSES for employees. */
  identifier({
    name: 'ar-cuit',
    type: 'AR_CUIT',
    pattern: /(?:2[03467]|3[034]|5[015])[ -]?\d{8}[ -]?\d/,
    check: taxCode,
    evidence: 'strong',
    context: ['cuit', 'cuil', 'clave única'],
  }),
  /** The DNI, issued by RENAPER. */
  identifier({
    name: 'ar-dni',
    type: 'AR_DNI',
    pattern: /\d{1,2}\.\d{3}\.\d{3}|\d{7,8}/,
    evidence: 'weak',
    context: ['dni', 'documento', 'd.n.i', 'identidad'],
  }),
  /** The CBU of a bank account (Banco Central de la República Argentina) and the CVU of a payment account. */
  identifier({
    name: 'ar-cbu',
    type: 'BANK_ACCOUNT',
    pattern: /\d{8} ?\d{14}/,
    check: bankKey,
    evidence: 'strong',
    context: ['cbu', 'cvu', 'cuenta', 'bank account'],
  }),
]
