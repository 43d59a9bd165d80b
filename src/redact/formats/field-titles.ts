/** Titles of columns and keys that tell the type of their values, as words in lower case. */
const TITLES: readonly (readonly [pattern: RegExp, type: string])[] = [
  [
    /^(?:(?:first|last|middle|given|family|full|legal|maiden|user|customer|client|patient|contact|employee|person|billing|shipping|recipient|sender|owner|author|account holder|card ?holder)s? )+name$/,
    'PERSON',
  ],
  [
    /^(?:name|surname|forename|fname|lname|firstname|lastname|fullname|cardholder|vorname|nachname|nom|prénom|nombre|apellidos?|cognome)$/,
    'PERSON',
  ],
  [
    /^(?:(?:home|street|mailing|postal|billing|shipping|delivery|residential) )?address(?: line)?(?: ?\d)?$|^street$|^(?:adresse|dirección|indirizzo|straße|strasse)$/,
    'ADDRESS',
  ],
  [/^(?:e ?mail|mail)(?: address)?$/, 'EMAIL'],
  [
    /^(?:(?:home|work|mobile|cell|contact) )?(?:tele)?phone(?: (?:number|no))?$|^mobile(?: number)?$|^(?:tel|telefon|teléfono|téléphone)$/,
    'PHONE',
  ],
  [
    /^(?:date of birth|birth ?date|dob|birthday|born|geburtsdatum|fecha de nacimiento|date de naissance)$/,
    'DATE_OF_BIRTH',
  ],
  [/^(?:ssn|social security(?: (?:number|no))?)$/, 'US_SSN'],
  [/^(?:user ?name|login|nick(?:name)?|handle)$/, 'USERNAME'],
  [/^(?:password|passwd|pwd|api ?key|access ?token|auth ?token|client secret|private key|passphrase)$/, 'SECRET'],
  [/^passport(?: (?:number|no))?$/, 'PASSPORT'],
]

/** The type that this title promises, if any. */
export function typeOfTitle(title: string): string | undefined {
  const words = titleWords(title).toLowerCase()
  return words.length > 60 ? undefined : TITLES.find(([pattern]) => pattern.test(words))?.[1]
}

/** A name as programs write it: firstName, card_number, e-mail, line2. */
const IDENTIFIER = /^\p{Ll}[\p{L}_-]*\d{0,2}$/u

/** Several words of which at most the first has a capital: "Phone number". */
const PHRASE = /^\p{L}\p{Ll}+(?: \p{Ll}+)+$/u

export const isIdentifier = (title: string): boolean => IDENTIFIER.test(title)

/** Whether a title is written as titles are. A name that a model sees in it is a mistake. */
export function isLabel(title: string): boolean {
  return isIdentifier(title) || PHRASE.test(title) || typeOfTitle(title) !== undefined
}

/** Whether a value fits the type of its title. "n/a" is nobody's name, and `name` is also a title of packages and tools. */
export function fitsTitle(title: string, value: string): boolean {
  if (!/[\p{L}\p{N}]/u.test(value) || NOTHING.test(value.trim())) return false
  return !/^name$/i.test(title) || /^\p{Lu}[\p{L}.'"-]{0,40},?(?: [\p{L}.'"-]{1,40}){1,4}$/u.test(value)
}

const NOTHING = /^(?:null|none|nil|n\/a|na|unknown|true|false|tbd)$/i

/** A title as words: cardNumber, card_number and card-number are all "card number". */
export function titleWords(title: string): string {
  return title
    .slice(0, 200)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[\s_.-]+/g, ' ')
    .trim()
}
