/** What the source of a pattern says of every match, so that most places of a text need no try. */
export interface PatternFacts {
  /** 'either' wherever the source does not say at a glance. */
  readonly first: 'digit' | 'letter' | 'either'
  /** How many digits it has at least; 0 where letters may stand between them. */
  readonly digits: number
}

export function patternFacts(source: string): PatternFacts {
  // Without escapes and classes of separators, what is left of a pattern of digits has no letter and no wildcard.
  const mayHoldLetters = /\p{L}|\[\^|\\[wWDS]|\./u.test(source.replace(/\\[ds.]|\[[^\]\p{L}\\^]*\]/gu, ''))
  return { first: firstOf(source), digits: mayHoldLetters ? 0 : digitsOf(source) }
}

function firstOf(source: string): PatternFacts['first'] {
  const kinds = new Set(
    alternatives(source).map((alternative): PatternFacts['first'] => {
      const [{ atom, least } = { atom: '', least: 0 }] = atoms(alternative)
      // What may be left out says nothing of what comes first.
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

const DIGIT = /^(?:\\d|\d|\[(?:\d|\d-\d)+\])$/
const PIECE = /\\.|\[(?:\\.|[^\]])*\]|[\s\S]/g

/** The parts between the bars that stand in no group and no class. */
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

/** Characters, classes and groups in turn, each with how often it stands there at least. */
function atoms(alternative: string): { readonly atom: string; readonly least: number }[] {
  const found: { atom: string; least: number }[] = []
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
    const least = quantifier === '' || quantifier.startsWith('+') ? 1 : Number(/^\{(\d+)/.exec(quantifier)?.[1] ?? 0)
    // A look around stands for nothing of its own.
    found.push({ atom, least: /^\(\?[=!<]/.test(atom) ? 0 : least })
    atom = ''
  }
  return found
}
