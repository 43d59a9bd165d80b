import { readZip, writeZip, type ZipEntry } from './zip.js'

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const COMPATIBILITY = 'http://schemas.openxmlformats.org/markup-compatibility/2006'

/** The parts whose text a reader sees, in the order in which they are read. */
const TEXT_PARTS = [
  /^word\/header\d*\.xml$/,
  /^word\/document\.xml$/,
  /^word\/(footnotes|endnotes|comments)\.xml$/,
  /^word\/footer\d*\.xml$/,
]
/** A picture of the first page. */
const THUMBNAIL = /^docProps\/thumbnail\./

/** A run of text in the file, and its place in the whole text. */
interface Run {
  readonly node: Element
  readonly start: number
}

/** A place in a text, and its replacement. */
export interface Replacement {
  readonly start: number
  readonly end: number
  readonly value: string
}

export interface Docx {
  readonly text: string
  /** The document with these places replaced, without its authors, deleted texts and addresses of links. */
  redacted(replacements: readonly Replacement[]): Promise<Blob>
}

/** Reads the text of a Word document, with headers, notes, comments and tables. Throws in words for a visitor. */
export async function openDocx(bytes: Uint8Array<ArrayBuffer>): Promise<Docx> {
  const entries = await readZip(bytes)
  const text = readParts(entries).text.trimEnd()
  if (text === '') throw new Error('it holds no text')
  return {
    text,
    async redacted(replacements) {
      // Read afresh, because the replacements change the parts.
      const { text, runs, parts } = readParts(entries)
      replaceInRuns(runs, replacements)
      const values = replacements.map(({ start, end, value }) => ({ original: text.slice(start, end), value }))
      for (const [name, part] of parts) hideElsewhere(name, part, values)
      return writeZip(entries.flatMap((entry) => saved(entry, parts.get(entry.name))))
    },
  }
}

function readParts(entries: readonly ZipEntry[]) {
  const parts = new Map<string, Document>()
  for (const { name, content } of entries) if (/\.(xml|rels)$/.test(name)) parts.set(name, parseXml(content))
  if (!parts.has('word/document.xml')) throw new Error('it is not a Word document')
  const runs: Run[] = []
  let text = ''
  const add = (words: string) => {
    text += words
  }
  for (const pattern of TEXT_PARTS) {
    for (const [name, part] of parts) if (pattern.test(name)) readPart(part, runs, () => text.length, add)
  }
  return { text, runs, parts }
}

function parseXml(content: Uint8Array<ArrayBuffer>): Document {
  const part = new DOMParser().parseFromString(new TextDecoder().decode(content), 'application/xml')
  if (part.querySelector('parsererror') !== null) throw new Error('it is damaged')
  // Both hold text that a reader does not see: deleted text, and a copy for old programs.
  for (const hidden of [
    ...part.getElementsByTagNameNS(WORD, 'del'),
    ...part.getElementsByTagNameNS(COMPATIBILITY, 'Fallback'),
  ])
    hidden.remove()
  return part
}

function readPart(part: Document, runs: Run[], length: () => number, add: (words: string) => void): void {
  for (const paragraph of part.getElementsByTagNameNS(WORD, 'p')) {
    for (const node of paragraph.getElementsByTagNameNS(WORD, '*')) {
      // A text box is a paragraph inside a paragraph, and is read in its own turn.
      if (node.closest('p') !== paragraph) continue
      if (node.localName === 't') {
        runs.push({ node, start: length() })
        add(node.textContent ?? '')
      } else if (node.localName === 'tab' && node.parentElement?.localName === 'r') add('\t')
      else if (node.localName === 'br' || node.localName === 'cr') add('\n')
      else if (node.localName === 'noBreakHyphen') add('-')
    }
    const cell = paragraph.closest('tc')
    const isInRow = cell !== null && cell.lastElementChild === paragraph && cell.nextElementSibling !== null
    add(isInRow ? '\t' : '\n')
  }
  add('\n')
}

/** A value may lie in several runs. The first run gets the replacement, and the others lose their parts. */
function replaceInRuns(runs: readonly Run[], replacements: readonly Replacement[]): void {
  // Of each run, the part before the last replacement. From the end on, that part keeps its places.
  const untouched = new Map(runs.map(({ node }) => [node, node.textContent?.length ?? 0]))
  for (const { start, end, value } of [...replacements].sort((a, b) => b.start - a.start)) {
    let rest = value
    for (const { node, start: from } of runs) {
      const left = Math.max(0, start - from)
      const right = Math.min(untouched.get(node) ?? 0, end - from)
      if (right <= left) continue
      const words = node.textContent ?? ''
      node.textContent = words.slice(0, left) + rest + words.slice(right)
      node.setAttribute('xml:space', 'preserve')
      untouched.set(node, left)
      rest = ''
    }
  }
}

/**
 * Names of authors, addresses of links and properties of the file would reveal values that the text no longer holds.
 */
function hideElsewhere(
  name: string,
  part: Document,
  values: readonly { readonly original: string; readonly value: string }[],
): void {
  if (/^docProps\//.test(name)) for (const leaf of leavesOf(part)) leaf.textContent = ''
  const hide = (words: string) =>
    values.reduce((all, { original, value }) => (original.length < 3 ? all : all.replaceAll(original, value)), words)
  for (const element of part.getElementsByTagName('*')) {
    for (const attribute of [...element.attributes]) {
      if (/^(author|initials|userId|providerId)$/.test(attribute.localName)) attribute.value = 'Author'
      else if (attribute.name === 'Target' && /^(mailto|tel|sms):/i.test(attribute.value))
        attribute.value = 'about:blank'
      else if (attribute.prefix !== 'xmlns') attribute.value = hide(attribute.value)
    }
    if (element.localName === 'instrText' && /mailto:|tel:|@/i.test(element.textContent ?? ''))
      element.textContent = ' '
  }
  if (TEXT_PARTS.every((pattern) => !pattern.test(name))) {
    for (const leaf of leavesOf(part)) leaf.textContent = hide(leaf.textContent ?? '')
  }
  for (const relation of [...part.getElementsByTagName('Relationship')]) {
    if (THUMBNAIL.test(relation.getAttribute('Target') ?? '')) relation.remove()
  }
}

const leavesOf = (part: Document) =>
  [...part.getElementsByTagName('*')].filter((element) => element.children.length === 0)

function saved(entry: ZipEntry, part: Document | undefined): ZipEntry[] {
  if (THUMBNAIL.test(entry.name)) return []
  if (part === undefined) return [entry]
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
  const content = new XMLSerializer().serializeToString(part).replace(/^<\?xml[^>]*\?>\s*/, '')
  return [{ name: entry.name, content: new TextEncoder().encode(head + content) }]
}
