// The browser's own measurement does not count the memory of WebAssembly. So this worker adds it up, and answers the page.
const memories = new Set<WeakRef<WebAssembly.Memory>>()
const channel = new BroadcastChannel('tacet-bench-memory')

WebAssembly.Memory = class extends WebAssembly.Memory {
  constructor(limits: WebAssembly.MemoryDescriptor) {
    super(limits)
    memories.add(new WeakRef(this))
  }
}

channel.onmessage = ({ data }: MessageEvent<unknown>) => {
  if (data !== 'count') return
  channel.postMessage([...memories].reduce((sum, each) => sum + (each.deref()?.buffer.byteLength ?? 0), 0))
}
