import { confusable, foldWord } from './confusables.js'
import { type Edit, editsOf, MappedText } from './mapped-text.js'
import type { Strictness } from './strictness.js'

/** A text as recognizers read it, with a way back: every span of it maps onto a span of the original. */
export interface NormalizedText {
  /** The text without disguises. */
  readonly text: string
  /** The stretch of the original that became `text.slice(start, end)`. */
  toOriginal(start: number, end: number): { readonly start: number; readonly end: number }
}

/** How much of a disguise is undone. */
export interface NormalizeOptions {
  /** 'relaxed' leaves spaced-out and spelled-out forms alone; 'strict' reads any "at" and "dot". @default 'balanced' */
  readonly strictness?: Strictness | undefined
}

/**
 * Undoes the spellings that hide a value from a pattern: compatibility forms, invisible characters, digits of other scripts,
 * look-alike letters, encodings, line wraps and spaced-out digits. Nothing is lost: spans map back exactly.
 *
 * @example
 * const { text, toOriginal } = normalize('Card ４１１１\u200b1111 1111 1111')
 * text // 'Card 41111111 1111 1111'
 */
export function normalize(original: string, { strictness = 'balanced' }: NormalizeOptions = {}): NormalizedText {
  if (typeof original !== 'string') throw new TypeError(`\`text\` must be a string, got ${typeof original}`)
  let mapped = joinLines(decodeEntities(MappedText.of(original)))
  if (/[^\t\n\x20-\x7e]/.test(mapped.text)) mapped = foldCharacters(mapped)
  mapped = rejoinWraps(mapped)
  return strictness === 'relaxed' ? mapped : undisguise(mapped, strictness)
}

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  colon: ':',
  commat: '@',
  gt: '>',
  lowbar: '_',
  lt: '<',
  nbsp: ' ',
  period: '.',
  plus: '+',
  quot: '"',
  shy: '',
}

/** Decodes character references of HTML, and the percent-encodings that occur inside values. */
function decodeEntities(mapped: MappedText): MappedText {
  let decoded = mapped
  if (decoded.text.includes('&')) {
    decoded = decoded.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-z]{2,6}));/g, ([, decimal, hex, name]) => {
      if (name !== undefined) return NAMED_ENTITIES[name]
      const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal)
      return code > 0x1f && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
    })
  }
  if (!decoded.text.includes('%')) return decoded
  // Only some codes are decoded, because a decoded %20 would cut a URL in two. In front of a number, %20 becomes a sign that ends
  // no URL.
  return decoded
    .replace(/%(?:40|2[89BbDdEe]|5[Ff]|3[\dAaDd])/g, ([code]) =>
      String.fromCharCode(Number.parseInt(code.slice(1), 16)),
    )
    .replace(/%20(?=[\d(+])/g, ({ input, index }) => (/[\d)]/.test(input.charAt(index - 1)) ? '-' : '~'))
}

function joinLines(mapped: MappedText): MappedText {
  return /[\r\x85\u2028\u2029]/.test(mapped.text) ? mapped.replace(/\r\n?|[\x85\u2028\u2029]/g, () => '\n') : mapped
}

/**
 * Soft hyphens, joiners, bidirectional controls, tags and other invisible characters; also marks that strike a character through or
 * enclose it, as in keycaps.
 */
const INVISIBLE = /(?:\p{Default_Ignorable_Code_Point}|(?![\t\n])\p{Cc}|[\u0334-\u0338\u20d0-\u20f0])+/gu

const FOREIGN_RUN = /\p{ASCII}?\P{ASCII}+/gu

/** A character and its marks, conjoining jamo, or one character beyond ASCII. */
const CLUSTER = /\P{M}\p{M}+|[\u1100-\u11ff]+|\P{ASCII}/gu

function foldCharacters(mapped: MappedText): MappedText {
  const visible = mapped.replace(INVISIBLE, () => '')
  const edits: Edit[] = []
  const known = new Map<string, readonly Edit[]>()
  for (const { 0: run, index } of visible.text.matchAll(FOREIGN_RUN)) {
    const changes = known.get(run) ?? editsOf(run, CLUSTER, ([cluster]) => foldCluster(cluster))
    if (run.length < 12) known.set(run, changes)
    for (const { start, end, text } of changes) edits.push({ start: index + start, end: index + end, text })
  }
  const folded = visible.apply(edits)
  if (!confusable.test(folded.text)) return folded
  return folded.replace(/[\p{L}\p{N}]+/gu, ([word]) => (confusable.test(word) ? foldWord(word) : word))
}

function foldCluster(cluster: string): string {
  if (/^[\u2018-\u201b\u2032\u2035]/.test(cluster)) return "'"
  if (/^[\u201c-\u201f\u2033\u00ab\u00bb]/.test(cluster)) return '"'
  if (/^[\p{Pd}\u2212]/u.test(cluster)) return '-'
  if (/^\p{Zs}/u.test(cluster)) return ' '
  if (/^[·•‧∙⋅・]/.test(cluster)) return '.'
  if (/^[❶-❾➀-➈➊-➒]/.test(cluster)) return String(((cluster.charCodeAt(0) - 0x2776) % 10) + 1)
  // Superscripts and fractions stay what they are: a footnote mark must not lengthen the number it follows.
  if (/^\p{No}/u.test(cluster) && !/^[①-⑳⓪⑴-⑼⒈-⒐]/.test(cluster)) return cluster
  const form = cluster.normalize('NFKC')
  return form.replace(/\P{ASCII}/gu, (character) => (/\p{Nd}/u.test(character) ? digitOf(character) : character))
}

/** Decimal digits are in runs of ten, from zero to nine, in every script. */
function digitOf(character: string): string {
  const code = character.codePointAt(0)!
  let before = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++
  return String(before % 10)
}

/** The end of a line within four numbers with dots between them. */
const WRAPPED_IP =
  /(?<=(?<![\d.])\d{1,3}\.)\n(?=\d{1,3}\.\d{1,3}\.\d{1,3}(?!\.?\d))|(?<=(?<![\d.])\d{1,3}\.\d{1,3}\.)\n(?=\d{1,3}\.\d{1,3}(?!\.?\d))|(?<=(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.)\n(?=\d{1,3}(?!\.?\d))|(?<=(?<![\d.])\d{1,3}\.\d{1,3})\n(?=\.\d{1,3}\.\d{1,3}(?!\.?\d))|(?<=(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3})\n(?=\.\d{1,3}(?!\.?\d))/g

/** Joins words and numbers that a line end has cut: quoted-printable, hyphenation, running text that wraps in a number. */
function rejoinWraps(mapped: MappedText): MappedText {
  if (!mapped.text.includes('\n')) return mapped
  const joined = mapped
    .replace(/(?<=\w)=\n(?=\w)/g, () => '')
    .replace(/(?<=\p{Ll})-\n(?=\p{Ll})|(?<=\d-)\n(?=\d)|(?<=\d-\d{1,6})\n(?=-\d{2,6}(?![\d-]))/gu, () => '')
    .replace(WRAPPED_IP, ({ input, index }) => (isOneAddress(input, index) ? '' : undefined))
  return joined.replace(/(?<=\d) ?\n ?(?=\d)/g, (match) => {
    // A column of numbers is not a wrapped number: both lines must hold words too.
    const next = match.index + match[0].length
    const lineEnd = joined.text.indexOf('\n', next)
    const before = lineBefore(joined.text, match.index)
    const after = joined.text.slice(next, Math.min(lineEnd === -1 ? joined.text.length : lineEnd, next + 200))
    return /\p{L}{2}/u.test(before) && /\p{L}{2}/u.test(after) && isOneNumber(before, after) ? ' ' : undefined
  })
}

/**
 * Whether there are words before the number, and some part has two digits or more. A list of sections has no words
 * before it.
 */
function isOneAddress(text: string, index: number): boolean {
  const before = lineBefore(text, index)
  return /\p{L}{2}/u.test(before) && /\d\d/.test(before.slice(-12) + text.slice(index + 1, index + 13))
}

function lineBefore(text: string, index: number): string {
  return text.slice(Math.max(text.lastIndexOf('\n', index - 1) + 1, index - 200), index)
}

/** Whether the groups on both sides of a line end are written alike. A postal code above a phone number is written differently. */
function isOneNumber(before: string, after: string): boolean {
  const head = /\d(?:[\d -]*\d)?$/.exec(before.slice(-40))![0]
  const tail = /^\d(?:[\d -]*\d)?/.exec(after.slice(0, 40))![0]
  const separators = [head, tail].map((group) => /[ -]/.exec(group)?.[0])
  return separators[0] === separators[1] || lastGroup(head) === tail.search(/[ -]|$/)
}

function lastGroup(digits: string): number {
  return /\d*$/.exec(digits)![0].length
}

const AT = '(?:@|at|arroba|ät)'
const DOT = '(?:\\.|dot|punkt|punto|ponto|point)'
const BRACKETED_AT = new RegExp(`(?<=\\w) ?[[({<] ?${AT} ?[\\])}>] ?(?=\\w)`, 'gi')
const BRACKETED_DOT = new RegExp(`(?<=\\w) ?[[({<] ?${DOT} ?[\\])}>] ?(?=\\w)`, 'gi')
const COMMON_ENDING =
  '(?:com|org|net|edu|gov|info|io|co|ai|app|dev|me|de|fr|es|it|nl|uk|eu|us|ca|au|in|br|ch|at|pl|ru|jp)'
// With a bare "at" every dot must be spelled out too: "look at example.com" is not an address.
const SPELLED_ADDRESS = {
  balanced: new RegExp(
    `(?<=\\w)(?: at (?:[\\w-]{1,63} dot ){1,4}|(?:@| @ )(?:[\\w-]{1,63}(?: dot | \\. |\\.)){1,4})${COMMON_ENDING}\\b`,
    'gi',
  ),
  strict:
    /(?<=\w)(?:[ _]at[ _](?:[a-z\d-]{1,63}[ _]dot[ _]){1,4}|(?:@| @ )(?:[a-z\d-]{1,63}(?: dot | \. |\.)){1,4})[a-z]{2,24}\b/gi,
}
/** The words of a mailbox before a spelled address: "jenny dot park at example dot com". */
const SPELLED_MAILBOX = new RegExp(
  `(?<![\\w.@-])(?:[a-z\\d]{1,30} (?:dot|underscore|dash|hyphen) ){1,3}[a-z\\d]{1,30}(?= at (?:[\\w-]{1,63} dot ){1,4}${COMMON_ENDING}\\b)`,
  'gi',
)
/** At least eight single letters and digits with a space or two between them. */
const SPACED_OUT = /(?<![\w@.+-])(?:[\w@.+-] {1,2}){7,}[\w@.+-](?![\w@+-])/g
const SEPARATED_DIGITS = /(?<!\w)\d(?:(?: ?[-._/*|] ?| {1,3})\d){6,}(?!\d)/g

/** Groups of digits in the fields of a form, where a plus encodes a space: 4111+1111+1111+1111. */
const FORM_ENCODED =
  /(?<=[=&?])\d{2,6}(?:\+\d{1,6}){2,5}(?![\w+@.])|(?<=[A-Za-z])\+\(?\d{2,6}\)?(?:[+.-]\d{2,6}){1,5}(?![\w+@.])/g

/** A number with letters typed for its zeros and ones: 536-9O-4399, 4111 11l1 1111 1111. */
const MISTYPED_DIGITS = /(?<![\w@./%=-])[\dO](?:[ .-]?[\dOoIl]){8,24}(?![\w@/=-]|\.\w)/g
const HAS_MISTYPED_DIGIT = /\d[ .-]?[OoIl](?![A-Za-z])/

/** Replaces letters only inside a group of digits: the letters in "5000 l" and "20 I" are words. */
function retype(run: string): string | undefined {
  const groups = run.split(/[ .-]/)
  const letters = run.replace(/[^A-Za-z]/g, '').length
  if (letters === 0 || letters > 3 || groups.some((group) => /^[Il]|[Il]$|^[A-Za-z]+$/.test(group))) return undefined
  return run.replace(/[Oo]/g, '0').replace(/[Il]/g, '1')
}

function undisguise(mapped: MappedText, strictness: Exclude<Strictness, 'relaxed'>): MappedText {
  let plain = mapped
  if (plain.text.includes('+')) {
    plain = plain.replace(FORM_ENCODED, ([run]) => run.replace(/^\+/, '~').replaceAll('+', '-'))
  }
  if (HAS_MISTYPED_DIGIT.test(plain.text)) plain = plain.replace(MISTYPED_DIGITS, ([run]) => retype(run))
  if (/[[({<] ?[@adp.ä]/i.test(plain.text)) {
    plain = plain.replace(BRACKETED_AT, () => '@').replace(BRACKETED_DOT, () => '.')
  }
  if (/ (?:dot|underscore|dash|hyphen) [^\n]{1,160} at /i.test(plain.text)) {
    plain = plain.replace(SPELLED_MAILBOX, ([mailbox]) =>
      mailbox
        .replace(/ dot /gi, '.')
        .replace(/ underscore /gi, '_')
        .replace(/ (?:dash|hyphen) /gi, '-'),
    )
  }
  if (/ at | @ |_at_/i.test(plain.text) || / dot |_dot_| \. /i.test(plain.text)) {
    plain = plain.replace(SPELLED_ADDRESS[strictness], ([address]) =>
      address.replace(/^(?:[ _]at[ _]| @ )/i, '@').replace(/[ _]dot[ _]| \. /gi, '.'),
    )
  }
  return plain
    .replace(SPACED_OUT, ([run]) =>
      run.includes('@') || /(?:\d\D*){6}/.test(run) ? run.replaceAll(' ', '') : undefined,
    )
    .replace(SEPARATED_DIGITS, ([run]) => run.replace(/\D/g, ''))
}
