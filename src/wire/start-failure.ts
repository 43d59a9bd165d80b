import { NlpError } from '../errors.js'

/** Why no worker can be made here at all, if none can: in Node, and while a page is rendered on a server. */
export function lackOfWorkers(cause?: unknown): NlpError | undefined {
  if (globalThis.Worker !== undefined) return undefined
  return new NlpError(
    'unsupported',
    'There are no Web Workers here, and models and stores run in them. They work in the pages of a browser: on a server, ' +
      'and while a page is rendered there, use serverEngine(), `npx tacet serve`, or tacet/redact, which needs no worker.',
    { cause },
  )
}

/** What the browser threw instead of making a worker, in words that name the cause and the remedy. */
export function describeRefusal(error: unknown): unknown {
  const lack = lackOfWorkers(error)
  if (lack !== undefined && error instanceof ReferenceError) return lack
  // What the caller's own factory throws is the caller's.
  const trusted = error instanceof TypeError && /trusted ?(script|type)/i.test(error.message)
  if (!(error instanceof DOMException) && !trusted) return error
  const remedy = trusted
    ? 'The page demands Trusted Types. Make the worker with a TrustedScriptURL of your own'
    : 'A worker must come from the origin of the page, and a policy may forbid it. Name the folder dist/workers of tacet, on ' +
      'whatever origin, with <meta name="tacet-workers" content="…">, or make the worker from a blob that imports it'
  return new NlpError(
    'unsupported',
    `The browser refused to make the worker (${error.message}). ${remedy}, and hand it over with the option \`worker\`.`,
    { cause: error },
  )
}

/** A worker that ended before it answered anything. What kept it from starting will keep the next one as well. */
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
    return new NlpError('offline', 'The script of the worker could not be loaded, and there is no network')
  }
  return new NlpError(
    'worker-crashed',
    'The script of the worker could not be loaded. Look for it in the network panel: it must be served with the page, as ' +
      'JavaScript. webpack, Rspack and Next find it by themselves. With Vite, add the plugin of tacet/vite. With esbuild and ' +
      'other tools, run `npx tacet copy-assets FOLDER --workers` and name the folder in the page: ' +
      '<meta name="tacet-workers" content="/path/to/folder/workers/">.',
    { retryable: false },
  )
}

/** Hears whether a policy of the page refuses a worker: the worker's own `error` event does not say why. */
export function watchPolicy(until: AbortSignal): { readonly refused: boolean } {
  const heard = { refused: false }
  const hear = (event: Event) => {
    const { effectiveDirective = '' } = event as Event & { readonly effectiveDirective?: string }
    if (/^(worker|child)-src/.test(effectiveDirective)) heard.refused = true
  }
  globalThis.addEventListener?.('securitypolicyviolation', hear, { signal: until })
  return heard
}
