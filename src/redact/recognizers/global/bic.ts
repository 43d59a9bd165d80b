import { patternRecognizer } from '../parts/pattern-recognizer.js'

// ISO 3166, without which every eighth word in capitals would do.
const countries =
  'ADAEAFAGAIALAMAOARATAUAWAZBABBBDBEBFBGBHBIBJBMBNBOBRBSBTBWBYBZCACDCFCGCHCICKCLCMCNCOCRCUCVCYCZDEDJDKDMDODZECEEEGERESETFIFJFKFMFOFRGAGBGDGEGFGHGIGLGMGNGPGQGRGTGWGYHKHNHRHTHUIDIEILINIQIRISITJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMGMHMKMLMMMNMOMQMRMSMTMUMVMWMXMYMZNANCNENGNINLNONPNRNZOMPAPEPFPGPHPKPLPSPTPWPYQARERORSRURWSASBSCSDSESGSISKSLSMSNSOSRSSSTSVSYSZTDTGTHTJTLTMTNTOTRTTTVTWTZUAUGUSUYUZVAVCVEVGVNVUWSXKYEZAZMZW'

function namesCountry(match: string): boolean {
  const country = match.slice(4, 6)
  for (let index = 0; index < countries.length; index += 2) if (countries.startsWith(country, index)) return true
  return false
}

/** Bank identifiers (SWIFT). Any word in capitals may look like one, so that a word of context is needed. */
export const bic = patternRecognizer({
  name: 'bic',
  type: 'BIC',
  pattern: /(?<![A-Za-z\d])[A-Z]{6}[A-Z2-9][A-NP-Z\d](?:[A-Z\d]{3})?(?![A-Za-z\d])/g,
  validate: namesCountry,
  score: 0.25,
  tier: 'context',
  context: ['bic', 'swift', 'swift/bic', 'bic/swift', 'swift code', 'iban', 'bank identifier'],
})
