/** The text of a file, or the reason why this page cannot read it, in words for a visitor. */
export type FileText = { readonly text: string } | { readonly problem: string }

/** Kinds of files that this page cannot read, each with what a visitor can do. */
const OTHER_KINDS: readonly (readonly [names: RegExp, kind: string, advice: string])[] = [
  [/\.(docx?|odt|rtf|pages)$/i, 'a word processor’s document', 'Save it as .docx or .txt.'],
  [/\.pdf$/i, 'a PDF', 'Save it as .txt.'],
  [/\.(xlsx?|ods|numbers)$/i, 'a spreadsheet', 'Save it as .csv.'],
  [/\.(pptx?|odp|key)$/i, 'a presentation', 'Save it as .pdf.'],
  [/\.(png|jpe?g|gif|webp|heic|svg|tiff?|bmp)$/i, 'a picture', 'Let a text recognition read it first.'],
  [/\.(zip|gz|7z|rar|tar)$/i, 'an archive', 'Unpack it first.'],
]

/**
 * Reads a text file in UTF-8, in UTF-16 with its byte order mark, or in the old encoding of Western Windows. All other
 * files are refused.
 */
export async function readTextFile(file: File): Promise<FileText> {
  for (const [names, kind, advice] of OTHER_KINDS) {
    if (names.test(file.name)) return { problem: `${file.name} is ${kind}, which this page cannot read. ${advice}` }
  }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const mark = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)
  if (mark === 0xfffe) return { text: new TextDecoder('utf-16le').decode(bytes) }
  if (mark === 0xfeff) return { text: new TextDecoder('utf-16be').decode(bytes) }
  if (bytes.includes(0)) return { problem: `${file.name} holds bytes that are no text, so this page cannot read it.` }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes) }
  }
}

/** The problem of a file whose reader failed. */
export const notRead = ({ name }: File, error: unknown): { readonly problem: string } => ({
  problem: `${name} is not read: ${error instanceof Error ? error.message : String(error)}.`,
})

const BLOCKS =
  'address,article,aside,blockquote,br,dd,div,dl,dt,figcaption,footer,h1,h2,h3,h4,h5,h6,header,hr,li,main,nav,ol,p,pre,section,table,td,th,tr,ul'

/** The text of an HTML page as a reader sees it, without its code. Nothing in the page is loaded or run. */
export function textOfHtml(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html')
  for (const hidden of page.querySelectorAll('script,style,noscript,template,[hidden]')) hidden.remove()
  for (const block of page.querySelectorAll(BLOCKS)) block.after('\n')
  return (page.body.textContent ?? '')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
}
