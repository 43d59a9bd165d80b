import type { Entity, Recognizer } from '../../findings/recognizer.js'
import { worthTrying } from '../parts/worth-trying.js'
import { age } from './age.js'
import { bankAccount } from './bank-account.js'
import { bic } from './bic.js'
import { cardCode } from './card-code.js'
import { coordinates } from './coordinates.js'
import { credentials } from './credentials.js'
import { creditCard } from './credit-card.js'
import { cryptoAddress } from './crypto-address.js'
import { date } from './date.js'
import { dateOfBirth } from './date-of-birth.js'
import { deviceIdentifier } from './device-identifier.js'
import { driversLicense } from './drivers-license.js'
import { email } from './email.js'
import { iban } from './iban.js'
import { ipAddress } from './ip-address.js'
import { jsonWebToken } from './json-web-token.js'
import { labelledIdentity } from './labelled-identity.js'
import { labelledNumber } from './labelled-number.js'
import { licensePlate } from './license-plate.js'
import { macAddress } from './mac-address.js'
import { needs } from './needs.js'
import { organization } from './organization.js'
import { passport } from './passport.js'
import { phone } from './phone.js'
import { postalCode } from './postal-code.js'
import { privateKey } from './private-key.js'
import { secretAssignment } from './secret-assignment.js'
import { secretKey } from './secret-key.js'
import { streetAddress } from './street-address.js'
import { url } from './url.js'
import { username } from './username.js'
import { uuid } from './uuid.js'
import { vin } from './vin.js'

const all: readonly Recognizer[] = [
  privateKey,
  jsonWebToken,
  secretKey,
  ...credentials,
  secretAssignment,
  creditCard,
  iban,
  ...cryptoAddress,
  email,
  url,
  ipAddress,
  ...macAddress,
  phone,
  ...vin,
  ...deviceIdentifier,
  ...coordinates,
  ...passport,
  driversLicense,
  bankAccount,
  licensePlate,
  labelledIdentity,
  labelledNumber,
  ...cardCode,
  bic,
  ...dateOfBirth,
  ...streetAddress,
  postalCode,
  organization,
  ...username,
  uuid,
  ...age,
  ...date,
]

const isWorthTrying = worthTrying(all, needs)
const NONE: readonly Entity[] = []

/** The recognizers behind `patternRecognizers`, in the same order. Each searches only texts that may hold its values. */
export const globalRecognizers: readonly Recognizer[] = all.map((recognizer, index) => ({
  name: recognizer.name,
  types: recognizer.types,
  recognize: (text, run) =>
    run === undefined || isWorthTrying(text, run)[index] ? recognizer.recognize(text, run) : NONE,
}))
