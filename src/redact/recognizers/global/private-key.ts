import type { Entity, Recognizer } from '../../findings/recognizer.js'

const BEGIN = '-----BEGIN '
const END = '-----END '
const LONGEST = 20_000
const header = /-----BEGIN [A-Z\d ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y
const footer = /-----END [A-Z\d ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y
/** The body of a key without its last line. Line breaks may be escaped. */
const body = /^(?:[A-Za-z\d+/=:,. \n\r-]|\\[nr])*/

/** Private keys in PEM (RFC 7468) and PGP armour, also without their last line. */
export const privateKey: Recognizer = {
  name: 'secret-private-key',
  types: ['SECRET'],
  recognize(text) {
    const found: Entity[] = []
    for (let start = text.indexOf(BEGIN); start >= 0; start = text.indexOf(BEGIN, start + BEGIN.length)) {
      header.lastIndex = start
      if (!header.test(text)) continue
      const from = header.lastIndex
      const next = text.indexOf(BEGIN, from)
      // The search ends at the next key: a text of many first lines would otherwise be read again for each of them.
      const rest = text.slice(from, Math.min(next < 0 ? text.length : next, from + LONGEST))
      const closing = rest.indexOf(END)
      footer.lastIndex = Math.max(0, closing)
      const closed = closing >= 0 && footer.test(rest)
      const end = from + (closed ? footer.lastIndex : (body.exec(rest)?.[0].trimEnd().length ?? 0))
      const material = text.slice(from, closed ? from + closing : end).replace(/[^A-Za-z\d+/=]/g, '')
      if (material.length < 32) continue
      found.push({ type: 'SECRET', start, end, score: 1, tier: 'checksum', recognizer: 'secret-private-key' })
    }
    return found
  },
}
