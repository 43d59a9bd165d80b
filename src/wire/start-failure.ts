import { NlpError } from '../shared/errors.js'

/** The error for places without workers, such as a server at the edge of a network. Undefined where workers exist. */
export function lackOfWorkers(cause?: unknown): NlpError | undefined {
  if (globalThis.Worker !== undefined) return undefined
  return new NlpError(
    'unsupported',
    'There are no Web Workers here, and models and stores need them. Open stores in the page of a browser, and models there or in Node ' +
      'or Deno. A bundler of server code must leave the package tacet outside of the bundle. Elsewhere use serverEngine(), ' +
      '`npx tacet serve`, or tacet/redact, which needs no worker.',
    { cause },
  )
}

/** Turns the exception of a browser that refused to make a worker into an error that names the cause and the remedy. */
export function describeRefusal(error: unknown): unknown {
  const lack = lackOfWorkers(error)
  if (lack !== undefined && error instanceof ReferenceError) return lack
  // An error of the caller's own factory passes through unchanged.
  const trusted = error instanceof TypeError && /trusted ?(script|type)/i.test(error.message)
  if (!(error instanceof DOMException) && !trusted) return error
  const remedy = trusted
    ? 'The page demands Trusted Types. Make the worker yourself with a TrustedScriptURL'
    : 'A worker must come from the origin of the page, and a policy may forbid it. Name the folder dist/workers of tacet, on ' +
      'whatever origin, with <meta name="tacet-workers" content="…">, or make the worker from a blob that imports it'
  return new NlpError(
    'unsupported',
    `The browser refused to make the worker (${error.message}). ${remedy}, and give it in the option \`worker\`.`,
    { cause: error },
  )
}

/** The error for a worker that ended before its first answer. A new worker would fail for the same reason. */
export function describeStartFailure(detail: string | undefined, refusedByPolicy: boolean): NlpError {
  if (refusedByPolicy) {
    return new NlpError(
      'unsupported',
      "The page's Content-Security-Policy refuses the worker. Allow its address in worker-src: worker-src 'self' where it " +
        'is served with the page.',
    )
  }
  if (detail) {
    return new NlpError('worker-crashed', `The script of the worker failed as it started: ${detail}`, {
      retryable: false,
    })
  }
  if (globalThis.navigator?.onLine === false) {
    return new NlpError(
      'offline',
      'The script of the worker could not be loaded, because there is no network. Try again once the device is online.',
    )
  }
  return new NlpError(
    'worker-crashed',
    'The script of the worker could not be loaded. Look for the script in the network panel: the server must send it as ' +
      'JavaScript. webpack, Rspack and Next find it by themselves. With Vite, add the plugin of tacet/vite. With esbuild and ' +
      'other tools, run `npx tacet copy-assets FOLDER --workers` and name the folder in the page: ' +
      '<meta name="tacet-workers" content="/path/to/folder/workers/">.',
    { retryable: false },
  )
}

/** Listens for a policy of the page that refuses a worker: the worker's own `error` event does not name the cause. */
export function watchPolicy(until: AbortSignal): { readonly refused: boolean } {
  const heard = { refused: false }
  const hear = (event: Event) => {
    const { effectiveDirective = '' } = event as Event & { readonly effectiveDirective?: string }
    if (/^(worker|child)-src/.test(effectiveDirective)) heard.refused = true
  }
  globalThis.addEventListener?.('securitypolicyviolation', hear, { signal: until })
  return heard
}
