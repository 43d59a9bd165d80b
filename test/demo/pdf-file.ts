/** Words at a place of a page, in points from its lower left corner. */
export interface Words {
  readonly text: string
  readonly x: number
  readonly y: number
  /** @default 10 */
  readonly size?: number
  /** The words run upwards. @default false */
  readonly isUpright?: boolean
  /** The file gives the numbers of shapes, and does not say which letters they are. @default false */
  readonly isUnnamed?: boolean
}

export interface PdfPage {
  readonly words: readonly Words[]
  /** @default 0 */
  readonly turned?: 0 | 90 | 180 | 270
  /** A field of a form with what was filled in. */
  readonly field?: { readonly value: string; readonly rect: string }
}

/** Writes a small PDF, in Latin letters. With a password it is only marked as encrypted: nothing opens it. */
export function pdfFile(pages: readonly PdfPage[], { hasPassword = false } = {}): Buffer {
  const objects: string[] = []
  const add = (content: string) => objects.push(content)
  const kids = pages.map((_, index) => `${4 + index * 3} 0 R`).join(' ')
  add('<< /Type /Catalog /Pages 2 0 R >>')
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')
  const unnamed = 4 + pages.length * 3
  for (const [index, { words, turned = 0, field }] of pages.entries()) {
    const own = 4 + index * 3
    const content = words.map(drawn).join('\n')
    const annotations = field === undefined ? '' : `/Annots [${own + 2} 0 R]`
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate ${turned} /Contents ${own + 1} 0 R ${annotations} /Resources << /Font << /F 3 0 R /U ${unnamed} 0 R >> >> >>`,
    )
    add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`)
    const value = field === undefined ? '' : `/T (name) /V (${field.value}) /Rect [${field.rect}]`
    add(`<< /Type /Annot /Subtype /Widget /FT /Tx /F 4 ${value} >>`)
  }
  const system = '/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>'
  add(`<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts [${unnamed + 1} 0 R] >>`)
  add(`<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made ${system} /DW 500 >>`)
  const secret = `<${'41'.repeat(32)}>`
  if (hasPassword) add(`<< /Filter /Standard /V 1 /R 2 /Length 40 /P -44 /O ${secret} /U ${secret} >>`)

  let file = '%PDF-1.7\n'
  const places = objects.map((object, index) => {
    const place = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const encryption = hasPassword ? `/Encrypt ${objects.length} 0 R /ID [<00> <00>]` : ''
  const count = objects.length + 1
  file += `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R ${encryption} >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

function drawn({ text, x, y, size = 10, isUpright = false, isUnnamed = false }: Words): string {
  const place = isUpright ? `0 1 -1 0 ${x} ${y}` : `1 0 0 1 ${x} ${y}`
  if (isUnnamed) return `BT /U ${size} Tf ${place} Tm <${[...text].map(shapeOf).join('')}> Tj ET`
  return `BT /F ${size} Tf ${place} Tm (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`
}

/** Most fonts number their shapes in the order of ASCII, with the space as their third. */
const shapeOf = (letter: string) => (letter.charCodeAt(0) - 29).toString(16).padStart(4, '0')

/** Lines below one another, from this height down. */
export function linesAt(x: number, y: number, lines: readonly string[]): Words[] {
  return lines.map((text, index) => ({ text, x, y: y - index * 12 }))
}
