import type { Entity, Recognizer } from './findings/recognizer.js'
import { normalize } from './shared/normalize.js'
import { escapePattern } from './spelling/escape-pattern.js'

/** A value that is always hidden, and its type. */
export interface DeniedValue {
  /** The text that is always hidden. */
  readonly value: string
  /** The type under which the value is hidden. @default 'DENIED' */
  readonly type?: string | undefined
}

/** Finds the values that the application always wants hidden. They match as whole words, in upper or lower case. */
export function denyRecognizer(denied: readonly (string | DeniedValue)[]): Recognizer {
  const typeOf = new Map<string, string>()
  const alternatives: string[] = []
  for (const entry of denied) {
    const { value, type = 'DENIED' } = typeof entry === 'object' && entry !== null ? entry : { value: entry }
    const key = listKey(value, 'deny')
    typeOf.set(key, type)
    alternatives.push(wholeWord(key))
  }
  // The longest term comes first: an alternation takes the first alternative that matches.
  alternatives.sort((a, b) => b.length - a.length)
  const pattern = new RegExp(alternatives.join('|'), 'giu')
  return {
    name: 'deny-list',
    types: [...new Set(typeOf.values())],
    recognize(text) {
      const found: Entity[] = []
      for (const { 0: match, index } of text.matchAll(pattern)) {
        const type = typeOf.get(listKey(match, 'deny')) ?? 'DENIED'
        const end = index + match.length
        found.push({ type, start: index, end, score: 1, tier: 'listed', recognizer: 'deny-list' })
      }
      return found
    },
  }
}

/** Tests whether a value must be kept. A string must equal the value in any case, a pattern must match all of it. */
export function allowList(allowed: readonly (string | RegExp)[]): (value: string) => boolean {
  if (allowed.length === 0) return () => false
  const values = new Set<string>()
  const patterns: RegExp[] = []
  for (const entry of allowed) {
    if (typeof entry === 'string') values.add(listKey(entry, 'allow'))
    else if (!(entry instanceof RegExp))
      throw new TypeError('`allow` must hold non-empty strings and regular expressions')
    else patterns.push(new RegExp(`^(?:${entry.source})$`, entry.flags.replace(/[gy]/g, '')))
  }
  return (value) => values.has(fold(value)) || patterns.some((pattern) => pattern.test(value))
}

function listKey(value: string, option: 'allow' | 'deny'): string {
  const key = typeof value === 'string' ? fold(value) : ''
  // An empty term would match everywhere, and silently hide or show the whole text.
  if (key === '') throw new TypeError(`\`${option}\` must hold non-empty strings`)
  return key
}

function fold(value: string): string {
  return normalize(value).text.trim().replace(/\s+/g, ' ').toLowerCase()
}

function wholeWord(term: string): string {
  const escaped = escapePattern(term).replace(/ /g, '\\s{1,8}')
  const before = /^[\p{L}\p{N}]/u.test(term) ? '(?<![\\p{L}\\p{N}])' : ''
  const after = /[\p{L}\p{N}]$/u.test(term) ? '(?![\\p{L}\\p{N}])' : ''
  return before + escaped + after
}
