import { encodeValue, type Format } from '../formats/format.js'

/** Which operator gave a replacement out; a number of JSON has placeholders of its own, which restore to a number. */
export type EntryKind = 'placeholder' | 'number' | 'token' | 'surrogate' | 'cipher'

/** How a value was written, where that is not the value itself: with the escapes of a JSON string, say. */
export interface WrittenForm {
  readonly format: Format
  readonly raw: string
}

/** A value that was hidden and what stands in its place. */
export interface VaultEntry {
  /** Which operator hid the value. */
  readonly kind: EntryKind
  /** The type of the value. */
  readonly type: string
  /** The value that was hidden. */
  readonly value: string
  /** The text that stands in its place. */
  readonly replacement: string
  /** How the value was written, where that is not the value itself. */
  readonly written?: WrittenForm | undefined
  /** The whole value, where this one is a part of it. */
  readonly whole?: string | undefined
  /** Of a person, by the title in front. */
  readonly gender?: 'male' | 'female' | undefined
}

/** The value of an entry as it must stand in a text of this format. */
export function writtenValue(entry: VaultEntry, format: Format): string {
  return entry.written?.format === format ? entry.written.raw : encodeValue(entry.value, format)
}
