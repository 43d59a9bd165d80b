import { encodeValue, type Format } from '../formats/format.js'

/** The operator that gave a replacement out. A number of JSON has its own kind of placeholder, which restores to a number. */
export type EntryKind = 'placeholder' | 'number' | 'token' | 'surrogate' | 'cipher'

/** The spelling of a value in the source where it differs from the value, such as the escapes of a JSON string. */
export interface WrittenForm {
  readonly format: Format
  readonly raw: string
}

/** A hidden value and its replacement. */
export interface VaultEntry {
  /** The operator that hid the value. */
  readonly kind: EntryKind
  /** The type of the value. */
  readonly type: string
  /** The value that was hidden. */
  readonly value: string
  /** The text that replaces the value. */
  readonly replacement: string
  /** The spelling of the value in the source, where it differs from the value. */
  readonly written?: WrittenForm | undefined
  /** The whole value, where this value is a part of it. */
  readonly whole?: string | undefined
  /** The gender of a person, known from the title in front. */
  readonly gender?: 'male' | 'female' | undefined
}

/** The value of an entry as it must be in a text of this format. */
export function writtenValue(entry: VaultEntry, format: Format): string {
  return entry.written?.format === format ? entry.written.raw : encodeValue(entry.value, format)
}
