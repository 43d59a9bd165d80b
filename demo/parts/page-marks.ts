const MARK = /^--- page (\d+) ---$/gm

/** The pages of a document as one text, with the number of each page above it. A single page needs none. */
export function withPageMarks(pages: readonly string[]): string {
  if (pages.length === 1) return pages[0] ?? ''
  return pages.map((page, index) => `--- page ${index + 1} ---\n\n${page}`.trimEnd()).join('\n\n')
}

/** Finds the page of a place in a text with marks. */
export function pagesOf(text: string): (place: number) => number {
  const starts: number[] = []
  for (const { index, 1: number } of text.matchAll(MARK)) {
    // A page may hold such a line itself. The marks count up from one.
    if (Number(number) === starts.length + 1) starts.push(index)
  }
  return (place) => Math.max(1, starts.filter((start) => start <= place).length)
}
