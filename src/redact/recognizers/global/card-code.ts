import { patternRecognizer } from '../parts/pattern-recognizer.js'

const pin =
  '(?<!\\p{L})(?:pin(?:[ -]?(?:code|number|no|nr|nummer))?\\.?|geheimzahl|code (?:pin|secret)|código (?:pin|secreto)|codice pin|passcode)'
const is = '(?: ?(?:is|was|ist|lautet|est|es|è|é|:|=))'
const of = "(?: (?:for|to|of|on|zu|zur|von|für|de|del|du|della|voor|van)(?: [\\p{L}'-]{1,20}){1,4}?)"
/** The pins of a circuit carry voltages and the like. */
const noMeasure = '(?! ?(?:m?V|m?A|[kM]?Hz|ms|ohms?|px|mm)(?!\\p{L}))'
const digit =
  'zero|oh|one|two|three|four|five|six|seven|eight|nine|null|eins|zwei|zwo|drei|vier|fünf|sechs|sieben|acht|neun|zéro|un|deux|trois|quatre|cinq|sept|huit|neuf|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|due|tre|quattro|cinque|sei|sette|otto|nove|dois|três|quatro|sete|oito|nul|een|twee|drie|vijf|zes|zeven|negen'

/** The short codes of cards and accounts. Only their label tells them from other numbers. */
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
    name: 'card-pin',
    type: 'PIN',
    pattern: new RegExp(`${pin}["']?(?:${of}${is}|${is})? ?["']?(?<value>\\d{4,8})(?![\\d-])${noMeasure}`, 'giu'),
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
