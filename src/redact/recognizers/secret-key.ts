import type { Entity, Recognizer } from '../recognizer.js'
import { providers } from './secret-providers.js'
import { entropyOf, isPlaceholder } from './secret-text.js'

const shapes = providers.map(([provider, literal, shape]) => ({
  name: `secret-${provider}`,
  literal,
  pattern: new RegExp(`(?<!\\w)(?:${shape})(?![A-Za-z\\d])`, 'g'),
}))

/** Keys and tokens of known providers, by their form. */
export const secretKey: Recognizer = {
  name: 'secret-key',
  types: ['SECRET'],
  recognize(text) {
    const found: Entity[] = []
    for (const { name, literal, pattern } of shapes) {
      if (!text.includes(literal)) continue
      for (const { 0: value, index: start } of text.matchAll(pattern)) {
        if (isPlaceholder(value) || entropyOf(value) < 2.8) continue
        found.push({ type: 'SECRET', start, end: start + value.length, score: 0.95, tier: 'pattern', recognizer: name })
      }
    }
    return found
  },
}
