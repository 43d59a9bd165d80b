const channel = new MessageChannel()
const waiting: (() => void)[] = []
channel.port1.onmessage = () => waiting.shift()?.()

/**
 * Lets the worker read its messages. ONNX Runtime's WebAssembly settles in microtasks, so without a real turn of the
 * event loop an abort sent during a long job is read when the job is over. `setTimeout` would cost 4 ms a turn.
 */
export function nextMacrotask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    channel.port2.postMessage(0)
  })
}
