import type { Recognizer } from '../findings/recognizer.js'
import { loadedOnce } from '../words/loaded-once.js'

export { type Locale, localePacks } from './locale-packs.js'

/** Each type with the names of its recognizers, in the order in which they run. */
const names: readonly (readonly [type: string, names: string])[] = [
  [
    'SECRET',
    'secret-private-key secret-jwt secret-key secret-connection-string secret-command-line secret-bundler-source secret-assignment',
  ],
  ['CREDIT_CARD', 'credit-card'],
  ['IBAN', 'iban'],
  ['CRYPTO_ADDRESS', 'crypto-base58 crypto-bech32 crypto-ethereum crypto-monero crypto-solana'],
  ['EMAIL', 'email'],
  ['URL', 'url'],
  ['IP_ADDRESS', 'ip-address'],
  ['MAC_ADDRESS', 'mac-address mac-address-dotted'],
  ['PHONE', 'phone'],
  ['VIN', 'vin vin-unchecked'],
  ['IMEI', 'imei imeisv meid'],
  ['ICCID', 'iccid'],
  ['IMSI', 'imsi'],
  ['COORDINATES', 'coordinates coordinates-degrees coordinates-labelled plus-code'],
  ['PASSPORT', 'passport-machine-readable passport'],
  ['DRIVERS_LICENSE', 'drivers-license'],
  ['BANK_ACCOUNT', 'bank-account'],
  ['LICENSE_PLATE', 'license-plate'],
  ['ID_NUMBER', 'labelled-identity labelled-number'],
  ['CARD_CODE', 'card-verification'],
  ['CARD_EXPIRY', 'card-expiry'],
  ['PIN', 'card-pin card-pin-of-card once-code door-code card-pin-spoken'],
  ['BIC', 'bic'],
  ['DATE_OF_BIRTH', 'date-of-birth date-of-birth-words date-of-birth-east-asian'],
  [
    'STREET_ADDRESS',
    'street-address street-address-compound street-address-ambiguous street-address-two-words street-address-romance street-address-number-last street-address-with-city street-address-box street-address-unit',
  ],
  ['POSTAL_CODE', 'postal-code-labelled'],
  ['ORGANIZATION', 'organization'],
  [
    'USERNAME',
    'username-handle username-labelled username-spoken username-logged username-assigned username-access-log username-in-address username-mention username-addressed username-service username-signed-in username-fediverse',
  ],
  ['UUID', 'uuid'],
  ['AGE', 'age-years-old age-labelled age-turned age-first-person age-years age-east-asian'],
  ['DATE', 'timestamp date-numeric date-words date-east-asian date-partial'],
]

let loaded: ReadonlyMap<string, Recognizer> | undefined

/**
 * The recognizers for personal data of every country. Where two are equally sure of the same piece of text, the
 * earlier one in the list reports it. The patterns load with the first text and cost the page nothing before that.
 */
export const patternRecognizers: readonly Recognizer[] = names.flatMap(([type, group]) =>
  group.split(' ').map((name) => lazyRecognizer(name, type)),
)

function lazyRecognizer(name: string, type: string): Recognizer {
  let recognizer: Recognizer | undefined
  return {
    name,
    types: [type],
    recognize(text, options) {
      recognizer ??= loaded?.get(name)
      return recognizer
        ? recognizer.recognize(text, options)
        : load().then((all) => all.get(name)!.recognize(text, options))
    },
  }
}

const load = loadedOnce(async (): Promise<ReadonlyMap<string, Recognizer>> => {
  const { globalRecognizers } = await import('./global/global.js')
  loaded = new Map(globalRecognizers.map((recognizer) => [recognizer.name, recognizer]))
  return loaded
})
