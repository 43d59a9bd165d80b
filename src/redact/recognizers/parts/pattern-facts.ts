/** Facts about every match of a pattern, read from its source. With them the search can skip most places of a text. */
export interface PatternFacts {
  /** The kind of the first character; 'either' where the source does not show it easily. */
  readonly first: 'digit' | 'letter' | 'either'
  /** The least number of digits in a match; 0 where letters may be between the digits. */
  readonly digits: number
  /** The most digits in a match; infinite where letters may be between the digits, or where the pattern has no limit. */
  readonly mostDigits: number
}

export function patternFacts(source: string): PatternFacts {
  // A pattern of digits has no letter and no wildcard once its escapes and its classes of separators are removed.
  const mayHoldLetters = /\p{L}|\[\^|\\[wWDS]|\./u.test(source.replace(/\\[ds.]|\[[^\]\p{L}\\^]*\]/gu, ''))
  return {
    first: firstOf(source),
    digits: mayHoldLetters ? 0 : digitsOf(source),
    mostDigits: mayHoldLetters ? Number.POSITIVE_INFINITY : mostDigitsOf(source),
  }
}

function firstOf(source: string): PatternFacts['first'] {
  const kinds = new Set(
    alternatives(source).map((alternative): PatternFacts['first'] => {
      const [{ atom, least } = { atom: '', least: 0 }] = atoms(alternative)
      // An optional part does not decide which character comes first.
      if (least === 0) return 'either'
      if (atom.startsWith('(?:')) return firstOf(atom.slice(3, -1))
      if (DIGIT.test(atom)) return 'digit'
      return /^(?:[A-Za-z]|\[[A-Za-z-]+\])$/.test(atom) ? 'letter' : 'either'
    }),
  )
  const [kind = 'either'] = kinds
  return kinds.size === 1 ? kind : 'either'
}

function digitsOf(source: string): number {
  const counts = alternatives(source).map((alternative) =>
    atoms(alternative).reduce((sum, { atom, least }) => {
      const inner = /^\((?:\?:|(?!\?))(.*)\)$/s.exec(atom)?.[1]
      return sum + least * (inner === undefined ? Number(DIGIT.test(atom)) : digitsOf(inner))
    }, 0),
  )
  return Math.min(...counts)
}

function mostDigitsOf(source: string): number {
  const counts = alternatives(source).map((alternative) =>
    atoms(alternative).reduce((sum, { atom, most }) => {
      if (LOOKAROUND.test(atom)) return sum
      if (BACK_REFERENCE.test(atom)) return Number.POSITIVE_INFINITY
      const inner = /^\((?:\?:|(?!\?))(.*)\)$/s.exec(atom)?.[1]
      // A character that is not plainly something else may be a digit.
      const digits = inner !== undefined ? mostDigitsOf(inner) : Number(!NO_DIGIT.test(atom))
      return digits === 0 ? sum : sum + most * digits
    }, 0),
  )
  return Math.max(...counts)
}

const BACK_REFERENCE = /^\\[1-9k]/
const LOOKAROUND = /^\(\?<?[=!]/
/** A single separator, a class of separators, or an assertion. */
const NO_DIGIT = /^(?:[ ./:,-]|\\[.b/-]|\[[ ./:,-]+\]|\^|\$)$/
const DIGIT = /^(?:\\d|\d|\[(?:\d|\d-\d)+\])$/
const PIECE = /\\.|\[(?:\\.|[^\]])*\]|[\s\S]/g

/** The alternatives of a pattern: the parts between the bars outside of groups and classes. */
function alternatives(source: string): string[] {
  const parts = ['']
  let depth = 0
  for (const [piece] of source.matchAll(PIECE)) {
    depth += Number(piece === '(') - Number(piece === ')')
    if (piece === '|' && depth === 0) parts.push('')
    else parts[parts.length - 1] += piece
  }
  return parts
}

interface Atom {
  /** A character, a class or a group. */
  readonly atom: string
  readonly least: number
  readonly most: number
}

/** The characters, classes and groups of an alternative in order, each with the bounds of its repetitions. */
function atoms(alternative: string): readonly Atom[] {
  const found: Atom[] = []
  let depth = 0
  let atom = ''
  let rest = alternative
  for (const { 0: piece, index } of alternative.matchAll(PIECE)) {
    if (index < alternative.length - rest.length) continue
    depth += Number(piece === '(') - Number(piece === ')')
    atom += piece
    if (depth > 0) continue
    rest = alternative.slice(index + piece.length)
    const [quantifier = ''] = /^(?:[?*+]|\{\d+(?:,\d*)?\})\??/.exec(rest) ?? []
    rest = rest.slice(quantifier.length)
    const [, from, comma, to] = /^\{(\d+)(,?)(\d*)/.exec(quantifier) ?? []
    const least = quantifier === '' || quantifier.startsWith('+') ? 1 : Number(from ?? 0)
    const limit = to ? Number(to) : Number.POSITIVE_INFINITY
    const most =
      quantifier === '' || quantifier.startsWith('?') ? 1 : from !== undefined && comma === '' ? least : limit
    // A lookaround matches no character.
    found.push({ atom, least: /^\(\?[=!<]/.test(atom) ? 0 : least, most })
    atom = ''
  }
  return found
}
