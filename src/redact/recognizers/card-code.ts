import { patternRecognizer } from '../pattern-recognizer.js'

/** The short codes that go with cards and accounts, which only their label tells from any other number. */
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
    pattern:
      /(?<![A-Za-z])(?:pin|pin code|pin number|pincode|geheimzahl|code pin|passcode)["']?(?: is| ist| est| es|:|=)? ?["']?(?<value>\d{4,8})(?![\d-])/gi,
    score: 0.6,
    tier: 'pattern',
  }),
]
