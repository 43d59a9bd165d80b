/** Applies the replacement table of a SentencePiece model to a text, before the text is cut. */
export type Charsmap = (text: string) => string

/** Clusters of this many bytes or more are looked up character by character. */
const LONGEST_CLUSTER = 6

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/**
 * Reads the table. It has the length of a trie, the trie as a double array of 32-bit units, and the replacements, each
 * ended by a zero byte. A leaf of the trie holds the place of its replacement.
 */
export function readCharsmap(base64: string): Charsmap {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const view = new DataView(bytes.buffer)
  const end = 4 + view.getUint32(0, true)
  const units = Uint32Array.from({ length: (end - 4) / 4 }, (_, index) => view.getUint32(4 + index * 4, true))
  const replacements = bytes.subarray(end)
  const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })

  /** The replacement of the shortest beginning of the text that has a replacement. */
  function replacementOf(text: string): string | undefined {
    let place = offsetOf(units[0] ?? 0)
    for (const byte of encoder.encode(text)) {
      if (byte === 0) return undefined
      place ^= byte
      const unit = units[place] ?? 0
      if (labelOf(unit) !== byte) return undefined
      place ^= offsetOf(unit)
      if (!isLeaf(unit)) continue
      const start = (units[place] ?? 0) & 0x7fff_ffff
      return decoder.decode(replacements.subarray(start, replacements.indexOf(0, start)))
    }
    return undefined
  }

  function replace(cluster: string): string {
    const whole = encoder.encode(cluster).length < LONGEST_CLUSTER ? replacementOf(cluster) : undefined
    if (whole !== undefined) return whole
    return Array.from(cluster, (character) => replacementOf(character) ?? character).join('')
  }

  // Finding clusters costs more than everything else, and most texts have nothing to replace.
  const plainAscii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).every(
    (character) => replacementOf(character) === undefined,
  )
  const known = new Map<string, string>()
  return (text) => {
    if (plainAscii && /^[ -~]*$/.test(text)) return text
    let result = ''
    for (const { segment } of segments.segment(text)) {
      let replaced = known.get(segment)
      if (replaced === undefined) {
        replaced = replace(segment)
        if (known.size < MOST_KNOWN) known.set(segment, replaced)
      }
      result += replaced
    }
    return result
  }
}

const MOST_KNOWN = 4096

const isLeaf = (unit: number) => ((unit >>> 8) & 1) === 1
const labelOf = (unit: number) => (unit & 0x8000_00ff) >>> 0
const offsetOf = (unit: number) => (unit >>> 10) << ((unit & 0x200) >>> 6)
