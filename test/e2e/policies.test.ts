import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openApi, serveApi, type Tacet } from './api-page.js'
import { openBrowser } from './open-browser.js'

declare const tacet: Tacet

let browser: Browser
let server: Awaited<ReturnType<typeof serveApi>>

beforeAll(async () => {
  browser = await openBrowser()
  server = await serveApi({ isolation: false })
})

afterAll(async () => {
  await browser.close()
  await server.close()
})

interface Change {
  readonly policy?: string
  readonly status?: number
  /** Put before the script. */
  readonly script?: string
}

/** Answers like the server, with this change. */
async function change(page: Page, path: RegExp, { policy, status, script = '' }: Change): Promise<void> {
  await page.route(path, async (route) => {
    const response = await route.fetch()
    const headers = { ...response.headers(), ...(policy === undefined ? {} : { 'content-security-policy': policy }) }
    const body = `${script}${await response.text()}`
    await route.fulfill({ status: status ?? response.status(), headers, body })
  })
}

const WORKER = /(inference|generator)\.worker/

test.each<[string, RegExp, Change, string, RegExp]>([
  ['a policy that refuses workers', /api\.html/, { policy: "worker-src 'none'" }, 'unsupported', /worker-src 'self'/],
  ['a worker that is not there', WORKER, { status: 404 }, 'worker-crashed', /could not be loaded/],
  ['a worker whose script fails', WORKER, { script: 'throw new Error("too old");' }, 'worker-crashed', /too old/],
  ['a policy without wasm-unsafe-eval', WORKER, { policy: "script-src 'self'" }, 'unsupported', /'wasm-unsafe-eval'/],
  ['a browser without WebAssembly', WORKER, { script: 'delete self.WebAssembly;' }, 'unsupported', /no WebAssembly/],
])(
  '%s: the error names the cause and the remedy, and the next engine answers',
  async (_name, path, changed, code, words) => {
    const page = await browser.newPage()
    await change(page, path, changed)
    await openApi(page, server.url)
    const { failures, answers } = await page.evaluate(async () => {
      const describe = (error: unknown) => {
        const { name, code, retryable, message } = error as InstanceType<Tacet['NlpError']>
        return { name, code, retryable, message }
      }
      const { localEngine, serverEngine, createEmbedder, createGenerator } = tacet
      const here = () => localEngine({ workers: 1, device: 'wasm' })
      const failed = [createEmbedder({ engines: [here()] }), createGenerator({ engines: [here()] })]
      const failures = (await Promise.allSettled(failed)).map(
        (each) => each.status === 'rejected' && describe(each.reason),
      )
      const fetch = async (url: URL | RequestInfo) =>
        Response.json(
          String(url).endsWith('embeddings')
            ? { data: [{ index: 0, embedding: [0.6, 0.8] }], usage: { prompt_tokens: 1, total_tokens: 1 } }
            : { choices: [{ index: 0, message: { role: 'assistant', content: 'from afar' }, finish_reason: 'stop' }] },
        )
      const engines = [here(), serverEngine({ url: 'https://llm.example/v1', model: 'large', fetch })]
      const vector = await (await createEmbedder({ engines })).embed('x')
      const generated = await (await createGenerator({ engines })).generate('Hi')
      return { failures, answers: [vector.length, generated.text] }
    })
    for (const failure of failures) {
      expect(failure).toMatchObject({ name: 'NlpError', code, retryable: false })
      expect((failure as { message: string }).message).toMatch(words)
    }
    expect(answers).toEqual([2, 'from afar'])
    await page.close()
  },
  240_000,
)

test('names are hidden under a policy without wasm-unsafe-eval: the tagger needs none', async () => {
  const page = await browser.newPage()
  await change(page, WORKER, { policy: "script-src 'self'" })
  await openApi(page, server.url)
  const text = await page.evaluate(async () => {
    const redactor = tacet.createRedactor({ model: await tacet.createNameRecognizer() })
    return (await redactor.redact('My name is Maria Lopez.')).text
  })
  expect(text).toBe('My name is [PERSON_1].')
  await page.close()
}, 240_000)
