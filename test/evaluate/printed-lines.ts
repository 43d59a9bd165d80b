import { afterEach, beforeEach, vi } from 'vitest'

/** Keeps what a command prints, anew in each test, and shows none of it. */
export function printedLines(): string[] {
  const lines: string[] = []
  beforeEach(() => {
    lines.length = 0
    for (const name of ['log', 'error'] as const) {
      vi.spyOn(console, name).mockImplementation((line: string) => void lines.push(line))
    }
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  })
  afterEach(() => vi.restoreAllMocks())
  return lines
}
