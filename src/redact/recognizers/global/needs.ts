import type { Needs } from '../parts/text-facts.js'

const DIGIT: Needs = { digits: 1 }
const DATE: Needs = { digits: 2 }

const words = (list: string): readonly string[] => list.split(' ')

const STREET =
  'street st avenue ave road rd boulevard blvd lane ln drive dr court ct circle cir place pl terrace ter parkway pkwy highway hwy square sq trail trl way close crescent cres gardens grove mews alley row loop plaza turnpike expressway esplanade parade'
const ROMANCE_STREET =
  'rue avenue boulevard place impasse chemin allée quai cours route calle avenida avda c plaza paseo ronda carrera via viale piazza corso vicolo largo rua travessa praça alameda estrada strada bulevardul șoseaua carrer ulica ul aleja al plac os'
const SLAVIC_STREET = 'ул улица пр проспект пер переулок вул вулиця бул бульвар площадь шоссе'
const COMPANY =
  'inc llc l llp ltd limited plc corp corporation gmbh kgaa mbh ohg s sarl b n a asa oy oyj sp kft zrt ltda lda pty pvt k'
const INSTITUTION =
  'university college hospital airlines airways foundation insurance holding holdings technologies consulting solutions partners associates industries group universität universidad université università klinikum bank institute banco banque banca'
const USERNAME =
  'user* login* log screen* benutzername* nutzername* nom identifiant* nombre usuario* nome gebruikersnaam* användarnamn* brukernavn* käyttäjätunnus* nazwa логин* имя kullanıcı 用户名 ユーザー名 아이디'
const PIN = 'pin* geheimzahl* code código codice passcode*'
const AGE =
  'age* alter* âge* edad* età* idade* leeftijd* ålder* alder* ikä* wiek* věk* vek* életkor* vârsta* ηλικία* возраст* вік* yaş* العمر* גיל* 年龄 年齡 年齢 나이 อายุ tuổi* umur* usia*'

/** The words and signs that a text must hold for each recognizer. A recognizer that is not listed reads every text. */
export const needs: Readonly<Record<string, Needs>> = {
  'secret-key': { unbroken: 16 },
  'secret-connection-string': { unbroken: 9, signs: ':/@' },
  'secret-command-line': { signs: '-:' },
  'secret-bundler-source': { signs: '_:' },
  'credit-card': { digits: 12 },
  iban: { digits: 2 },
  'crypto-base58': { unbroken: 25 },
  'crypto-bech32': { unbroken: 41 },
  'crypto-ethereum': { unbroken: 42 },
  'crypto-monero': { unbroken: 95 },
  'crypto-solana': { unbroken: 43 },
  email: { signs: '@' },
  'mac-address': { unbroken: 17 },
  'mac-address-dotted': { unbroken: 14, signs: '.' },
  phone: { digits: 7 },
  vin: { unbroken: 17 },
  'vin-unchecked': { unbroken: 17 },
  imei: { digits: 15 },
  imeisv: { digits: 16 },
  iccid: { digits: 18 },
  imsi: { digits: 14 },
  coordinates: { digits: 8, signs: '.' },
  'coordinates-degrees': { digits: 4, signs: '°' },
  'coordinates-labelled': { digits: 3, signs: '.', words: words('lat lon lng long latitude longitude') },
  'plus-code': { unbroken: 11, signs: '+' },
  'passport-machine-readable': { digits: 10, unbroken: 44 },
  passport: { digits: 3 },
  'drivers-license': { digits: 5 },
  'bank-account': { digits: 4 },
  'license-plate': { digits: 2 },
  'labelled-identity': { digits: 4 },
  'labelled-number': { digits: 4 },
  'card-verification': {
    digits: 3,
    words: words('cvv* cvc* cvn* cid* csc* card security kartenprüfnummer* prüfziffer* cryptogramme* código'),
  },
  'card-pin': { digits: 4, words: words(PIN) },
  'card-pin-of-card': { digits: 4, words: words('pin') },
  'once-code': { digits: 4 },
  'door-code': { digits: 3 },
  'card-expiry': { digits: 6, signs: '/' },
  'card-pin-spoken': { words: words(PIN) },
  'date-of-birth': DATE,
  'date-of-birth-words': DIGIT,
  'date-of-birth-east-asian': DATE,
  'street-address': { digits: 1, words: words(STREET) },
  'street-address-compound': DIGIT,
  'street-address-ambiguous': DIGIT,
  'street-address-two-words': { digits: 1, words: words('straße strasse str allee weg platz gasse') },
  'street-address-romance': { digits: 1, words: words(ROMANCE_STREET) },
  'street-address-number-last': { digits: 1, words: words(`${ROMANCE_STREET} ${SLAVIC_STREET}`) },
  'street-address-with-city': DATE,
  'street-address-box': {
    digits: 1,
    words: words('p po pobox post postfach boîte bp apartado casella caixa postbus box'),
  },
  'street-address-unit': { words: words('apt apartment suite ste flat unit') },
  'postal-code-labelled': {
    digits: 1,
    words: words('post postal postcode zip zipcode eircode plz postleitzahl code código codice kod'),
  },
  organization: { words: words(`${COMPANY} ${INSTITUTION}`) },
  'username-handle': { signs: '@' },
  'username-labelled': { words: words(USERNAME) },
  'username-spoken': { words: words(USERNAME) },
  'username-mention': { signs: '@' },
  'username-addressed': { signs: '@' },
  'username-access-log': { digits: 8, signs: ':/' },
  'username-in-address': { unbroken: 9, signs: ':/@' },
  'username-service': {
    words: words(
      'skype discord telegram snapchat snap instagram insta twitter tiktok github gitlab wechat kik steam psn xbox',
    ),
  },
  'username-logged': { words: words('user for') },
  'username-signed-in': { words: words('user benutzer utilisateur usuario usuário utente gebruiker użytkownik') },
  'username-fediverse': { signs: '@.' },
  uuid: { unbroken: 36, signs: '-' },
  'age-years-old': DIGIT,
  'age-labelled': { digits: 1, words: words(AGE) },
  'age-turned': { digits: 1, words: words('turned turns turning turn') },
  'age-first-person': { digits: 1, words: words('i he she') },
  'age-years': {
    digits: 1,
    words: words('jahre jährig* ans años anni anos jaar år vuotias* lat éves* yaşında* years'),
  },
  'age-east-asian': DIGIT,
  timestamp: { digits: 12, signs: '-:' },
  'date-numeric': DATE,
  'date-words': DIGIT,
  'date-east-asian': DATE,
  'date-partial': DATE,
}
