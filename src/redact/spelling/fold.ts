/** Scripts whose accents people leave out when they type in a hurry. In other scripts a mark makes another letter. */
const ACCENTED = /[\u00c0-\u052f\u1e00-\u1fff]/g

const folded = new Map<string, string>()

/** The text in small letters without accents. Its length stays, so offsets hold. */
export function fold(text: string): string {
  const lower = text.toLowerCase()
  // A few letters become two units in lower case. Then the text is lowered unit by unit, and letters that would grow stay as they
  // are.
  const small = lower.length === text.length ? lower : Array.from(text.split(''), lowerUnit).join('')
  return small.replace(ACCENTED, foldLetter).replace(/\s/g, ' ')
}

function foldLetter(letter: string): string {
  const known = folded.get(letter)
  if (known !== undefined) return known
  const [base = letter] = letter === 'ς' ? 'σ' : letter.normalize('NFD')
  const small = lowerUnit(base)
  folded.set(letter, small)
  return small
}

function lowerUnit(unit: string): string {
  const lower = unit.toLowerCase()
  return lower.length === 1 ? lower : unit
}
