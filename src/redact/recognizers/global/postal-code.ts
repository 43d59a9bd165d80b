import { patternRecognizer } from '../parts/pattern-recognizer.js'

const label =
  '[Pp]ost(?:al)? ?[Cc]ode|POSTCODE|ZIP(?: ?[Cc]ode| CODE)?|[Zz]ip(?: ?[Cc]ode)?|[Ee]ircode|EIRCODE|PLZ|[Pp]ostleitzahl|[Cc]ode postal|[Cc]ódigo [Pp]ostal|[Cc]odice postale|[Kk]od pocztowy'

/** Postal codes of any country behind the word for them. Without the word only the packs of countries find postal codes. */
export const postalCode = patternRecognizer({
  name: 'postal-code-labelled',
  type: 'POSTAL_CODE',
  pattern: new RegExp(
    `(?<![\\p{L}\\d])(?:${label})(?: (?:is|ist|est|es|è|é))?["']?\\s{0,2}[:=]?\\s{0,2}["']?(?<value>[A-Z\\d]{2,6}(?:[ -][A-Z\\d]{2,5})?)(?![\\p{L}\\d]|[.,]\\d)`,
    'gu',
  ),
  validate: (value) => /\d/.test(value) && value.length > 3 && !/^(?:19|20)\d\d$/.test(value),
  score: 0.6,
  tier: 'pattern',
})
