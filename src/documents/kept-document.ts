import { NlpError } from '../shared/errors.js'
import type { DocumentFormat } from './blocks.js'

/** A document to search in. Extend it with your own fields: `interface Page extends SourceDocument { url: string }`. */
export interface SourceDocument {
  /** Names the document; a document with the same id replaces it. */
  readonly id: string
  /** The whole text. */
  readonly text: string
  /** How the text is written. @default 'text' */
  readonly format?: DocumentFormat | undefined
}

/** A document as it is kept, with what tells whether it has changed. */
export interface KeptDocument<D extends SourceDocument> {
  readonly document: D
  readonly passages: number
  /** Of the text and how it was cut: with the same, vectors stay right. */
  readonly revision: string
  /** Of everything else about the document. */
  readonly fields: string
}

/** What a passage is stored with, beside the fields of its document. */
export interface PassageFields {
  readonly text: string
  readonly $document: string
  readonly $start: number
  readonly $end: number
  readonly $revision: string
}

/** The keys of all documents start with it. */
export const DOCUMENT_KEYS = 'document/'

export function documentKey(id: string): string {
  return `${DOCUMENT_KEYS}${id}`
}

/** Passages are numbered within their document. */
export function passageIds(documentId: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${documentId}#${index}`)
}

/** Documents need a secure page: hashing, and storage worth the name, exist nowhere else. */
export async function digestOf(text: string): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) {
    throw new NlpError('unsupported', 'Documents need a secure page (https or localhost)')
  }
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(bytes, 0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
