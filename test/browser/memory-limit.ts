/** Refuses all further memory of WebAssembly while the test says so. */
const channel = new BroadcastChannel('tacet-test-memory')
let refuses = false

channel.onmessage = ({ data }: MessageEvent<boolean>) => {
  refuses = data
  channel.postMessage('heard')
}

WebAssembly.Memory = class extends WebAssembly.Memory {
  override grow(pages: number): number {
    if (refuses) throw new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded')
    return super.grow(pages)
  }
}

// Without an export the file would not be a module, and its names would be global.
export {}
