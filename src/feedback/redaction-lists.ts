import type { FeedbackEntry } from './feedback-entry.js'

/** Values for the options `allow` and `deny` of `createRedactor`. */
export interface RedactionLists {
  /** Values that people let pass. */
  readonly allow: readonly string[]
  /** Values that people hid, with their types if they are known. */
  readonly deny: readonly { readonly value: string; readonly type?: string | undefined }[]
}

/** The last entry about each value. */
export function redactionLists(entries: readonly FeedbackEntry[]): RedactionLists {
  const said = new Map<string, FeedbackEntry & { readonly value: string }>()
  for (const entry of entries) {
    const { value } = entry
    if (value === undefined) continue
    // A redactor matches values in upper and lower case alike.
    const key = value.trim().toLowerCase()
    said.delete(key)
    said.set(key, { ...entry, value })
  }
  const last = [...said.values()]
  return {
    allow: last.filter(({ signal }) => signal === 'allow').map(({ value }) => value),
    deny: last
      .filter(({ signal }) => signal === 'deny')
      .map(({ value, valueType: type }) => (type === undefined ? { value } : { value, type })),
  }
}
