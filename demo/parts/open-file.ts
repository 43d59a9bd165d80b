import type { Format } from 'tacet/redact'
import type { Replacement } from './docx.js'
import { withPageMarks } from './page-marks.js'
import type { PdfPage, Reading } from './pdf.js'
import { notRead, readTextFile } from './read-file.js'

/** A file whose text can be redacted. */
export interface OpenedFile {
  readonly name: string
  readonly text: string
  readonly format: Format
  /** A note about the saved file. */
  readonly caution: string | undefined
  /** Whether the text shows where each page begins. */
  readonly isPaged: boolean
  /** The redacted file, in the format that it had where that is possible, else as text. */
  save(
    redacted: string,
    replacements: readonly Replacement[],
  ): Promise<{ readonly name: string; readonly content: Blob }>
}

/** The endings of the files that this page opens. */
export const OPENED = '.txt,.md,.csv,.tsv,.json,.html,.htm,.docx,.pdf'

const FORMATS: Readonly<Record<string, Format>> = {
  md: 'markdown',
  csv: 'csv',
  tsv: 'csv',
  json: 'json',
  html: 'html',
  htm: 'html',
}

/**
 * Opens a text file, a Word document or a PDF, or says in words for a visitor why not. The reader of a format loads when it is
 * needed. Rejects only where the signal aborts.
 */
export async function openFile(file: File, reading: Reading = {}): Promise<OpenedFile | { readonly problem: string }> {
  const { name } = file
  const extension = name.split('.').at(-1)?.toLowerCase() ?? ''
  try {
    if (extension === 'docx') return await openWord(file)
    if (extension === 'pdf') return await openPdf(file, reading)
    const read = await readTextFile(file)
    if ('problem' in read) return read
    return {
      name,
      text: read.text,
      format: FORMATS[extension] ?? 'text',
      caution: undefined,
      isPaged: false,
      save: async (redacted) => ({ name: redactedName(name), content: new Blob([redacted], { type: 'text/plain' }) }),
    }
  } catch (error) {
    reading.signal?.throwIfAborted()
    return notRead(file, error)
  }
}

async function openWord(file: File): Promise<OpenedFile> {
  const { openDocx } = await import('./docx.js')
  const document = await openDocx(new Uint8Array(await file.arrayBuffer()))
  return {
    name: file.name,
    text: document.text,
    format: 'text',
    caution:
      'Names of authors and deleted texts are taken out of the saved file. Pictures and embedded files stay as they are: look at them.',
    isPaged: false,
    save: async (_, replacements) => ({
      name: redactedName(file.name),
      content: await document.redacted(replacements),
    }),
  }
}

async function openPdf(file: File, reading: Reading): Promise<OpenedFile> {
  const { readPdf } = await import('./pdf.js')
  const pages = await readPdf(new Uint8Array(await file.arrayBuffer()), reading)
  const numbersOf = (is: (page: PdfPage) => boolean) =>
    pages.flatMap((page, index) => (is(page) ? [index + 1] : [])).join(', ')
  const empty = numbersOf(({ text, hasUnnamedLetters }) => text === '' && !hasUnnamedLetters)
  const unnamed = numbersOf(({ hasUnnamedLetters }) => hasUnnamedLetters)
  const unread = [
    empty === '' ? '' : ` These pages hold no text, perhaps only pictures, and were not read: ${empty}. Look at them.`,
    unnamed === ''
      ? ''
      : ` On these pages the file does not say which letters it draws, so letters are missing in the text: ${unnamed}. Look at them.`,
  ].join('')
  return {
    name: file.name,
    text: withPageMarks(pages.map(({ text }) => text)),
    format: 'text',
    caution: `It is saved as text with a mark for each page. A PDF keeps words in more places than those that are seen, and a box over a name hides it from the eye alone, so this page writes no PDF.${unread}`,
    isPaged: pages.length > 1,
    save: async (redacted) => ({
      name: `${file.name.replace(/\.[^.]+$/, '')}.redacted.txt`,
      content: new Blob([redacted], { type: 'text/plain' }),
    }),
  }
}

/** `letter.docx` becomes `letter.redacted.docx`. */
const redactedName = (name: string) => `${name.replace(/\.[^.]+$/, '')}.redacted.${name.split('.').at(-1)}`
