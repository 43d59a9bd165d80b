/** A letter of a script that writes no spaces between words, or joins words. There a word may be within others. */
const UNSPACED = /[\u0e00-\u1dff\u2e80-\ud7ff\uf900-\ufaff]/

/** The letters and digits at the start of a word or phrase, which no letter or digit continues. */
const FIRST_WORD = /^[\p{L}\p{N}]+/u
const WORD = /[\p{L}\p{N}]+/gu

/** The small letter or the digit of each ASCII code; 0 for all other signs. */
const SMALL = Uint8Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code).toLowerCase()
  return /[a-z\d]/.test(sign) ? sign.charCodeAt(0) : 0
})

/**
 * Returns a function that marks which of these lists may have a word in a text. It compares the first words of phrases
 * alone and reads the text once for all lists: a list without a mark has no word there, and a marked list may have none
 * either. A list with a word that begins with a sign is always marked.
 */
export function namedInText(lists: readonly (readonly string[])[]): (text: string) => readonly boolean[] {
  // Plain arrays, because allocating a typed array for each text costs more.
  const always = lists.map(() => false)
  const wholes = new Map<string, number[]>()
  const stems = new Map<string, number[]>()
  lists.forEach((words, list) => {
    for (const word of words) {
      const small = word.toLowerCase()
      const first = FIRST_WORD.exec(small)?.[0]
      if (first === undefined) always[list] = true
      else addTo(small === `${first}*` ? stems : wholes, first, list)
    }
  })
  const stemsByLetter = new Map<number, string[]>()
  for (const stem of stems.keys()) addTo(stemsByLetter, stem.charCodeAt(0), stem)
  const mayBe = hashesOf(wholes.keys())
  const mayBeginStem = new Uint8Array(128)
  for (const letter of stemsByLetter.keys()) if (letter < 128) mayBeginStem[letter] = 1
  const all = lists.map(() => true)

  function mark(word: string, marked: boolean[]): void {
    for (const list of wholes.get(word) ?? []) marked[list] = true
    for (const stem of stemsByLetter.get(word.charCodeAt(0)) ?? []) {
      if (word.startsWith(stem)) for (const list of stems.get(stem)!) marked[list] = true
    }
  }

  /** Marks the lists of an ASCII text. Hardly any word is cut out of the text, because few have the hash of a listed word. */
  function markAscii(text: string, marked: boolean[]): boolean {
    let start = -1
    let hash = 0
    let isStem = 0
    for (let index = 0; index <= text.length; index++) {
      const code = index < text.length ? text.charCodeAt(index) : 0
      if (code > 127) return false
      const small = SMALL[code]!
      if (small !== 0) {
        if (start === -1) {
          start = index
          hash = 0
          isStem = mayBeginStem[small]!
        }
        hash = nextHash(hash, small)
      } else if (start !== -1) {
        if (isStem === 1 || mayBe[hash] === 1) mark(text.slice(start, index).toLowerCase(), marked)
        start = -1
      }
    }
    return true
  }

  return (text) => {
    const marked = always.slice()
    if (markAscii(text, marked)) return marked
    if (UNSPACED.test(text)) return all
    for (const word of text.toLowerCase().match(WORD) ?? []) mark(word, marked)
    return marked
  }
}

const HASHES = 1 << 14

function nextHash(hash: number, code: number): number {
  return (hash * 31 + code) & (HASHES - 1)
}

function hashesOf(words: Iterable<string>): Uint8Array {
  const hashes = new Uint8Array(HASHES)
  for (const word of words) {
    let hash = 0
    for (let index = 0; index < word.length; index++) hash = nextHash(hash, word.charCodeAt(index))
    hashes[hash] = 1
  }
  return hashes
}

function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [value])
  else if (known.at(-1) !== value) known.push(value)
}
