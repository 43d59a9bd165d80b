import { identifier } from '../parts/identifier.js'

export const recognizers = [
  /** The cédula de identidad, issued by the Tribunal Supremo de Elecciones. */
  identifier({
    name: 'cr-identity-card',
    type: 'CR_IDENTITY_CARD',
    pattern: /0?[1-9]-\d{3,4}-\d{3,4}|0?[1-9]\d{8}/,
    evidence: 'weak',
    context: ['cédula', 'cedula', 'identidad', 'identificación', 'cpf'],
  }),
  /** The DIMEX of a foreigner, issued by the Dirección General de Migración y Extranjería. */
  identifier({
    name: 'cr-residence-card',
    type: 'CR_RESIDENCE_CARD',
    pattern: /1\d{2}-?\d{4,5}-?\d{4}|1\d{10,11}/,
    evidence: 'weak',
    context: ['dimex', 'residencia', 'cédula de residencia'],
  }),
]
