import { MappedText } from '../shared/mapped-text.js'
import type { Format } from './format.js'
import type { Reading, ReadOptions } from './reading.js'

/** Each reader is loaded when its format is first used. */
export async function readFormat(text: string, format: Format, options: ReadOptions = {}): Promise<Reading> {
  switch (format) {
    case 'text':
      return { view: MappedText.of(text) }
    case 'html':
      return (await import('./html.js')).readHtml(text, options)
    case 'json':
      return (await import('./json.js')).readJson(text)
    case 'csv':
      return (await import('./csv.js')).readCsv(text)
    case 'markdown':
      return (await import('./markdown.js')).readMarkdown(text)
    default:
      throw new TypeError(`\`format\` must be text, markdown, html, json or csv, got ${String(format)}`)
  }
}
