import type { StoreShape } from '../shared/manifest.js'
import { ownValue } from '../shared/own-value.js'

/** The text of a record: its text fields, each on its own line. */
export function recordText(fields: Readonly<Record<string, unknown>>, { text }: Pick<StoreShape, 'text'>): string {
  return text.map((name) => ownValue(fields, name) ?? '').join('\n')
}
