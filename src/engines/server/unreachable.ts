import { NlpError } from '../../shared/errors.js'

/** The error for a request that got no answer, or one whose connection broke. */
export const unreachable = (cause: unknown): NlpError =>
  globalThis.navigator?.onLine === false
    ? new NlpError('offline', 'There is no network. Try again once the device is online.', { cause })
    : new NlpError(
        'server',
        'The server could not be reached or broke the connection. Try again. If every call fails, check the address of the ' +
          'server and whether the server allows this origin (CORS).',
        { cause, retryable: true },
      )
