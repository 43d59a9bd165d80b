import { parseArgs } from 'node:util'
import { NlpError } from '../../src/shared/errors.js'
import { findNativeRuntime } from '../threads/native-runtime.js'
import { startApiServer } from './api-server.js'
import type { Backend } from './backend.js'
import { openBrowserBackend } from './browser-backend.js'
import { openDemoPages } from './demo-pages.js'
import { bracketed, checkedKey, isLoopback } from './guard.js'
import { openNativeBackend } from './native-backend.js'

const USAGE = `Usage: tacet serve [options]

  --model ID|FOLDER|none   what writes: an installed model, a folder, or a hub id (compose)
  --embeddings ID|FOLDER|none
                           what makes vectors (minilm)
  --port N                 (8080)
  --host ADDRESS           (127.0.0.1: this machine only)
  --api-key KEY            what clients must send; better in the environment, as TACET_API_KEY
  --allow-host NAME        a name that clients call this machine by, beside localhost and its addresses; may be repeated,
                           * for all
  --allow-origin ORIGIN    pages of this origin may ask; may be repeated, * for all
  --demo                   the demo page beside the API
  --runtime auto|native|browser
                           where models compute (auto): natively if onnxruntime-node is installed, else in a
                           headless browser
  --device auto|wasm|webgpu
                           of the browser
  --threads N
  --max-requests N         that wait or run at once (16)
  --max-body-bytes N       (1000000)
`

/** `tacet serve`: serves models with the OpenAI protocol until the program is stopped. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      model: { type: 'string', default: 'compose' },
      embeddings: { type: 'string', default: 'minilm' },
      port: { type: 'string', default: '8080' },
      host: { type: 'string', default: '127.0.0.1' },
      'api-key': { type: 'string' },
      'allow-host': { type: 'string', multiple: true, default: [] },
      'allow-origin': { type: 'string', multiple: true, default: [] },
      demo: { type: 'boolean', default: false },
      runtime: { type: 'string', default: 'auto' },
      device: { type: 'string', default: 'auto' },
      threads: { type: 'string' },
      'max-requests': { type: 'string', default: '16' },
      'max-body-bytes': { type: 'string', default: '1000000' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(USAGE)
    return 0
  }
  const apiKey = checkedKey(values['api-key'] ?? process.env['TACET_API_KEY'])
  const { backend, where } = await openBackend(runtimeOf(values.runtime), deviceOf(values.device), {
    generate: nameOf(values.model),
    embed: nameOf(values.embeddings),
    threads: values.threads === undefined ? undefined : count('threads', values.threads),
  })
  const pages = values.demo ? await openDemoPages() : undefined
  try {
    await using server = await startApiServer({
      backend,
      port: count('port', values.port),
      host: values.host,
      apiKey,
      allowedHosts: values['allow-host'],
      allowedOrigins: values['allow-origin'],
      pages,
      maxRequests: count('max-requests', values['max-requests']),
      maxBodyBytes: count('max-body-bytes', values['max-body-bytes']),
    })
    const { generate, embed } = backend.models
    const served = [generate, embed].filter((id) => id !== undefined).join(' and ')
    console.log(`Serving ${served} at ${server.url}, ${where}`)
    if (pages !== undefined) console.log(`The demo is at ${new URL('/', server.url).href}`)
    if (apiKey === undefined && !isLoopback(bracketed(values.host))) {
      console.log('Everybody who reaches this machine may send requests. Set TACET_API_KEY to require a key.')
    }
    console.log('Stop it with Ctrl+C.')
    await stopped()
    return 0
  } finally {
    await pages?.close()
    await backend.close()
  }
}

interface Models {
  readonly generate: string | undefined
  readonly embed: string | undefined
  readonly threads: number | undefined
}

/** Opens the runtime. Devices exist only in the browser, so a named device selects the browser. */
async function openBackend(
  runtime: Runtime,
  device: Device,
  models: Models,
): Promise<{ readonly backend: Backend; readonly where: string }> {
  if (runtime === 'native' && device !== 'auto') {
    throw new TypeError(`--device ${device} works only in the browser: leave it out with --runtime native`)
  }
  const found = runtime === 'browser' || device !== 'auto' ? undefined : findNativeRuntime()
  if (found?.path !== undefined) {
    return { backend: await openNativeBackend({ ...models, runtime: found.path }), where: 'computed natively' }
  }
  if (runtime === 'native') throw new NlpError('unsupported', `${found?.reason}. Run \`npm install onnxruntime-node\`.`)
  const why = found === undefined ? '' : ` (${found.reason})`
  return { backend: await openBrowserBackend({ ...models, device }), where: `computed in a headless browser${why}` }
}

type Runtime = 'auto' | 'native' | 'browser'

function runtimeOf(runtime: string): Runtime {
  if (runtime === 'auto' || runtime === 'native' || runtime === 'browser') return runtime
  throw new TypeError(`--runtime must be auto, native or browser, got ${runtime}`)
}

type Device = 'auto' | 'wasm' | 'webgpu'

const nameOf = (model: string) => (model === 'none' ? undefined : model)

function deviceOf(device: string): Device {
  if (device === 'auto' || device === 'wasm' || device === 'webgpu') return device
  throw new TypeError(`--device must be auto, wasm or webgpu, got ${device}`)
}

function count(name: string, value: string): number {
  const number = Number(value)
  if (Number.isInteger(number) && number >= 0) return number
  throw new TypeError(`--${name} must be a whole number, got ${value}`)
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
