import { NlpError } from '../shared/errors.js'
import { toHex } from '../shared/hex.js'
import type { DocumentFormat } from './blocks.js'

/** A document to search in. Extend it with your own fields: `interface Page extends SourceDocument { url: string }`. */
export interface SourceDocument {
  /** The id of the document. A new document with the same id replaces the old one. */
  readonly id: string
  /** The whole text. */
  readonly text: string
  /** The format of the text. @default 'text' */
  readonly format?: DocumentFormat | undefined
}

/** A document as it is stored, with the digests that show whether it has changed. */
export interface KeptDocument<D extends SourceDocument> {
  readonly document: D
  readonly passages: number
  /** The digest of the text and of how it was cut. While it is the same, the vectors stay right. */
  readonly revision: string
  /** The digest of all other fields. */
  readonly fields: string
}

/** The fields that a passage has in addition to the fields of its document. */
export interface PassageFields {
  readonly text: string
  readonly $document: string
  readonly $start: number
  readonly $end: number
  readonly $revision: string
}

/** The beginning of the keys of all documents. */
export const DOCUMENT_KEYS = 'document/'

export function documentKey(id: string): string {
  return `${DOCUMENT_KEYS}${id}`
}

/** Passages are numbered within their document. */
export function passageIds(documentId: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${documentId}#${index}`)
}

/** Documents need a secure page, because only a secure page has hashing and dependable storage. */
export async function digestOf(text: string): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) {
    throw new NlpError('unsupported', 'Documents need a secure page (https or localhost)')
  }
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return toHex(new Uint8Array(bytes, 0, 16))
}
