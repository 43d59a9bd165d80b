import { expect, test } from 'vitest'
import { checkResponse } from '../../../workers/model-files/request.js'

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
