import { expect, test, vi } from 'vitest'
import { readPdf } from '../../demo/parts/pdf.js'

const never = new Promise<never>(() => {})

// Behaves like the library when it is stopped in the middle of a page.
vi.mock('pdfjs-dist/legacy/build/pdf.mjs', () => ({
  GlobalWorkerOptions: {},
  VerbosityLevel: {},
  getDocument: () => ({ promise: never, destroy: () => never }),
}))
vi.mock('pdfjs-dist/legacy/build/pdf.worker.min.mjs?url', () => ({ default: '' }))
vi.stubGlobal('document', { baseURI: 'http://localhost/' })

test('an abort rejects with its reason, also where the reader of the file gives no answer any more', async () => {
  const controller = new AbortController()
  const reading = readPdf(new Uint8Array(), { signal: controller.signal })
  controller.abort('enough')
  await expect(reading).rejects.toBe('enough')
})
