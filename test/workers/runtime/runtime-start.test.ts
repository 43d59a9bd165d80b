import { afterEach, expect, test, vi } from 'vitest'
import { describeRuntimeStart } from '../../../workers/runtime/runtime-start.js'

const ADDRESS = 'https://app.example/workers/runtime/ort.mjs'
const cause = new TypeError('Failed to fetch dynamically imported module')

afterEach(() => vi.unstubAllGlobals())

const answers = (answer: () => Response) => vi.stubGlobal('fetch', async () => answer())

test.each([
  ['a 404', () => new Response('', { status: 404 })],
  [
    'the page that a server sends for any address',
    () => new Response('', { headers: { 'Content-Type': 'text/html; charset=utf-8' } }),
  ],
])('%s means that the app was built without ONNX Runtime: the error names the option', async (_what, answer) => {
  answers(answer)
  const failure = await describeRuntimeStart(cause, ADDRESS)
  expect(failure).toMatchObject({ code: 'model-missing', retryable: false, cause, details: { runtime: 'onnxruntime' } })
  for (const part of [ADDRESS, '`onnxRuntime: true`', '--workers --onnxruntime'])
    expect(failure.message).toContain(part)
})

test.each([
  ['no network', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['a server that is down', async () => new Response('', { status: 503 })],
  ['a file that arrives now', async () => new Response('', { headers: { 'Content-Type': 'text/javascript' } })],
])('%s may pass', async (_what, fetch) => {
  vi.stubGlobal('fetch', fetch)
  expect(await describeRuntimeStart(cause, ADDRESS)).toMatchObject({ code: 'model-download', retryable: true, cause })
})
