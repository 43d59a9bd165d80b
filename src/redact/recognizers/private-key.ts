import type { Entity, Recognizer } from '../recognizer.js'

const BEGIN = '-----BEGIN '
const END = '-----END '
const header = /-----BEGIN [A-Z\d ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y
const footer = /-----END [A-Z\d ]{0,40}PRIVATE KEY(?: BLOCK)?-----/y
/** Body of a key whose end was cut off, escaped line breaks included. */
const body = /(?:[A-Za-z\d+/=:,. \n\r-]|\\[nr]){0,10000}/y

/** Private keys in PEM and PGP armour, also without their last line. */
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
      // One more END than this key's is not looked for: a text of beginnings alone would be read again for each.
      const closing = text.slice(from, next < 0 ? from + 20_000 : Math.min(next, from + 20_000)).indexOf(END)
      footer.lastIndex = from + closing
      body.lastIndex = from
      const end =
        closing >= 0 && footer.test(text) ? footer.lastIndex : from + (body.exec(text)?.[0].trimEnd().length ?? 0)
      const material = text.slice(from, closing >= 0 ? from + closing : end).replace(/[^A-Za-z\d+/=]/g, '')
      if (material.length < 32) continue
      found.push({ type: 'SECRET', start, end, score: 1, tier: 'checksum', recognizer: 'secret-private-key' })
    }
    return found
  },
}
