/** Reports to the test when this worker starts and ends others. */
const channel = new BroadcastChannel('tacet-test-helpers')

globalThis.Worker = class extends Worker {
  constructor(...options: ConstructorParameters<typeof Worker>) {
    super(...options)
    channel.postMessage('started')
  }

  override terminate() {
    super.terminate()
    channel.postMessage('ended')
  }
}
