import {
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentLoadingTask,
  type PDFPageProxy,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import type { PlacedText } from './pdf-layout.js'
import { textOfPage } from './pdf-lines.js'

/** The progress and the abort of a long reading. */
export interface Reading {
  readonly signal?: AbortSignal | undefined
  /** Called after each page. */
  readonly onPage?: ((read: number, of: number) => void) | undefined
}

const REASONS: Readonly<Record<string, string>> = {
  PasswordException: 'it is protected by a password. Save a copy without one, and open that',
  InvalidPDFException: 'it is damaged, or no PDF',
}

/** Reads the text of each page of a PDF. Throws in words for a visitor where it cannot. */
export async function readPdf(bytes: Uint8Array<ArrayBuffer>, { signal, onPage }: Reading = {}): Promise<string[]> {
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
    if (pages.every((page) => page === ''))
      throw new Error(
        'its pages are pictures, as those of a scan, and hold no text. Let a text recognition read it first',
      )
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

async function pagesOf(task: PDFDocumentLoadingTask, { signal, onPage }: Reading): Promise<string[]> {
  const file = await task.promise
  const pages: string[] = []
  for (let number = 1; number <= file.numPages; number += 1) {
    pages.push(await textOf(await file.getPage(number)))
    signal?.throwIfAborted()
    onPage?.(number, file.numPages)
  }
  return pages
}

async function textOf(page: PDFPageProxy): Promise<string> {
  const { transform: toScreen } = page.getViewport({ scale: 1 })
  const [{ items }, annotations] = await Promise.all([page.getTextContent(), page.getAnnotations()])
  const pieces: PlacedText[] = []
  let isSpaced = false
  for (const item of items) {
    if (!('str' in item)) continue
    if (item.str.trim() === '') isSpaced = true
    else {
      pieces.push(placed(item.str, item.width, item.transform, toScreen, isSpaced, item.dir === 'rtl'))
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
  return textOfPage(pieces)
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
    // Controls are no letters.
    text: text.replace(/\p{Cc}/gu, ''),
    x: sa * e + sc * f + se,
    y: sb * e + sd * f + sf,
    width,
    size: Math.max(1, Math.hypot(sa * c + sc * d, sb * c + sd * d)),
    angle: Math.round((angle * 180) / Math.PI) % 360,
    isSpaced,
    isRightToLeft,
  }
}
