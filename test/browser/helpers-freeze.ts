/** A helper that stops for ever in the middle of a part, like one whose thread the system has ended. */
const CLAIMS = 1

const channel = new BroadcastChannel('tacet-test-frozen')

if ((globalThis as { name?: string }).name === 'tacet-kernel-helper') {
  const claim = Atomics.compareExchange.bind(Atomics)
  let claimed = 0
  Atomics.compareExchange = ((words: Int32Array, at: number, known: number, next: number) => {
    const found = claim(words, at, known, next)
    if (found === known) claimed += 1
    if (claimed > CLAIMS) {
      channel.postMessage('frozen')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    }
    return found
  }) as typeof Atomics.compareExchange
}

// Without an export the file would not be a module, and its names would be global.
export {}
