import type { Entity, Recognizer } from '../../findings/recognizer.js'

/** RFC 5321 allows 64 octets before the @. */
const LONGEST_LOCAL_PART = 64

const localCharacter = /[\p{L}\p{N}\p{M}._%+'-]/u
const domain =
  /(?:[\p{L}\p{N}-]{1,63}\.){1,8}(?:xn--[a-z\d-]{2,59}|\p{L}[\p{L}\p{M}]{1,62})|\[\d{1,3}(?:\.\d{1,3}){3}\]/uy

/**
 * E-mail addresses, with international names and domains, quoted names and plus tags. The search looks at each @ once.
 * A text without an @ costs nothing, and a text full of them is not slow.
 */
export const email: Recognizer = {
  name: 'email',
  types: ['EMAIL'],
  recognize(text) {
    const found: Entity[] = []
    for (let at = text.indexOf('@', 1); at > 0; at = text.indexOf('@', at + 1)) {
      domain.lastIndex = at + 1
      const match = domain.exec(text)
      if (!match) continue
      const start = startOfLocalPart(text, at, found.at(-1)?.end ?? 0)
      if (start === at) continue
      const end = at + 1 + match[0].length
      // git@host.com:owner/repo is the address of a repository.
      if (text.startsWith('git@', start) && text.charAt(end) === ':') continue
      found.push({ type: 'EMAIL', start, end, score: 0.95, tier: 'pattern', recognizer: 'email' })
    }
    return found
  },
}

function startOfLocalPart(text: string, at: number, floor: number): number {
  const lowest = Math.max(floor, at - LONGEST_LOCAL_PART)
  if (text.charAt(at - 1) === '"') {
    const quote = text.lastIndexOf('"', at - 2)
    return quote >= lowest && !text.slice(quote, at).includes('\n') ? quote : at
  }
  let start = at
  while (start > lowest && localCharacter.test(text.charAt(start - 1))) start--
  // A name begins with a letter or digit. Marks before it are punctuation of the sentence.
  while (start < at && /[.%'-]/.test(text.charAt(start))) start++
  return start
}
