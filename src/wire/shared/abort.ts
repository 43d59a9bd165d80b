import { canShareMemory } from './shared-memory.js'

/**
 * An AbortSignal across threads. Where the page is cross-origin isolated, a shared flag tells the worker at once, even
 * while the worker computes and reads no messages. Elsewhere the worker learns of the abort only from the message, at
 * its next pause.
 */
export interface WireSignal {
  readonly aborted: boolean
  readonly flag: SharedArrayBuffer | undefined
  readonly port: MessagePort
}

const RAISED = 1

const sent = new WeakMap<AbortSignal, MessagePort>()

export function sendSignal(signal: AbortSignal): WireSignal {
  const { port1, port2 } = new MessageChannel()
  const flag = canShareMemory() ? new SharedArrayBuffer(4) : undefined
  sent.set(signal, port1)
  signal.addEventListener(
    'abort',
    () => {
      if (flag !== undefined) Atomics.store(new Int32Array(flag), 0, RAISED)
      port1.postMessage(RAISED)
      port1.close()
    },
    { once: true },
  )
  return { aborted: signal.aborted, flag, port: port2 }
}

/** Closes the port once the call is over. Work on the other side continues. */
export function releaseSignal(signal: AbortSignal): void {
  sent.get(signal)?.close()
}

/** A signal whose `aborted` and `throwIfAborted()` also look at the shared flag, so a loop only has to poll the signal. */
export function receiveSignal({ aborted, flag, port }: WireSignal): AbortSignal {
  const controller = new AbortController()
  const abort = () => {
    port.close()
    // The caller already has its own reason. On this side only the fact of the abort counts.
    if (!native(controller.signal)) controller.abort(new DOMException('The call was aborted', 'AbortError'))
  }
  if (aborted) abort()
  port.onmessage = abort
  if (flag === undefined) return controller.signal
  const cell = new Int32Array(flag)
  return Object.defineProperties(controller.signal, {
    aborted: {
      get() {
        if (Atomics.load(cell, 0) === RAISED) abort()
        return native(controller.signal)
      },
    },
    throwIfAborted: {
      value() {
        if (this.aborted) throw this.reason
      },
    },
  })
}

const getAborted = Object.getOwnPropertyDescriptor(AbortSignal.prototype, 'aborted')?.get as () => boolean
const native = (signal: AbortSignal) => getAborted.call(signal)
