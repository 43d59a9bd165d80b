// The browser leaves the memory of WebAssembly out of what it measures. So the worker tells the page its sum on demand.
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
