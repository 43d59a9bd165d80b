import { isRepeated, luhn } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

const deviceWords = ['imei', 'imei1', 'imei2', 'device', 'handset', 'meid', 'imeisv', 'geräte-id']

/**
 * Identifiers of phones and SIM cards: IMEI (with a Luhn check digit) and IMEISV (3GPP TS 23.003), MEID (3GPP2), ICCID
 * (ITU-T E.118, which begins with 89) and IMSI (ITU-T E.212).
 */
export const deviceIdentifier = [
  identifier({
    name: 'imei',
    type: 'IMEI',
    pattern: /(?:0[1-9]|1[03]|3[0135]|4[459]|5[1-4]|86|9[189])-?\d{6}-?\d{6}-?\d|\d{2}-\d{6}-\d{6}-\d|\d{15}/,
    check: (value) => !isRepeated(value) && luhn(value),
    evidence: 'fair',
    context: deviceWords,
    personal: false,
  }),
  identifier({
    name: 'imeisv',
    type: 'IMEI',
    pattern: /\d{2}-?\d{6}-?\d{6}-?\d{2}/,
    evidence: 'faint',
    context: deviceWords,
  }),
  identifier({
    name: 'meid',
    type: 'IMEI',
    pattern: /[A-F][\dA-F]{13}|[A-F][\dA-F](?:[ -][\dA-F]{6}){2}/,
    evidence: 'faint',
    context: deviceWords,
  }),
  identifier({
    name: 'iccid',
    type: 'ICCID',
    pattern: /89\d{16,17}[\dF]?/,
    evidence: 'weak',
    context: ['iccid', 'sim', 'sim card', 'esim'],
  }),
  identifier({
    name: 'imsi',
    type: 'IMSI',
    pattern: /\d{3} ?\d{2,3} ?\d{9,10}/,
    evidence: 'faint',
    context: ['imsi', 'subscriber identity'],
  }),
]
