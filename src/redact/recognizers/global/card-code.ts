import { patternRecognizer } from '../parts/pattern-recognizer.js'

const pin =
  '(?<!\\p{L})(?:pin(?:[ -]?(?:code|number|no|nr|nummer))?\\.?|geheimzahl|code (?:pin|secret)|código (?:pin|secreto)|codice pin|passcode)'
const is = '(?: ?(?:is|was|ist|lautet|est|es|è|é|:|=))'
const of = "(?: (?:for|to|of|on|zu|zur|von|für|de|del|du|della|voor|van)(?: [\\p{L}'-]{1,20}){1,4}?)"
/** The pins of a circuit carry voltages and the like. */
const noMeasure = '(?! ?(?:m?V|m?A|[kM]?Hz|ms|ohms?|px|mm)(?!\\p{L}))'
const digit =
  'zero|oh|one|two|three|four|five|six|seven|eight|nine|null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|zéro|un|deux|trois|quatre|cinq|sept|huit|neuf|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|due|tre|quattro|cinque|sei|sette|otto|nove|dois|três|quatro|sete|oito|nul|een|twee|drie|vijf|zes|zeven|negen'

const digits4 = '(?<value>\\d{4,8})(?![\\d-])'
/** A code that is valid once: of a bank, a sign-in or a parcel. */
const onceCode =
  '(?:m?tan|otp|one[ -]time (?:code|password|pin)|(?:verification|security|confirmation|login|sign-in|access) code|einmalpasswort|bestätigungscode|sicherheitscode|zugangscode|code de (?:vérification|sécurité|confirmation)|código de (?:verificación|seguridad|verificação|segurança|confirmación|confirmação)|codice di (?:verifica|sicurezza|conferma)|verificatiecode|toegangscode|kod (?:weryfikacyjny|sms|dostępu))'
const opening =
  'doors?|gate|building|entry|entrance|house|garage|alarm|safe|lock|intercom|haus|haustür|tür|tor|eingang|garage|alarmanlage|tresor|porte|portail|immeuble|entrée|interphone|alarme|coffre|puerta|portal|portón|edificio|garaje|alarma|entrada|porta|portone|cancello|citofono|palazzo|cassaforte|allarme|deur|voordeur|poort|alarm|kluis|portão|prédio|portaria|cofre|bramy|drzwi|domofonu|klatki|furtki|sejfu'
/** A code that opens something: "the gate code is 4711", "code de l'immeuble B4421", "kod do bramy 1945#". */
const doorCode = `(?:(?:${opening})[ -]?code|(?:code|codice|código|kod)(?: (?:for|to|of|zur|zum|für|vom|von|de|du|d['’]|del|della|do|da|dello|dell['’]|voor|van)){0,1} ?(?:the |my |die |das |den |der |la |le |l['’]|el |il |lo |o |a |het |de )?(?:${opening})|digicode|türcode|toegangscode)`

/** The short codes of cards, accounts and doors. Only their label tells them from other numbers. */
export const cardCode = [
  patternRecognizer({
    name: 'card-verification',
    type: 'CARD_CODE',
    pattern:
      /(?<![A-Za-z])(?:cvv2?|cvc2?|cvn|cid|csc|card verification|security code|kartenprüfnummer|prüfziffer|cryptogramme|código de seguridad)(?: ?(?:code|number|no))?\.?["']?(?: is|:|=|#)? ?["']?(?<value>\d{3,4})(?![\d-])/gi,
    score: 0.75,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'card-expiry',
    type: 'CARD_EXPIRY',
    // Only behind the number of a card, because milk has such a day too. The words between may name the holder.
    pattern:
      /(?<=\d{3,6}[^\n\d]{1,40}?(?:exp(?:\.|iry|ires|iration)?|valid (?:thru|until|to)|gültig bis|ablaufdatum|verfall|validité|valable|caducidad|caduca|vence|vencimiento|scadenza|scade|validade|geldig tot|vervaldatum|ważna do|data ważności)(?: (?:date|le|el|il))?[ :.]{1,3})(?:0[1-9]|1[0-2]) ?\/ ?(?:20)?[2-4]\d(?![\d/])/giu,
    score: 0.6,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'card-pin',
    type: 'PIN',
    pattern: new RegExp(`${pin}["']?(?:${of}${is}|${is})? ?["']?(?<value>\\d{4,8})(?![\\d-])${noMeasure}`, 'giu'),
    score: 0.6,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'card-pin-of-card',
    type: 'PIN',
    pattern: new RegExp(
      `(?<!\\p{L})pin (?:of|for|der|zur|de|du|della|do|da|van|voor) ?(?:the |my |meiner |la |ma |mi |l['’]|mijn |de |meu )?(?:card|karte|carte|tarjeta|carta|cartão|kaart|karty) ${digits4}`,
      'giu',
    ),
    score: 0.6,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'once-code',
    type: 'PIN',
    pattern: new RegExp(`(?<!\\p{L})${onceCode}["']?${is}? ?["']?${digits4}`, 'giu'),
    score: 0.6,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'door-code',
    type: 'PIN',
    pattern: new RegExp(
      `(?<!\\p{L})${doorCode}(?: c['’]est)?${is}? ?["']?(?<value>(?!(?:19|20)\\d\\d(?![\\p{L}\\d#*]))[A-Z]?\\d{3,8}[A-Z#*]?)(?![\\p{L}\\d-])`,
      'giu',
    ),
    score: 0.6,
    tier: 'pattern',
  }),
  patternRecognizer({
    name: 'card-pin-spoken',
    type: 'PIN',
    pattern: new RegExp(
      `${pin}["']?(?:${of})?${is} ?["']?(?<value>\\d(?:[ .-]\\d){3,7}(?![\\d]|[.-]\\d)|(?:${digit})(?:(?:,? |-)(?:${digit})){3,7}(?!\\p{L}))`,
      'giu',
    ),
    score: 0.6,
    tier: 'pattern',
  }),
]
