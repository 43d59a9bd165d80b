import {
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentLoadingTask,
  type PDFPageProxy,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import type { PlacedText } from './pdf-layout.js'
import { type LetterReader, letterReader } from './pdf-letters.js'
import { textOfPage } from './pdf-lines.js'

/** The progress and the abort of a long reading. */
export interface Reading {
  readonly signal?: AbortSignal | undefined
  /** Called after each page. */
  readonly onPage?: ((read: number, of: number) => void) | undefined
}

export interface PdfPage {
  readonly text: string
  /** Whether the page has letters of which the file does not say which letters they are. They are left out. */
  readonly hasUnnamedLetters: boolean
}

const REASONS: Readonly<Record<string, string>> = {
  PasswordException: 'it is protected by a password. Save a copy without one, and open that',
  InvalidPDFException: 'it is damaged, or no PDF',
}

const NO_TEXT = 'its pages are pictures, as those of a scan, and hold no text. Let a text recognition read it first'
const NO_LETTERS =
  'it draws letters without saying which letters they are. Let a text recognition read it first, as you would a scan'

/** Reads the text of each page of a PDF. Throws in words for a visitor where it cannot. */
export async function readPdf(bytes: Uint8Array<ArrayBuffer>, { signal, onPage }: Reading = {}): Promise<PdfPage[]> {
  signal?.throwIfAborted()
  GlobalWorkerOptions.workerSrc = worker
  const task = getDocument({
    data: bytes,
    // Letters are read and never drawn.
    disableFontFace: true,
    useSystemFonts: false,
    // The names of letters in older files of East Asia.
    cMapUrl: new URL('pdf-cmaps/', document.baseURI).href,
    verbosity: VerbosityLevel.ERRORS,
  })
  let stop = () => {}
  // A page whose reading is stopped in its middle never gives an answer.
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal?.reason)
  })
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const pages = await Promise.race([pagesOf(task, { signal, onPage }), stopped])
    if (pages.every(({ text }) => text === ''))
      throw new Error(pages.some(({ hasUnnamedLetters }) => hasUnnamedLetters) ? NO_LETTERS : NO_TEXT)
    return pages
  } catch (error) {
    signal?.throwIfAborted()
    const reason = error instanceof Error ? REASONS[error.name] : undefined
    throw reason === undefined ? error : new Error(reason)
  } finally {
    signal?.removeEventListener('abort', stop)
    const ended = task.destroy().catch(() => {})
    if (!signal?.aborted) await ended
  }
}

async function pagesOf(task: PDFDocumentLoadingTask, { signal, onPage }: Reading): Promise<PdfPage[]> {
  const file = await task.promise
  const pages: PdfPage[] = []
  const letters = letterReader()
  for (let number = 1; number <= file.numPages; number += 1) {
    pages.push(await readPage(await file.getPage(number), letters))
    signal?.throwIfAborted()
    onPage?.(number, file.numPages)
  }
  return pages
}

async function readPage(page: PDFPageProxy, letters: LetterReader): Promise<PdfPage> {
  const { transform: toScreen } = page.getViewport({ scale: 1 })
  const [{ items }, annotations] = await Promise.all([page.getTextContent(), page.getAnnotations()])
  const pieces: PlacedText[] = []
  const words = items.filter((item) => 'str' in item)
  for (const { fontName, str } of words) letters.count(fontName, str)
  let isSpaced = false
  let hasUnnamedLetters = false
  for (const { fontName, str, width, transform, dir } of words) {
    const text = str.trim() === '' ? '' : letters.read(fontName, str)
    if (text === undefined) hasUnnamedLetters = true
    else if (text.trim() === '') isSpaced = true
    else {
      pieces.push(placed(text, width, transform, toScreen, isSpaced, dir === 'rtl'))
      isSpaced = false
    }
  }
  // The text of a page lacks the values of its forms and the notes beside it.
  for (const annotation of annotations as readonly Annotation[]) {
    const lines = writtenIn(annotation).split(/[\r\n]+/)
    const [left = 0, bottom = 0, right = left, top = bottom] = annotation.rect
    for (const [index, line] of lines.entries()) {
      const height = lines.length === 1 ? bottom + 3 : top - (index + 1) * FIELD_SIZE * 1.2
      const place: Matrix = [FIELD_SIZE, 0, 0, FIELD_SIZE, left, height]
      if (line.trim() !== '') pieces.push(placed(line, right - left, place, toScreen, true, false))
    }
  }
  page.cleanup()
  return { text: textOfPage(pieces), hasUnnamedLetters }
}

/** A field does not say how large its letters are. */
const FIELD_SIZE = 10

interface Annotation {
  readonly subtype: string
  readonly rect: readonly number[]
  readonly fieldType?: string
  readonly fieldValue?: unknown
  readonly contentsObj?: { readonly str: string }
}

function writtenIn({ subtype, fieldType, fieldValue, contentsObj }: Annotation): string {
  // A window that opens repeats the note that opens it.
  if (subtype === 'Popup' || subtype === 'Link') return ''
  if (subtype !== 'Widget') return contentsObj?.str ?? ''
  const values = fieldType === 'Tx' || fieldType === 'Ch' ? [fieldValue].flat() : []
  return values.filter((value) => typeof value === 'string').join(', ')
}

type Matrix = readonly number[]

function placed(
  text: string,
  width: number,
  [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: Matrix,
  [sa = 1, sb = 0, sc = 0, sd = 1, se = 0, sf = 0]: Matrix,
  isSpaced: boolean,
  isRightToLeft: boolean,
): PlacedText {
  const angle = Math.atan2(sb * a + sd * b, sa * a + sc * b)
  return {
    text,
    x: sa * e + sc * f + se,
    y: sb * e + sd * f + sf,
    width,
    size: Math.max(1, Math.hypot(sa * c + sc * d, sb * c + sd * d)),
    angle: Math.round((angle * 180) / Math.PI) % 360,
    isSpaced,
    isRightToLeft,
  }
}
