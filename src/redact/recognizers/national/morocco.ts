import { mod97 } from '../parts/checksums.js'
import { identifier } from '../parts/identifier.js'

export const recognizers = [
  /** The national identity card, issued by the Direction générale de la Sûreté nationale. */
  identifier({
    name: 'ma-identity-card',
    type: 'MA_IDENTITY_CARD',
    pattern: /[A-Z]{1,2}\d{5,6}/,
    evidence: 'faint',
    context: ['cin', 'cnie', 'carte nationale', 'البطاقة الوطنية', 'identity card'],
  }),
  /** The ICE of a company: the fifteen digits are a multiple of 97. */
  identifier({
    name: 'ma-company',
    type: 'MA_COMPANY',
    pattern: /00\d{13}/,
    check: (value) => mod97(value) === 0,
    evidence: 'strong',
    context: ['ice', 'identifiant commun'],
  }),
]
