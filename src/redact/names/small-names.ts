import type { IsEveryday } from '../words/everyday-words.js'
import { namesThatAreForeignWords, namesThatAreWords } from '../words/names-that-are-words.js'
import type { ToldName } from './introductions.js'

const NAME = "(?<name>\\p{Ll}[\\p{L}\\p{M}'-]{2,30})(?![\\p{L}\\p{N}'-])"
const BEGIN = '(?<![\\p{L}\\p{N}])'

/** Requests to speak to somebody. */
const TELL = [
  'tell|ask|call|text|message|email|remind',
  '(?:sag|frag|schreib|ruf|gib|zeig)(?: (?:mal|doch|bitte))?',
  '(?:dis|demande|écris|téléphone|passe|donne) à|appelle|préviens',
  "(?:dile|dí|di|pregúntale|escríbele|llama|avisa|dale|pídele) a|(?:di'|dì|chiedi|scrivi|telefona) a|chiama|avvisa",
  'zeg (?:tegen|aan)|(?:vraag|geef)(?: (?:aan|even))?|bel|app',
  '(?:diz|fala|pergunta|avisa|liga|escreve|manda)(?: (?:pra|pro|para|ao|à|a|o|com))',
  'powiedz|zapytaj|napisz do|zadzwoń do',
].join('|')

/** The number or the address of somebody, in the short words of messages. */
const NUMBER_OF = [
  '(?:number|cell|email|address) (?:of|for)',
  '(?:nummer|handynummer|mail|adresse) (?:von|vom)',
  "(?:num|numéro|tel|tél|mail|adresse|portable) (?:de |d')",
  '(?:cel|celu|número|correo|móvil|dirección) de',
  '(?:numero|cell|mail|indirizzo) di',
  '(?:nr|nummer|mail|adres) van',
  '(?:número|cel|zap|email|endereço) d[aoe]',
].join('|')

const PATTERNS = [
  new RegExp(`${BEGIN}(?:${eitherCase(TELL)}) ${NAME}`, 'gu'),
  new RegExp(`${BEGIN}(?:${eitherCase(NUMBER_OF)}) ?${NAME}`, 'gu'),
  // A line of a chat: the speaker, and then some words. A setting has one value.
  new RegExp(`(?:^|\\n)[ \\t]{0,8}(?:\\[?\\d{1,2}[:.]\\d{2}\\]?(?: -)? )?${NAME}(?= ?: \\p{L}[^\\s]* \\S)`, 'gu'),
]

/** More given names that are small words: "vraag dan" means "then ask", "di a mia madre" means "tell my mother". */
const SMALL_WORDS: ReadonlySet<string> = new Set(['dan', 'guy', 'mia', 'said'])

/**
 * Given names in small letters, where a request, a number or a line of a chat tells that a person is meant: "tell kevin that …",
 * "num de kevin", "kevin: are you there". Another word may be there too, so each is doubtful.
 */
export function smallNames(text: string, isEveryday: IsEveryday): ToldName[] {
  const found: ToldName[] = []
  for (const pattern of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const name = match.groups!['name']!
      if (namesThatAreWords.has(name) || namesThatAreForeignWords.has(name)) continue
      if (SMALL_WORDS.has(name) || isEveryday(name)) continue
      const end = match.index + match[0].length
      found.push({ start: end - name.length, end, saidFrom: match.index, doubtful: true })
    }
  }
  return found
}

/** A pattern that accepts the first letter of each phrase in either case, but no capital in the name. */
function eitherCase(alternatives: string): string {
  return alternatives.replace(/(?<=^|[|(:])\p{Ll}/gu, (letter) => `[${letter}${letter.toUpperCase()}]`)
}
