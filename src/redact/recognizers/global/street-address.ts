import { patternRecognizer } from '../parts/pattern-recognizer.js'

const name = "[A-Z\\d][\\p{L}\\d'.-]{0,24}"
const words = `${name}(?: ${name}){0,3}`
const english =
  'Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Circle|Cir|Place|Pl|Terrace|Ter|Parkway|Pkwy|Highway|Hwy|Square|Sq|Trail|Trl|Way|Close|Crescent|Cres|Gardens|Grove|Mews|Alley|Row|Loop|Plaza|Turnpike|Expressway|Esplanade|Parade'
const german = 'straße|strasse|str\\.|gasse|weg|platz|allee|ufer|steig|chaussee|promenade'
const dutch = 'straat|laan|plein|gracht|kade|dijk|singel|dreef'
const nordic = 'gatan|gata|vägen|väg|gränd|torget|gaten|veien|vei|vegen|vej|gade|allé|stræde|katu|kuja|polku'
const romance = anyInitial(
  'rue|avenue|boulevard|place|impasse|chemin|allée|quai|cours|route|calle|avenida|avda\\.?|c\\/|plaza|paseo|ronda|carrera|via|viale|piazza|corso|vicolo|largo|rua|travessa|praça|alameda|estrada|strada|bulevardul|șoseaua|carrer|ulica|ul\\.|aleja|al\\.|plac|os\\.',
)
// Many words with these endings are not streets: During 1971, iPad 2.
const ambiguous = 'ring|damm|hof|pad|gate|tie'
const slavic = anyInitial('ул\\.|улица|пр\\.|проспект|пер\\.|переулок|вул\\.|вулиця|бул\\.|бульвар|площадь|шоссе')
const article = '(?:[Dd]el?|[Dd]u|[Dd]es|[Ll]as?|[Ll]es?|[Ll]os|[Dd]ell[ao]|[Dd]ei|[Dd]i|[Dd][oa]s?)'
const unit = '(?:,? (?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Fl|Room|Rm|#)\\.? ?#?[A-Z\\d][A-Z\\d-]{0,6})?'
const houseNumber = '(?!(?:19|20)\\d\\d(?!\\d))\\d{1,5}[A-Za-z]?(?:[-/]\\d{1,4}[A-Za-z]?)?'

const context =
  'address lives living ship deliver adresse anschrift wohnhaft wohnt adres woont dirección indirizzo endereço osoite adress bor адрес адреса'.split(
    ' ',
  )

/** Lets each word begin with a small or a capital letter. The capital of the word behind it shows that it is a street. */
function anyInitial(alternatives: string): string {
  return alternatives.replace(/(?<=^|\|)\p{L}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`)
}

function address(name: string, source: string, { score = 0.6 } = {}) {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])`, 'gu')
  // With the tier 'context' a model that finds the whole address wins.
  return patternRecognizer({ name, type: 'STREET_ADDRESS', pattern, score, tier: 'context', context })
}

/** The parts of an address that rules can find in a dozen languages: street with number, unit, post box. */
export const streetAddress = [
  address(
    'street-address',
    `${houseNumber} (?:[NSEW]\\.? )?${words} (?:${english})\\.?(?: (?:N|S|E|W|NE|NW|SE|SW)(?![a-z]))?${unit}`,
  ),
  address('street-address-compound', `\\p{Lu}[\\p{L}-]{1,30}(?:${german}|${dutch}|${nordic}) ${houseNumber}`),
  address('street-address-ambiguous', `\\p{Lu}[\\p{L}-]{2,30}(?:${ambiguous}) ${houseNumber}`, { score: 0.35 }),
  address(
    'street-address-two-words',
    `\\p{Lu}[\\p{L}-]{1,30} (?:Straße|Strasse|Str\\.|Allee|Weg|Platz|Gasse) ${houseNumber}`,
  ),
  address(
    'street-address-romance',
    `${houseNumber},? (?:bis |ter )?(?:${romance}) (?:(?:${article} |[ld]')){0,3}\\p{Lu}[\\p{L}'.-]{1,24}(?: \\p{Lu}[\\p{L}'.-]{1,24}){0,2}`,
  ),
  address(
    'street-address-number-last',
    `(?:${romance}|${slavic}) (?:(?:${article} |[ld]')){0,3}[\\p{Lu}\\d][\\p{L}'.-]{1,24}(?: [\\p{L}'.-]{1,24}){0,3}(?:,? n[º°.]? ?|,? nr\\.? ?|,? д\\.? ?|,? дом |,? буд\\. ?|,? )${houseNumber}`,
  ),
  // Street, number, comma, postcode, city: most of Europe writes an envelope like this, whatever the street is called.
  address(
    'street-address-with-city',
    // "Rossi in via Roma 5" begins with a name.
    `(?!\\p{Lu}[\\p{L}'-]{1,24} (?:in|en|em|au|na|w|przy) (?:${romance}) )\\p{Lu}[\\p{L}.'-]{1,24}(?: [\\p{L}.'-]{1,24}){0,3} (?!(?:19|20)\\d\\d,)\\d{1,4}[a-zA-Z]?(?:/\\d{1,4}[a-z]?)?, (?:\\p{Lu}{1,3}-)?(?!(?:19|20)\\d\\d )\\d{2,3}[ -]?\\d{2,3} \\p{Lu}[\\p{L}-]{1,24}(?: \\p{Lu}[\\p{L}-]{1,24}| nad \\p{Lu}[\\p{L}-]{1,24}| \\d{1,2}(?!\\d)){0,2}`,
  ),
  address(
    'street-address-box',
    '(?:P\\.? ?O\\.? ?Box|Post Office Box|Postfach|Boîte postale|BP|Apartado(?: de correos)?|Casella postale|Caixa postal|Postbus|Box) \\d{1,6}(?!\\d|/\\d| ?mm ?Hg)',
  ),
  address('street-address-unit', '(?:Apt|Apartment|Suite|Ste|Flat|Unit)\\.? #?(?:\\d{1,5}[A-Z]?|[A-Z]\\d{0,4})'),
]
