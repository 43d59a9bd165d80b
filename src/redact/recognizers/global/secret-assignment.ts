import type { Entity, Recognizer } from '../../findings/recognizer.js'
import { matchesOf } from '../parts/matches.js'
import { overlapping } from '../parts/overlapping.js'
import { entropyOf, isPlaceholder } from './secret-text.js'

const label =
  "(?:(?:klucz|cl[eé]|clave|chiave|chave)[_ -](?:d[e'][_ -]?)?(?:api|secret[ao]?|segret[ao]|tajny)|(?:KLUCZ|CLE|CLAVE|CHIAVE|CHAVE)_(?:API|SECRETA?)|[Aa]pi[_ -]?(?:sleutel|schlüssel|schluessel)|[Kk]ey(?![a-z])|KEY|[Tt]oken(?:[sS]?(?![a-z]))|TOKEN|[Ss]ecret(?![a-z])|SECRET|[Cc]redentials?|CREDENTIALS?|[Aa]uth(?:orization)?(?![a-z])|AUTH(?:ORIZATION)?|[Ll]ogin(?![a-z])|LOGIN|[Cc]lient[_.-]?(?:ID|Id|id)|(?:(?<![A-Za-z])(?:[Ss]ession|SESSION|[Ss]ess|[Ss]id|SID)(?:[_-]?(?:[Ii][Dd]|[Kk]ey))?|[A-Z]{1,12}SESS(?:ION)?ID)(?![a-z]))"
const password =
  '(?:[Pp]ass(?:word|wd|phrase|code)|PASS(?:WORD|WD|PHRASE)|[Pp]wd|PWD|(?<![A-Za-z])(?:[Pp]w|PW)(?![A-Za-z])|[Pp]asswort|PASSWORT|[Kk]ennwort|KENNWORT|[Mm]ot[ _]de[ _]passe|MOT_DE_PASSE|[Cc]ontrase[ñn]a|CONTRASE[ÑN]A|[Ss]enha|SENHA|[Pp]arola|[Ww]achtwoord|WACHTWOORD|[Ll]ösenord|[Hh]as[łl]o|HAS[ŁL]O|[Hh]eslo|[Пп]ароль|[Şş]ifre|密码|密碼|パスワード|비밀번호)'
const operator =
  '[\\w.\\]-]{0,30}["\']?\\]?\\s{0,3}(?:=>|:=|={1,3}|:|>|,|\\|\\||<-)\\s{0,3}(?:(?:Bearer|Basic|Token|token|bearer) )?'
const quoted = '"(?<double>[^"\\n]{6,300})"|\'(?<single>[^\'\\n]{6,300})\'|`(?<back>[^`\\n]{6,300})`'
/** Within a value, the signs & ; ' belong to it, unless the next field of a query or a setting begins there. */
const innerMark = "(?<=[^\\s:=>,|])(?:&(?![\\w.-]{1,40}=)|;(?=[^\\s;\"'<>{}])(?![\\w -]{1,40}=)|'(?=\\p{L}))"
const unquoted = `(?:[^\\s"'\`,;<>(){}\\[\\]&|]|${innerMark}){6,300}`
const is = "(?:is|its|it['’]s|was|ist|lautet|est|es|é|è|jest|je|är|er|:|=)"
/** The thing that a password opens: "the password for the wifi is", "a senha do banco é". */
const whereto =
  "(?: (?:for|to|of|on|für|vom|von|zum|zur|du|de|d['’]|pour|del|della|do|da|van|voor|od) ?(?:the |my |our |das |den |die |mein |la |le |l['’]|el |los |las |il |lo |het |de )?[\\p{L}-]{2,20})?"
const my =
  '(?:my|our|the|wi-?fi|mein|meine|unser|mon|notre|mi|nuestra|la mia|mia|minha|mijn|ons|mitt|min|moje|мой|наш)(?: [\\p{L}-]{1,20}){0,2}'

const patterns: readonly { readonly pattern: RegExp; readonly score: number; accepts(value: string): boolean }[] = [
  { pattern: assigned(label), score: 0.7, accepts: isToken },
  { pattern: assigned(password), score: 0.75, accepts: isPassword },
  {
    pattern: new RegExp(
      `(?<![\\p{L}])${password}${whereto}\\s{1,2}${is}\\s{1,2}(?:now )?["'\`]?(?<bare>(?:[^\\s"'\`,;<>(){}]|${innerMark}){4,100})`,
      'dgu',
    ),
    score: 0.75,
    accepts: isPassword,
  },
  // A cell of a table after a cell with the word "password". A pipe alone joins commands: password | base64.
  {
    pattern: new RegExp(`(?<=\\|\\s{0,3})${password}\\s{0,3}\\|\\s{0,3}(?<bare>[^\\s|]{4,100})(?=\\s{0,3}\\|)`, 'dgu'),
    score: 0.75,
    accepts: isPassword,
  },
  {
    pattern: new RegExp(
      `(?<!\\p{L})${password} ${is} (?:now )?(?:"(?<double>[^"\\n]{4,100})"|(?<!\\p{L})'(?<single>[^'\\n]{4,100})'(?!\\p{L}))`,
      'dgu',
    ),
    score: 0.7,
    accepts: (value) => !isPlaceholder(value) && !saysSomething.test(value),
  },
  {
    pattern: new RegExp(
      `(?<!\\p{L})${my} ${password} ${is} (?<bare>[\\p{L}\\d]{4,30})(?=[.,;!?)]?(?:\\s|$))(?! (?:to|by|at|in|on|with|than|as|of|from|again|every|enough))`,
      'dgui',
    ),
    score: 0.55,
    accepts: (value) => !isPlaceholder(value) && !saysSomething.test(value),
  },
  // The password stands right behind the word: "password Kf7!dune does not work".
  {
    pattern: new RegExp(`(?<![\\p{L}_-])${password} (?<bare>[^\\s"'\`,;<>(){}\\[\\]]{8,60})(?=[,;]?(?:\\s|$))`, 'dgu'),
    score: 0.65,
    accepts: isMixed,
  },
  {
    pattern:
      /(?<![A-Za-z])(?:[Bb]earer|[Bb]asic|[Tt]oken|[Ss]ession(?: ?(?:id|ID|Id))?|[Aa][Pp][Ii][ -]?[Kk]ey) (?<bare>[\w.~+/=-]{16,3000})/dg,
    score: 0.7,
    accepts: isToken,
  },
]

/** A part of each word that announces a secret. A text without it needs none of the longer searches. */
const announced =
  /key|klucz|cl[eé][_ -]|clave|chiave|chave|sleutel|schl(?:ü|ue)ssel|token|secret|credential|auth|login|client|sess|(?<![a-z])sid(?![a-z])|pass|pw|kennwort|mot|contrase|senha|parola|wachtwoord|lösenord|has[łl]o|heslo|пароль|şifre|密码|密碼|パスワード|비밀번호|bearer|basic/i

/** Values that a text assigns to a key, token, secret or password, unless the value is a word, a placeholder or code. */
export const secretAssignment: Recognizer = {
  name: 'secret-assignment',
  types: ['SECRET'],
  recognize(text) {
    const found: Entity[] = []
    if (!announced.test(text)) return found
    for (const { pattern, score, accepts } of patterns) {
      const taken = overlapping(found)
      for (const match of matchesOf(pattern, text)) {
        const groups = match.indices?.groups
        const [start, stop] = groups?.['double'] ?? groups?.['single'] ?? groups?.['back'] ?? groups?.['bare'] ?? [0, 0]
        const value = text.slice(start, stop).replace(/[.,;:)]+$/, '')
        const end = start + value.length
        // Dots mean that the rest was left out, and a part of a secret unlocks nothing.
        if (text.startsWith('..', end) || !accepts(value) || taken(start, end)) continue
        found.push({ type: 'SECRET', start, end, score, tier: 'pattern', recognizer: 'secret-assignment' })
      }
    }
    return found
  },
}

function assigned(to: string): RegExp {
  return new RegExp(`${to}${operator}(?:${quoted}|(?<bare>${unquoted}))`, 'dgu')
}

/** Words that people say about a password, and not a password. */
const saysSomething =
  /^(?:\p{Ll}+(?:ed|ing)|not|too|very|still|also|only|never|always|being|been|wrong|incorrect|correct|invalid|valid|missing|weak|strong|secure|insecure|safe|broken|reset|lost|gone|known|unknown|empty|blank|null|none|undefined|string|text|case|short|long|easy|hard|difficult|simple|same|different|private|public|secret|mandatory|optional|necessary|important|obvious|fine|okay|good|bad|available|ready|here|there|what|that|this|these|where|when|your|their|mine|yours|something|anything|nothing|everything|about|like|just|the|falsch|richtig|abgelaufen|sicher|unsicher|nicht|noch|auch|immer|jetzt|weg|schwach|stark|vergessen|incorrecta|incorrecto|correcta|incorrecte|correct|expiré|faux|perdu|oublié|toujours|caducada|segura|débil|errata|sbagliata|scaduta|sicura|debole|errada|incorreta|expirada|verlopen|onjuist|verkeerd|veilig|vergeten|fel|feil|niet)$/iu

// Variables, calls, paths and addresses show that a secret is read from elsewhere and not written here.
const code = /^[$%@&]|[()[\]{}<>]|^[\w-]{1,40}(?:\.[A-Za-z_][\w-]{0,40}){1,6}$|^(?:\.{0,2}\/|[a-z]{2,8}:\/\/)|::|->/
const words = /^(?:[A-Za-z]+(?:[-_./ ][A-Za-z]+){0,12}[-_]?\d{0,4}|true|false|null|none|undefined)$/

function isToken(value: string): boolean {
  if (value.length < 8 || isPlaceholder(value) || / /.test(value) || (code.test(value) && !isRandom(value)))
    return false
  if (/^\d+$/.test(value)) return value.length >= 15 && entropyOf(value) >= 2.3
  if (words.test(value) && (value.length < 24 || entropyOf(value) < 3.8)) return false
  return /\d/.test(value) && /[A-Za-z]/.test(value) && entropyOf(value) >= (value.length < 16 ? 2.6 : 3)
}

/** A token with dots looks like the path of a field, but no field has a name of random letters and digits. */
function isRandom(value: string): boolean {
  return (
    /^[\w.-]+$/.test(value) && /[A-Za-z\d_-]{20}/.test(value) && /\d[A-Za-z]+\d/.test(value) && entropyOf(value) >= 4
  )
}

/** Whether a value has capitals, small letters, digits and another sign. No word and no name of a product has all four. */
function isMixed(value: string): boolean {
  return (
    /\p{Lu}/u.test(value) &&
    /\p{Ll}/u.test(value) &&
    /\d/.test(value) &&
    /[!@#$%^&*?+~_=]/.test(value) &&
    isPassword(value)
  )
}

function isPassword(value: string): boolean {
  if (value.length < 4 || isPlaceholder(value) || / /.test(value) || /^[$%<{]|^\W+$|^[\w-]+\(|^\.{0,2}\//.test(value))
    return false
  return (
    (/\d/.test(value) && /\D/.test(value)) ||
    /[a-z].*[!@#$%^&*?+~]|[!@#$%^&*?+~].*[a-z]/i.test(value) ||
    (words.test(value) ? false : value.length > 12)
  )
}
