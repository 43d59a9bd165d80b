import type { DocumentFormat } from 'tacet'
import { readCsv } from './csv.js'
import type { Reading } from './pdf.js'
import { notRead, readTextFile, textOfHtml } from './read-file.js'

/** A file as a text that a reader can follow, so that a citation can lead to its place. */
export interface FileDocument {
  readonly id: string
  readonly text: string
  readonly format: DocumentFormat
}

/**
 * Reads text, Markdown, HTML, CSV, JSON, Word or PDF. Rows and objects become paragraphs that name each value. Rejects only where
 * the signal aborts.
 */
export async function readDocument(
  file: File,
  reading: Reading = {},
): Promise<FileDocument | { readonly problem: string }> {
  const { name: id } = file
  const extension = id.split('.').at(-1)?.toLowerCase()
  try {
    if (extension === 'docx') {
      const { openDocx } = await import('./docx.js')
      const { text } = await openDocx(new Uint8Array(await file.arrayBuffer()))
      return { id, text, format: 'text' }
    }
    if (extension === 'pdf') {
      const { readPdf } = await import('./pdf.js')
      const pages = await readPdf(new Uint8Array(await file.arrayBuffer()), reading)
      return { id, text: pages.flatMap(({ text }) => (text === '' ? [] : [text])).join('\n\n'), format: 'text' }
    }
    const read = await readTextFile(file)
    if ('problem' in read) return read
    const text = readable(read.text, extension)
    if (text.trim() === '') return { problem: `${id} holds no text.` }
    return { id, text, format: extension === 'md' ? 'markdown' : 'text' }
  } catch (error) {
    reading.signal?.throwIfAborted()
    return notRead(file, error)
  }
}

function readable(content: string, extension: string | undefined): string {
  switch (extension) {
    case 'html':
    case 'htm':
      return textOfHtml(content)
    case 'csv':
    case 'tsv': {
      const { columns, rows } = readCsv(content)
      return rows.map((row) => sentence(columns.map((name, index) => [name, row[index] ?? '']))).join('\n\n')
    }
    case 'json':
      return jsonText(JSON.parse(content) as unknown)
    case 'jsonl':
      return content
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => jsonText(JSON.parse(line) as unknown))
        .join('\n\n')
    default:
      return content
  }
}

/** A paragraph for each element of a list, and for each member of an object that is one itself. */
function jsonText(value: unknown): string {
  if (Array.isArray(value)) return value.map((each) => sentence(leavesOf(each))).join('\n\n')
  if (typeof value !== 'object' || value === null) return String(value)
  const members = Object.entries(value)
  const isNested = (each: unknown) => typeof each === 'object' && each !== null
  const own = sentence(members.filter(([, each]) => !isNested(each)).map(([name, each]) => [name, String(each)]))
  const nested = members.flatMap(([name, each]) =>
    isNested(each) ? [`${name}\n${Array.isArray(each) ? jsonText(each) : sentence(leavesOf(each))}`] : [],
  )
  return [own, ...nested].filter((part) => part !== '').join('\n\n')
}

function leavesOf(value: unknown, path = ''): (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null) return [[path, String(value)]]
  return Object.entries(value).flatMap(([name, each]) => leavesOf(each, path === '' ? name : `${path} ${name}`))
}

/** `name: Ann Lee; order: A-417.` A sentence can be an answer, and a row without an end would be none. */
function sentence(fields: readonly (readonly [string, string])[]): string {
  const parts = fields
    .filter(([, value]) => value.trim() !== '')
    .map(([name, value]) => (name === '' ? value.trim() : `${name}: ${value.trim()}`))
  if (parts.length === 0) return ''
  const joined = parts.join('; ')
  return /[.!?]$/.test(joined) ? joined : `${joined}.`
}
