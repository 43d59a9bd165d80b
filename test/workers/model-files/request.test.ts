import { expect, test } from 'vitest'
import { checkResponse, checkStart } from '../../../workers/model-files/request.js'

const refusal = (url: string, path: string, status = 404) => {
  try {
    checkResponse(new Response(null, { status }), { path, url: new URL(url) }, undefined)
  } catch (error) {
    return (error as Error).message
  }
  return undefined
}

test.each([
  [
    'https://a.example/models/x/config.json?key=secret',
    'config.json',
    'for config.json in https://a.example/models/x/. Check',
  ],
  ['https://a.example/x/onnx/model.onnx', 'onnx/model.onnx', 'for onnx/model.onnx in https://a.example/x/. Check'],
  ['file:///srv/my%20models/x/config.json', 'config.json', 'There is no file config.json in /srv/my models/x/.'],
  ['file:///srv/50%/x/config.json', 'config.json', 'There is no file config.json in /srv/50%/x/.'],
])('a missing file of %s is told with its folder, and without a key', (url, path, message) => {
  expect(refusal(url, path)).toContain(message)
  expect(refusal(url, path)).not.toContain('secret')
})

test.each([
  '<!doctype html>',
  '\ufeff\n <!-- an app -->',
  '<?xml version="1.0"?>',
  '<html lang="en">',
  '<H1>Not found',
  '<Error><Code>NoSuchKey',
  '<head/>',
  // A first piece may end anywhere.
  '<',
  '<htm',
])('a file that begins with %j is taken for a page', (start) => {
  expect(() => checkStart(new TextEncoder().encode(start), 'onnx/model.onnx')).toThrow(/an HTML page instead of onnx/)
})

test.each([
  [[0x08, 0x07]],
  [[0x3c, 0x00, 0x80, 0x3f]],
  [[0x3c, 0x3c, 0x3c]],
  [[0x20, 0x3c, 0x61, 0x9b, 0x3e]],
  [[0x3c, 0x2f, 0x80]],
  [[0x20, 0x0a]],
  [[]],
])('weights may begin with any bytes: %j', (bytes) => {
  expect(() => checkStart(Uint8Array.from(bytes), 'weights.bin')).not.toThrow()
})
