import { patternRecognizer } from '../parts/pattern-recognizer.js'

// The country codes of ISO 3166-1. Without them every word of eight capitals would match.
const countries =
  'ADAEAFAGAIALAMAOARATAUAWAZBABBBDBEBFBGBHBIBJBMBNBOBRBSBTBWBYBZCACDCFCGCHCICKCLCMCNCOCRCUCVCYCZDEDJDKDMDODZECEEEGERESETFIFJFKFMFOFRGAGBGDGEGFGHGIGLGMGNGPGQGRGTGWGYHKHNHRHTHUIDIEILINIQIRISITJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMGMHMKMLMMMNMOMQMRMSMTMUMVMWMXMYMZNANCNENGNINLNONPNRNZOMPAPEPFPGPHPKPLPSPTPWPYQARERORSRURWSASBSCSDSESGSISKSLSMSNSOSRSSSTSVSYSZTDTGTHTJTLTMTNTOTRTTTVTWTZUAUGUSUYUZVAVCVEVGVNVUWSXKYEZAZMZW'

function namesCountry(match: string): boolean {
  const country = match.slice(4, 6)
  for (let index = 0; index < countries.length; index += 2) if (countries.startsWith(country, index)) return true
  return false
}

/** Bank identifier codes (ISO 9362, SWIFT). A word in capitals may look the same, so a word of context is needed. */
export const bic = patternRecognizer({
  name: 'bic',
  type: 'BIC',
  pattern: /(?<![A-Za-z\d])[A-Z]{6}[A-Z2-9][A-NP-Z\d](?:[A-Z\d]{3})?(?![A-Za-z\d])/g,
  validate: namesCountry,
  score: 0.25,
  tier: 'context',
  context: ['bic', 'swift', 'swift/bic', 'bic/swift', 'swift code', 'iban', 'bank identifier'],
})
