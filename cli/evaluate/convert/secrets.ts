import type { Converter } from './conversion.js'
import { records } from './records.js'

/** The cases of gitleaks' rules. Where a case has no offsets, the whole text counts as the secret. */
export const secrets: Converter = {
  summary: 'a JSON list of gitleaks cases: text, polarity, secret',
  license: 'MIT',
  rows: (file) =>
    records(file, ['text', 'polarity']).map(({ text, polarity, secret, rule }, index) => {
      const given = secret as { readonly start: number; readonly end: number } | undefined
      const { start, end } = given ?? { start: 0, end: String(text).length }
      const isSecret = polarity === 'positive'
      return {
        id: String(index),
        text: String(text),
        spans: isSecret ? [{ start, end, type: 'SECRET' }] : [],
        slices: { case: isSecret ? (given ? 'secret' : 'secret, place unknown') : 'no secret', rule: String(rule) },
        locales: [],
        types: ['SECRET'],
      }
    }),
}
