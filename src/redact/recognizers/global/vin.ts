import { identifier } from '../parts/identifier.js'

const letterValues = '0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ'
const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

// The ninth character checks the rest, modulo 11. Only North America (49 CFR 565) and China require it.
function checked(value: string): boolean {
  const sum = weights.reduce(
    (total, weight, index) => total + weight * (letterValues.indexOf(value.charAt(index)) % 10),
    0,
  )
  return '0123456789X'.charAt(sum % 11) === value.charAt(8)
}

function mixed(value: string): boolean {
  return /[A-Z]/.test(value.slice(0, 3)) && /\d{3,4}$/.test(value)
}

const context = [
  'vin',
  'chassis',
  'vehicle identification',
  'fahrgestellnummer',
  'fin',
  'fahrzeug-ident',
  'fahrzeug-identifizierungsnummer',
  'fahrzeugidentifikationsnummer',
  'châssis',
  'bastidor',
  'telaio',
  'chassi',
  'chassisnummer',
]

/** Vehicle identification numbers (ISO 3779). A number without a valid check character needs a word that names it. */
export const vin = [
  identifier({
    name: 'vin',
    type: 'VIN',
    pattern: /[A-HJ-NPR-Z\d]{8}[\dX][A-HJ-NPR-Z\d]{8}/,
    check: (value) => mixed(value) && checked(value),
    evidence: 'strong',
    context,
    personal: false,
  }),
  identifier({
    name: 'vin-unchecked',
    type: 'VIN',
    pattern: /[A-HJ-NPR-Z\d]{17}/,
    check: mixed,
    evidence: 'faint',
    context,
    personal: false,
  }),
]
