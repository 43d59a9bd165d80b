/** Reads the letters of a file font by font, because a file may not say which letters a font draws. */
export interface LetterReader {
  /** Counts the letters of a piece. All pieces of a page are counted before one of them is read. */
  count(font: string, text: string): void
  /** The letters as a reader knows them. `undefined` where the file does not say which letters the font draws. */
  read(font: string, text: string): string | undefined
}

interface Letters {
  all: number
  /** Characters that no text has: the numbers of shapes stand where letters should be. */
  strange: number
  /** Ligatures at the places where TeX has them. */
  ligatures: number
}

/** A stray control is in many files. A font whose shapes are numbered has one for each space, if not for each letter. */
const STRANGE_SHARE = 0.02

/** In TeX's encoding T1 these places hold ligatures, and its pictures of letters come without their names. */
const LIGATURES: ReadonlyMap<string, string> = new Map(
  ['ff', 'fi', 'fl', 'ffi', 'ffl'].map((letters, index) => [String.fromCharCode(0x1b + index), letters]),
)

/** Control characters and the mark of an unknown letter. Line ends and tabs are not strange. */
const isStrange = (character: string) =>
  character === '\ufffd' || (/^\p{Cc}$/u.test(character) && !/^\s$/.test(character) && !LIGATURES.has(character))

export function letterReader(): LetterReader {
  const fonts = new Map<string, Letters>()
  return {
    count(font, text) {
      const letters = fonts.get(font) ?? { all: 0, strange: 0, ligatures: 0 }
      for (const character of text) {
        letters.all += 1
        if (LIGATURES.has(character)) letters.ligatures += 1
        else if (isStrange(character)) letters.strange += 1
      }
      fonts.set(font, letters)
    },
    read(font, text) {
      const { all, strange, ligatures } = fonts.get(font) ?? { all: 0, strange: 0, ligatures: 0 }
      if (strange > all * STRANGE_SHARE) return undefined
      const whole = text.replace(/\p{Cc}/gu, (code) => LIGATURES.get(code) ?? '')
      return ligatures === 0 ? whole : whole.replaceAll('ÿ', 'ß')
    },
  }
}

const ACCENTS: Readonly<Record<string, string>> = {
  '¨': '\u0308',
  '´': '\u0301',
  '`': '\u0300',
  ˆ: '\u0302',
  '˜': '\u0303',
  '˚': '\u030a',
  ˇ: '\u030c',
  '˝': '\u030b',
  '¸': '\u0327',
}

/** Some files draw an accent first and then the letter below it: `M¨uller` is Müller. */
export function withAccents(text: string): string {
  return text.replace(/([¨´`ˆ˜˚ˇ˝¸])(\p{L})/gu, (apart, accent: string, letter: string) => {
    const joined = `${letter === 'ı' ? 'i' : letter}${ACCENTS[accent]}`.normalize('NFC')
    return joined.length === 1 ? joined : apart
  })
}
