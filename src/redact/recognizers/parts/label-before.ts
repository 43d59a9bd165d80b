import { remembered } from './remembered.js'

/** How many characters before a number its label may begin. */
const REACH = 56
const MOST_WORDS = 4

/** These scripts write no spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}]/u

/** Signs that may be between a label and its number: "Steuer-ID: ", "(DNI) ", "| CPF | ". */
const isMark = asciiSet(' \t\n"\'*`|()[]{}<>:=#.,-_')
/** Signs that end a word on its left side. A hyphen, a full stop and an apostrophe occur within labels. */
const endsWord = asciiSet(' \t\n"*`|()[]{}<>:=#,_')
/** A mark that shows that the words in front are a label and not part of the sentence. */
const SEPARATOR = /[:=#|]/

/** Words that may be between a label and its number. Some of them also end a label: "id number". */
const FILLERS = new Set(
  'number numbers no nr num nummer numéro numero número numer номер code is was ist lautet est es è é jest nº n° は が 是 为 為'.split(
    ' ',
  ),
)
/** Abbreviations: the full stop behind them does not end a sentence. */
const ABBREVIATIONS = /(?:^|-|sv)(?:nr|no|num|fisc|č)$/

/** Words right before a number, which may name it. */
interface Naming {
  /** The words as written; `label` is the same in lower case. */
  readonly words: string
  readonly label: string
  /** Whether a colon or another mark shows that this is a label. */
  readonly separated: boolean
}

const namingsBefore = remembered((_: string) => new Map<number, readonly Naming[]>())

/**
 * Tells whether one of `labels` (in lower case) comes right before a number and names it. A * at the end of a label
 * matches any ending. A label of fewer than `longEnough` letters may be an ordinary word, so a colon or capitals must
 * show that it is a label.
 */
export function labelMatcher(
  labels: readonly string[],
  longEnough: number,
): (text: string, start: number, run?: { readonly context?: string | undefined }) => boolean {
  const whole = new Set(labels.filter((label) => !label.endsWith('*')))
  const lastWords = new Set([...whole].map((label) => label.slice(label.lastIndexOf(' ') + 1)))
  const stems = labels.filter((label) => label.endsWith('*')).map((label) => label.slice(0, -1))
  const unspaced = labels.map((label) => label.replace('*', '')).filter((label) => UNSPACED.test(label))
  const names = ({ words, label, separated }: Naming): boolean =>
    ((whole.has(label) || stems.some((stem) => label.startsWith(stem))) &&
      (separated || label.length >= longEnough || (label.length > 1 && words === words.toUpperCase()))) ||
    (unspaced.length > 0 && UNSPACED.test(label) && unspaced.some((ending) => label.endsWith(ending)))

  // The last word before a number is tested first, because few words end a label.
  const mayEndLabel = (last: string): boolean =>
    lastWords.has(last) ||
    FILLERS.has(last) ||
    (unspaced.length > 0 && last.charCodeAt(last.length - 1) > 0xff) ||
    stems.some((stem) => last.startsWith(stem))

  return (text, start, run) => {
    const outside = start < REACH ? run?.context : undefined
    if (outside === undefined && !mayEndLabel(lastWordBefore(text, start))) return false
    const known = namingsBefore(text, run)
    let namings = known.get(start)
    if (!namings) {
      const before = text.slice(Math.max(0, start - REACH), start)
      namings = readNamings(outside === undefined ? before : `${outside}: ${before}`)
      known.set(start, namings)
    }
    return namings.some(names)
  }
}

function lastWordBefore(text: string, start: number): string {
  const lowest = Math.max(0, start - REACH)
  let end = start
  while (end > lowest && isMark[text.charCodeAt(end - 1)]) end--
  let first = end
  while (first > lowest && !endsWord[text.charCodeAt(first - 1)]) first--
  return text.slice(first, end).toLowerCase()
}

/** The last word, the last two words and so on, and the same without the filler words that may follow a label. */
function readNamings(before: string): readonly Naming[] {
  const namings: Naming[] = []
  let end = before.length
  let separated = false
  for (let fillers = 0; fillers < 4; fillers++) {
    const marks = before.slice(endOfWords(before, end), end)
    end -= marks.length
    const first = startOfWord(before, end)
    const last = before.slice(first, end).toLowerCase()
    if (last === '' || /\n\s*\n/.test(marks)) break
    // A label of the sentence before does not name this number.
    if (/\.\s/.test(marks) && !ABBREVIATIONS.test(last)) break
    separated ||= SEPARATOR.test(marks)
    let start = first
    for (let count = 1; ; count++) {
      const words = before.slice(start, end)
      namings.push({ words, label: words.toLowerCase(), separated })
      if (count === MOST_WORDS || before.charAt(start - 1) !== ' ') break
      const next = startOfWord(before, start - 1)
      if (next === start - 1) break
      start = next
    }
    if (!FILLERS.has(last)) break
    separated = true
    end = first
  }
  return namings
}

function endOfWords(before: string, from: number): number {
  let end = from
  while (end > 0 && isMark[before.charCodeAt(end - 1)]) end--
  return end
}

function startOfWord(before: string, end: number): number {
  let start = end
  while (start > 0 && !endsWord[before.charCodeAt(start - 1)]) start--
  return start
}

function asciiSet(characters: string): readonly boolean[] {
  return Array.from({ length: 128 }, (_, code) => characters.includes(String.fromCharCode(code)))
}
