import { runnable } from 'virtual:runnable-documents'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

// The examples use the page's own engine. It looks for the models here.
const assets = document.createElement('meta')
beforeAll(() => {
  Object.assign(assets, { name: 'tacet-assets', content: '/' })
  document.head.append(assets)
})
afterAll(() => assets.remove())

test.each(runnable)('$place prints what the document says', async ({ output, run }) => {
  const lines: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((...values) => {
    lines.push(values.map(printed).join(' '))
  })
  try {
    await run()
  } finally {
    log.mockRestore()
  }
  expect(lines.join('\n')).toBe(output.trimEnd())
})

/** Formats a value like a console: text as it is, everything else as a literal. */
function printed(value: unknown): string {
  if (typeof value === 'string') return value
  return JSON.stringify(value) ?? String(value)
}
