import type { Entity, Recognizer } from '../../findings/recognizer.js'
import { matchesOf } from '../parts/matches.js'
import { providers } from './secret-providers.js'
import { entropyOf, isPlaceholder } from './secret-text.js'

const shapes = providers.map(([provider, literal, shape]) => ({
  name: `secret-${provider}`,
  literal,
  pattern: new RegExp(`(?<![\\w~])(?:${shape})(?![A-Za-z\\d~])`, 'g'),
}))

const longWord = /(?<![\w.~+/=|:@-])[\w.~+/=|:@-]{16,}/g

/** Keys and tokens of known providers, found by their form. */
export const secretKey: Recognizer = {
  name: 'secret-key',
  types: ['SECRET'],
  recognize(text) {
    const found: Entity[] = []
    // Prose has hardly any word as long as the shortest key. The hundred searches read only the long words, or nothing.
    const long = text.match(longWord)?.join('\n')
    if (long === undefined) return found
    for (const { name, literal, pattern } of shapes) {
      if (!long.includes(literal)) continue
      for (const { 0: value, index: start } of matchesOf(pattern, text)) {
        // A value of small letters alone is a name in code: hf_priority_parameters.
        if (isPlaceholder(value) || /^[a-z_-]+$/.test(value) || entropyOf(value) < 2.8) continue
        found.push({ type: 'SECRET', start, end: start + value.length, score: 0.95, tier: 'pattern', recognizer: name })
      }
    }
    return found
  },
}
