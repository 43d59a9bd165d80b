const channel = new MessageChannel()
const waiting: (() => void)[] = []
channel.port1.onmessage = () => waiting.shift()?.()

/**
 * Lets the worker read its messages. ONNX Runtime's WebAssembly settles in microtasks. Without a real turn of the event
 * loop, an abort sent during a long job would be read only after the job. `setTimeout` would cost 4 ms per turn.
 */
export function nextMacrotask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    channel.port2.postMessage(0)
  })
}

/** A running model pauses after this many milliseconds, so that the worker can read its messages. */
const PAUSE_MS = 8

/** A pause for the worker's messages that takes place only where the last one is longer ago than that. */
export function createPause(): () => Promise<void> {
  let pausedAt = 0
  return async () => {
    if (performance.now() - pausedAt <= PAUSE_MS) return
    await nextMacrotask()
    pausedAt = performance.now()
  }
}
