import type { IsEveryday } from '../words/everyday-words.js'
import { GERMAN_NOUN } from '../words/german-nouns.js'
import { NO_NAME } from '../words/no-names.js'
import { NATIONALITY } from '../words/of-oneself.js'
import { germanRelatives, relatives } from '../words/relatives.js'

/** A name that the words around it reveal, whether or not a model finds it. */
export interface ToldName {
  readonly start: number
  readonly end: number
  /** Where the words that introduce the name begin. They are not a name themselves. */
  readonly saidFrom: number
  /** Whether another word than a name may be there too: "hey it's late", "Mutter Natur". */
  readonly doubtful: boolean
}

const WORD = `(?:\\p{Lu}[\\p{L}\\p{M}'-]{1,40}|\\p{Lu}\\.)`
const LINK =
  '(?:de la|de las|de los|de|del|della|di|da|do|dos|das|van der|van den|van de|van|von der|von|vom|zu|der|den|ter|ten|te|el|al|bin|le|la)'
/** Up to four words with capitals, with the small words that names have between them. */
const NAME = `(?<name>(?:(?:van|von|de|di|da|ter|ten|el|al|le|la) (?:der |den |de |la )?)?${WORD}(?: (?:${LINK} )?${WORD}){0,3})`
const SMALL_NAME = "(?<small>\\p{Ll}[\\p{L}\\p{M}'-]{1,40}(?: \\p{Ll}[\\p{L}\\p{M}'-]{1,40})?)"
const BEGIN = '(?<![\\p{L}\\p{N}])'

/** Phrases that only a name follows, so the name may be in small letters. */
const MY_NAME_IS =
  "my name(?: i|')s|(?:mein|der) [nN]ame ist|ich hei(?:ß|ss)e|je m'appelle|mon (?:nom|prénom) est|me llamo|mi nombre es|mi chiamo|il mio nome è|ik heet|mijn naam is|(?:eu )?me chamo|chamo-me|(?:o )?meu nome é|nazywam się|mam na imię|moje imię to|mera naa?m|mera naam hai"

/** Phrases that a name or another word may follow, so only words with capitals count. */
const I_AM =
  'hier (?:ist|spricht|schreibt)|je suis|soy|le habla|te habla|les? escribe|os escribe|te escribe|les? saluda|le scrive|ti scrive|vi scrive|sono|ik ben|u spreekt met|je spreekt met|sou [ao]|sou|aqui é [ao]|aqui quem fala é [ao]|fala [ao]|jestem|z tej strony'

const TITLE =
  'Herrn?|Frau|Monsieur|Madame|Mademoiselle|Mme|Mlle|[Ss]eñora?|[Ss]eñorita|Sra?\\.?|Srta\\.?|Don|Doña|[Dd]oña|[Ss]ignora?|Sig\\.|Sig\\.ra|[Hh]eer|[Mm]evrouw|[Dd]hr\\.?|[Mm]evr\\.?|[Mm]w\\.|[Ss]enhora?|[Dd]ona|[Ss]eu|Pana?|Panu|Pani[ąa]?|Panem'

/** Titles of a study, after which even an everyday word is a name: "ao Dr. Ventura". */
const DOCTOR = '[Dd]r\\.?|[Dd]ra\\.?|[Pp]rof\\.?|[Pp]rofa\\.?|Maître|[Aa]vv\\.|[Dd]ott\\.(?:ssa)?|[Ii]ng\\.|[Mm]ec\\.'

const RELATIVE = caseless(`${relatives.join('|')}|la dame|le sieur|di tale`)

const GERMAN_RELATIVE = germanRelatives.join('|')

/** Phrases of bookings and accounts, before the name of whoever holds them. */
const IN_THE_NAME_OF =
  'au nom de|a nombre de|a nome(?: di)?|intestat[oa] a|op naam van|t\\.n\\.v\\.|em nome d[ea]|na nazwisko|auf den namen|under the name(?: of)?|in the name of'

/** Salutations of letters. Only a name may follow, and then a punctuation mark or a line end. */
const DEAR =
  'liebe[rs]?|hallo|sehr geehrter?|werter?|guten tag|moin|servus|dear|chère?|cher|bonjour|bonsoir|salut|coucou|estimad[oa]|querid[oa]|hola|buen[oa]s (?:días|tardes|noches)|apreciad[oa]|gentile|car[oa]|egregio|ciao|salve|buongiorno|buonasera|beste|geachte|lieve|hoi|dag|goedemorgen|goedemiddag|prezad[oa]|caro|olá|oi|bom dia|boa tarde|drog[ia]|szanown[ya]|cześć|witaj|hej|kochan[ya]|namaste|namaskar'

/** Closings of letters. The name follows after a comma or on the next line, and is alone. */
const REGARDS =
  '(?:freundlichen|freundliche|besten|beste|herzlichen|herzliche|lieben|liebe|viele|schöne) [gG]rü(?:ß|ss)en?|grü(?:ß|ss)e|hochachtungsvoll|cordialement|bien (?:cordialement|à vous|à toi)|amicalement|bises|bisous|(?:salutations|sentiments) distinguée?s|un (?:cordial |fuerte )?(?:saludo|abrazo)|bes(?:it)?os|saludos(?: cordiales)?|atentamente|(?:cordiali|distinti) saluti|un (?:caro saluto|abbraccio|bacio)|bac(?:ion)?i|saluti|cordialmente|(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en|jes)?|liefs|kus(?:jes)?|atenciosamente|cumprimentos|abraços?|beij(?:inh)?os?|pozdrawiam|buziaki|całusy|ściskam|pozdrowieniami|z poważaniem|z wyrazami szacunku|(?:best|kind|warm|many) regards|regards|sincerely|yours (?:sincerely|truly|faithfully)|best wishes|dhanyavaa?d|shukriya'
/** These words close a letter only where the name stands on the next line. Within a line they mean something else. */
const THANKS = 'thanks|thank you|cheers|best|love|merci|gracias|grazie|obrigad[oa]|dziękuję|danke'
const SHORT_REGARDS = '[LV]G|MfG|Mfg|mfg|[lv]g|MVG|[Mm]vg|[Gg]r\\.'
const END = '[.!]?\\s*(?:$|\\n)'
const ALONE = `(?=${END})`
/** Two people sign together: "Ola i Paweł". */
const AND = ' (?:und|and|&|et|y|e|en|i) '
const ALONE_OR_TWO = `(?=${END}|${AND}${WORD}${END})`

/** Greetings of chats, before a phrase with which people say who they are. */
const CHAT_GREETING =
  'hey|hi|hello|yo|moin|hallo|servus|salut|coucou|bonjour|hola|buenas|ciao|hoi|hey there|hi there|oi|olá|cześć|hej|siema'
const CHAT_I_AM =
  "it'?s|it is|this is|i'?m|i am|hier ist|hier|ich bin|c'est|ici|moi c'est|je suis|soy|sono|met|hier is|ik ben|aqui é [ao]|sou [ao]|tu|tutaj|z tej strony"

/** Titles of fields that hold a name. */
const NAME_FIELD =
  'name|full name|first name|last name|surname|vorname|nachname|familienname|nom|prénom|nom de famille|nombre|nombre completo|apellidos?|nome|nome completo|cognome|sobrenome|apelido|naam|voornaam|achternaam|imię|nazwisko|imię i nazwisko|patient|paciente|paziente|recipient|empfänger|absender|kontoinhaber|versicherungsnehmer|destinataire|expéditeur|titulaire|destinatario|remitente|titular|mittente|intestatario|destinatário|remetente|ontvanger|afzender|odbiorca|nadawca'

const PATTERNS = {
  field: new RegExp(`(?:^|\\n)[ \\t]{0,8}(?:${caseless(NAME_FIELD)}) ?: {0,4}${NAME}(?=[ \\t]*(?:$|[\\n,;|]))`, 'gu'),
  mine: new RegExp(`${BEGIN}(?:${caseless(MY_NAME_IS)}):? (?:${NAME}|${SMALL_NAME})`, 'gu'),
  iAm: new RegExp(`${BEGIN}(?:${caseless(I_AM)}) (?:(?:${TITLE}) )?${NAME}`, 'gu'),
  // German nouns have capitals too, as in "ich bin Kunde", so a single word does not count.
  ichBin: new RegExp(`${BEGIN}[Ii]ch bin (?:${TITLE} )?${NAME}`, 'gu'),
  onThePhone: new RegExp(`${BEGIN}[Cc]'est ${NAME}(?= à l'appareil)`, 'gu'),
  title: new RegExp(`${BEGIN}(?:${TITLE}) ${NAME}`, 'gu'),
  doctor: new RegExp(`${BEGIN}(?:${DOCTOR}) ${NAME}`, 'gu'),
  relative: new RegExp(`${BEGIN}(?:${RELATIVE})(?: (?:${RELATIVE}))?,? (?=\\p{Lu})${NAME}`, 'gu'),
  germanRelative: new RegExp(`${BEGIN}(?:${GERMAN_RELATIVE})(?: (?:${GERMAN_RELATIVE}))?,? (?=\\p{Lu})${NAME}`, 'gu'),
  inTheNameOf: new RegExp(`${BEGIN}(?:${caseless(IN_THE_NAME_OF)}) (?:(?:${TITLE}) )?${NAME}`, 'gu'),
  yours: new RegExp(`(?:^|\\n|[.!?] )(?:Eure?|Deine?|Ihre?) ${NAME}${ALONE}`, 'gu'),
  dear: new RegExp(`(?:^|\\n|[.!?>] )(?:${caseless(DEAR)})(?: (?:${TITLE}))? ${NAME}(?= ?(?:[,!:;.]|-|\\n|$))`, 'gu'),
  regards: new RegExp(`${BEGIN}(?:${caseless(REGARDS)})(?:[.!,]? ?\\n\\s{0,4}|, )${NAME}${ALONE_OR_TWO}`, 'gu'),
  regardsOfTwo: new RegExp(
    `${BEGIN}(?:${caseless(REGARDS)})(?:[.!,]? ?\\n\\s{0,4}|, )${WORD}${AND}${NAME}${ALONE}`,
    'gu',
  ),
  chat: new RegExp(
    `(?:^|\\n)[ \\t]{0,8}(?:\\S{1,30}: {1,2})?(?:${caseless(CHAT_GREETING)})[,!.]? (?:${CHAT_I_AM}) ${SMALL_NAME}(?= ?(?:[,.!;:\\n]|$| (?:here|hier|ici|from|aus|vom|von|van|de|del|della|da|do|z|ze)(?!\\p{L})))`,
    'gu',
  ),
  thanks: new RegExp(`(?:^|\\n)(?:[^\\n]{0,60}[.!?] )?(?:${caseless(THANKS)})[.!,]? ?\\n\\s{0,4}${NAME}${ALONE}`, 'gu'),
  shortRegards: new RegExp(`${BEGIN}(?:${SHORT_REGARDS})(?:,? ?\\n\\s{0,4}|,? )${NAME}${ALONE}`, 'gu'),
  hindi: new RegExp(`${BEGIN}(?:[Mm]ai|[Mm]ain|[Mm]ein) ${NAME}(?= (?:ho+n|hu+n?|bol|baat|bhej)(?!\\p{L}))`, 'gu'),
  respect: new RegExp(`${BEGIN}${NAME}(?= (?:ji|bhai|bhaiya|didi|sahab|saab)(?!\\p{L}))`, 'gu'),
}

const KINDS = Object.keys(PATTERNS) as (keyof typeof PATTERNS)[]

const REGARDS_NEED = wordsIn(
  'grüße grüßen grüsse grüssen hochachtungsvoll cordialement bien amicalement bises bisous distinguées saludo saludos abrazo atentamente saluti saluto abbraccio cordialmente groet groeten groetjes atenciosamente cumprimentos abraço abraços beijo beijos beijinho beijinhos pozdrawiam buziaki całusy ściskam liefs kus kusjes bacio baci bacioni besos besitos pozdrowieniami poważaniem szacunku regards sincerely yours wishes dhanyavad dhanyavaad shukriya',
)

/** Each pattern needs one of its words here. Most texts hold none of them, and looking up words costs less than the patterns. */
const NEEDS: Readonly<Record<keyof typeof PATTERNS, ReadonlySet<string>>> = {
  field: wordsIn(NAME_FIELD.replaceAll('|', ' ')),
  mine: wordsIn('name heiße heisse appelle nom prénom llamo nombre chiamo nome heet naam chamo nazywam imię nam'),
  iAm: wordsIn('hier je soy habla escribe saluda scrive escriben sono ik spreekt sou aqui fala jestem strony'),
  ichBin: wordsIn('ich'),
  onThePhone: wordsIn('appareil'),
  title: wordsIn(
    'herr herrn frau monsieur madame mademoiselle mme mlle señor señora señorita sr sra srta don doña signor signora sig heer mevrouw dhr mevr mw senhor senhora dona seu pan pana panu pani pania panią panem',
  ),
  doctor: wordsIn('dr dra prof profa maître avv dott ing mec'),
  relative: wordsIn(`${relatives.join(' ').toLowerCase().replaceAll('-', ' ')} dame sieur tale`),
  germanRelative: wordsIn(germanRelatives.join(' ').toLowerCase()),
  inTheNameOf: wordsIn('nom nombre nome intestato intestata naam n nazwisko namen name'),
  yours: wordsIn('eure euer dein deine ihr ihre'),
  dear: wordsIn(
    'liebe lieber liebes hallo geehrte geehrter werte werter tag moin servus dear chère cher bonjour bonsoir salut coucou estimado estimada querido querida hola días tardes noches apreciado apreciada gentile caro cara egregio ciao salve buongiorno buonasera beste geachte lieve hoi dag goedemorgen goedemiddag prezado prezada olá oi dia tarde droga drogi szanowny szanowna cześć witaj hej kochana kochany namaste namaskar',
  ),
  regards: REGARDS_NEED,
  regardsOfTwo: REGARDS_NEED,
  chat: wordsIn('hey hi hello yo moin hallo servus salut coucou bonjour hola buenas ciao hoi oi olá cześć hej siema'),
  thanks: wordsIn('thanks thank cheers best love merci gracias grazie obrigado obrigada dziękuję danke'),
  shortRegards: wordsIn('lg vg mfg mvg gr'),
  hindi: wordsIn('mai main mein'),
  respect: wordsIn('ji bhai bhaiya didi sahab saab'),
}

/**
 * The names that people introduce: "ich heiße Anna", "soy Lucía", "Liebe Anke," "Cordialement, Hugo". `words` are the words of the
 * text in small letters. `isEveryday` knows the words of the text's language that are not names, even with a capital.
 */
export function toldNames(text: string, words: ReadonlySet<string>, isEveryday: IsEveryday): ToldName[] {
  const found: ToldName[] = []
  for (const kind of KINDS) {
    if (!hasOneOf(words, NEEDS[kind])) continue
    for (const match of text.matchAll(PATTERNS[kind])) {
      const { name, small } = match.groups ?? {}
      const value = name ?? small
      if (value === undefined) continue
      const start = match.index + match[0].length - value.length
      const length = small === undefined ? nameLength(value, kind, isEveryday) : smallNameLength(value, isEveryday)
      if (length > 0)
        found.push({ start, end: start + length, saidFrom: match.index, doubtful: isDoubtful(kind, value) })
    }
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end)
}

/** Whether the word may be none: after a greeting of a chat any word may stand, and after a German noun another noun. */
function isDoubtful(kind: string, value: string): boolean {
  return kind === 'chat' || (kind === 'germanRelative' && !value.includes(' '))
}

function hasOneOf(words: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  for (const word of wanted) if (words.has(word)) return true
  return false
}

function wordsIn(list: string): ReadonlySet<string> {
  return new Set(list.replace(/\[|\]|\?/g, '').split(' '))
}

const CLOSING = /^regards/
/** Words before a firm or a department that closes a letter: "Ihre Sparkasse", "Votre Équipe". */
const OF_A_FIRM =
  /^(?:ihre?|eure?|your|the|das|die|der|votre|vos|le|la|les|el|su|vuestr[oa]|il|lo|o|a|os|as|uw|het|de|wasz|zespół|equipo|équipe) /iu

/** How much of a stretch with capitals is a name: "Anna Weber Ihre" ends before "Ihre", which is not a name. */
function nameLength(value: string, kind: string, isEveryday: IsEveryday): number {
  const words = [...value.matchAll(/\S+/g)]
  const isTrusted = kind === 'doctor' || (CLOSING.test(kind) && words.length > 1 && !OF_A_FIRM.test(value))
  const end = words.findIndex(
    ([word], index) => /^\p{Lu}/u.test(word) && isNoName(word, isTrusted && index === 0 ? () => false : isEveryday),
  )
  const names = end === -1 ? words : words.slice(0, end)
  while (names.length > 0 && !/^\p{Lu}/u.test(names.at(-1)![0])) names.pop()
  const last = names.at(-1)
  if (!last) return 0
  if (
    names.length === 1 &&
    (kind === 'ichBin' || ((kind === 'iAm' || kind === 'relative') && NATIONALITY.test(last[0])))
  )
    return 0
  return last.index + last[0].length
}

function isNoName(word: string, isEveryday: IsEveryday): boolean {
  const bare = word.replace(/[.'-]+$/, '')
  return NO_NAME.test(bare) || GERMAN_NOUN.test(bare.toLowerCase()) || isEveryday(bare.toLowerCase())
}

/** In small letters only the list of everyday words shows where the name ends. */
function smallNameLength(value: string, isEveryday: IsEveryday): number {
  const [first = '', second] = value.split(' ')
  if (isSmallNoName(first, isEveryday)) return 0
  return second === undefined || isSmallNoName(second, isEveryday) ? first.length : value.length
}

function isSmallNoName(word: string, isEveryday: IsEveryday): boolean {
  return word.length < 3 || isEveryday(word) || SMALL_WORDS.has(word)
}

/** Small words around names in the languages whose everyday words are not loaded. */
const SMALL_WORDS = new Set(
  'und aber oder aus bin ist and but from not et mais pas est y pero de no es e ma non en maar uit niet mas não i ale nie z hai hain aur hoon hun main mera from with the a an übrigens eigentlich nämlich halt zwar auch'.split(
    ' ',
  ),
)

/** A pattern that accepts the first letter of each phrase in either case. The flag `i` would hide the capitals of names. */
function caseless(alternatives: string): string {
  return alternatives
    .split('|')
    .map((phrase) => phrase.replace(/(?<=^|\(\?:)\p{Ll}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`))
    .join('|')
}
