import type { Entity, Recognizer } from '../../findings/recognizer.js'
import { matchesOf } from '../parts/matches.js'

const shape = /(?<![\w-])ey[JI][\w-]{8,4000}\.[\w-]{8,8000}(?:\.[\w-]{0,4000}){0,3}={0,2}(?![\w-])/g

function headerNamesAlgorithm(token: string): boolean {
  const header = token.slice(0, token.indexOf('.')).replaceAll('-', '+').replaceAll('_', '/')
  try {
    return atob(header).includes('"alg"')
  } catch {
    // The header is not base64, so only the shape counts.
    return false
  }
}

/** JSON Web Tokens (RFC 7519). A header that decodes and names an algorithm proves a token. */
export const jsonWebToken: Recognizer = {
  name: 'secret-jwt',
  types: ['SECRET'],
  recognize(text) {
    if (!text.includes('ey')) return []
    return [...matchesOf(shape, text)].map(({ 0: token, index: start }): Entity => {
      const proven = headerNamesAlgorithm(token)
      return {
        type: 'SECRET',
        start,
        end: start + token.length,
        score: proven ? 1 : 0.8,
        tier: proven ? 'checksum' : 'pattern',
        recognizer: 'secret-jwt',
      }
    })
  },
}
