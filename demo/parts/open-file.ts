import type { Format } from 'tacet/redact'
import type { Replacement } from './docx.js'
import { notRead, readTextFile } from './read-file.js'

/** A file whose text can be redacted. */
export interface OpenedFile {
  readonly name: string
  readonly text: string
  readonly format: Format
  /** What a reader has to know about the saved file. */
  readonly caution: string | undefined
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

/** Opens a text file or a Word document, or says in words for a visitor why not. The reader of a format loads when it is needed. */
export async function openFile(file: File): Promise<OpenedFile | { readonly problem: string }> {
  const { name } = file
  const extension = name.split('.').at(-1)?.toLowerCase() ?? ''
  try {
    if (extension === 'docx') return await openWord(file)
  } catch (error) {
    return notRead(file, error)
  }
  const read = await readTextFile(file)
  if ('problem' in read) return read
  return {
    name,
    text: read.text,
    format: FORMATS[extension] ?? 'text',
    caution: undefined,
    save: async (redacted) => ({ name: redactedName(name), content: new Blob([redacted], { type: 'text/plain' }) }),
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
    save: async (_, replacements) => ({
      name: redactedName(file.name),
      content: await document.redacted(replacements),
    }),
  }
}

/** `letter.docx` becomes `letter.redacted.docx`. */
const redactedName = (name: string) => `${name.replace(/\.[^.]+$/, '')}.redacted.${name.split('.').at(-1)}`
