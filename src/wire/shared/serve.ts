import { expose } from 'comlink'
import { registerTransferHandlers } from './transfer.js'

/** The calls that every worker answers besides its own. */
export interface Liveness {
  /** Holds a lock of this name for as long as the worker lives. The page learns of the worker's end when the lock is released. */
  hello(lock: string): Promise<void>
  ping(): void
}

/**
 * The worker's half of the wire: makes an object of functions callable from the page.
 *
 * @example
 * serve({ add: (a: number, b: number) => a + b })
 */
export function serve(api: object, endpoint?: MessagePort): void {
  registerTransferHandlers()
  const liveness: Liveness = {
    hello: (lock) =>
      new Promise((resolve) => {
        const held = () => {
          resolve()
          return new Promise<never>(() => {})
        }
        if (globalThis.navigator?.locks === undefined) resolve()
        else void navigator.locks.request(lock, held)
      }),
    ping() {},
  }
  expose({ ...api, ...liveness }, endpoint)
}
