import type { Entity, Recognizer } from '../recognizer.js'
import { matchesOf } from './matches.js'
import { overlapping } from './overlapping.js'
import { entropyOf, isPlaceholder } from './secret-text.js'

const label =
  '(?:[Kk]ey(?![a-z])|KEY|[Tt]oken(?:[sS]?(?![a-z]))|TOKEN|[Ss]ecret(?![a-z])|SECRET|[Cc]redentials?|CREDENTIALS?|[Aa]uth(?:orization)?(?![a-z])|AUTH(?:ORIZATION)?|[Ll]ogin(?![a-z])|LOGIN|[Cc]lient[_.-]?(?:ID|Id|id))'
const password =
  '(?:[Pp]ass(?:word|wd|phrase|code)|PASS(?:WORD|WD|PHRASE)|[Pp]wd|PWD|[Pp]asswort|[Kk]ennwort|[Mm]ot de passe|[Cc]ontraseña|[Ss]enha|[Pp]arola|[Ww]achtwoord|[Ll]ösenord|[Hh]asło|[Hh]eslo|[Пп]ароль|[Şş]ifre|密码|密碼|パスワード|비밀번호)'
const operator =
  '[\\w.\\]-]{0,30}["\']?\\]?\\s{0,3}(?:=>|:=|={1,3}|:|>|,|\\|\\||<-)\\s{0,3}(?:(?:Bearer|Basic|Token|token|bearer) )?'
const quoted = '"(?<double>[^"\\n]{6,300})"|\'(?<single>[^\'\\n]{6,300})\'|`(?<back>[^`\\n]{6,300})`'
const assignment = new RegExp(
  `(?:(?<strict>${label})|${password})${operator}(?:${quoted}|(?<bare>[^\\s"'\`,;<>(){}\\[\\]&|]{6,300}))`,
  'dgu',
)
const spoken = new RegExp(
  `(?<![\\p{L}])${password}\\s{1,2}(?:is|was|ist|lautet|est|es|é|è|jest|je|är|er|:|=)\\s{1,2}(?:now )?["'\`]?(?<bare>[^\\s"'\`,;<>(){}]{4,100})`,
  'dgu',
)
const bearer = /(?<![A-Za-z])(?:[Bb]earer|[Bb]asic|[Tt]oken) (?<bare>[\w.~+/=-]{16,3000})/dg

/** What is assigned to a key, token, secret or password, if it looks like one: not a word, a placeholder or code. */
export const secretAssignment: Recognizer = {
  name: 'secret-assignment',
  types: ['SECRET'],
  recognize(text) {
    const found: Entity[] = []
    for (const pattern of [assignment, spoken, bearer]) {
      const taken = overlapping(found)
      for (const match of matchesOf(pattern, text)) {
        const groups = match.indices?.groups
        const [start, stop] = groups?.['double'] ?? groups?.['single'] ?? groups?.['back'] ?? groups?.['bare'] ?? [0, 0]
        const value = text.slice(start, stop).replace(/[.,;:)]+$/, '')
        const end = start + value.length
        const lenient = pattern !== bearer && groups?.['strict'] === undefined
        // Dots say that the rest was left out, and what is left unlocks nothing.
        if (text.startsWith('..', end) || !(lenient ? isPassword(value) : isToken(value))) continue
        if (taken(start, end)) continue
        found.push({
          type: 'SECRET',
          start,
          end,
          score: lenient ? 0.75 : 0.7,
          tier: 'pattern',
          recognizer: 'secret-assignment',
        })
      }
    }
    return found
  },
}

// Variables, calls, paths and addresses stand where a secret is fetched, not where it is written.
const code = /^[$%@&]|[()[\]{}<>]|^[\w-]{1,40}(?:\.[A-Za-z_][\w-]{0,40}){1,6}$|^(?:\.{0,2}\/|[a-z]{2,8}:\/\/)|::|->/
const words = /^(?:[A-Za-z]+(?:[-_./ ][A-Za-z]+){0,12}[-_]?\d{0,4}|true|false|null|none|undefined)$/

function isToken(value: string): boolean {
  if (value.length < 8 || isPlaceholder(value) || / /.test(value) || code.test(value)) return false
  if (/^\d+$/.test(value)) return value.length >= 15 && entropyOf(value) >= 2.3
  if (words.test(value) && (value.length < 24 || entropyOf(value) < 3.8)) return false
  return /\d/.test(value) && /[A-Za-z]/.test(value) && entropyOf(value) >= (value.length < 16 ? 2.6 : 3)
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
