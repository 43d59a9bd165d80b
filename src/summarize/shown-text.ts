import type { DocumentFormat } from '../documents/blocks.js'
import { readable } from '../documents/readable.js'

/** A piece of a text as a reader sees it: in one line, without tags, addresses and marks of emphasis. */
export function shownText(text: string, format: DocumentFormat): string {
  const bare = format === 'markdown' ? withoutMarks(text) : readable(text, format)
  return bare.replace(/\s+/g, ' ').trim()
}

/** Markdown with spaces for its pictures and comments. The length stays, and with the length all places. */
export function withoutPictures(text: string): string {
  return text.replace(PICTURES, (picture) => picture.replace(/[^\n]/g, ' '))
}

// The lengths have limits, because a text of `![` again and again would otherwise be read to its end for each of them.
const PICTURES = /!\[[^\]\n]{0,200}\](?:\([^)\n]{0,500}\)|\[[^\]\n]{0,100}\])|<!--[\s\S]{0,2000}?-->/g
const LINKS = /\[([^\]\n]{0,300})\](?:\([^)\n]{0,500}\)|\[[^\]\n]{0,100}\])/g
const STRONG = /(\*\*|__|~~)(?=\S)([^*_~\n]{1,300}?)\1/g
const EMPHASIS = /(?<![\p{L}\p{N}*_])([*_])(?=\S)([^*_\n]{1,300}?)\1(?![\p{L}\p{N}*_])/gu

function withoutMarks(text: string): string {
  return text
    .replace(/^\s*#{1,6}\s+/, '')
    .replace(LINKS, '$1')
    .replace(STRONG, '$2')
    .replace(EMPHASIS, '$2')
}
