/** Compiles a kernel at the first call; `undefined` where WebAssembly is forbidden (by a content security policy) or has no SIMD. */
export function kernelCompiler(base64: string): () => WebAssembly.Module | undefined {
  let compiled: WebAssembly.Module | undefined
  return () => {
    if (compiled !== undefined) return compiled
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    try {
      compiled = new WebAssembly.Module(bytes)
    } catch {
      return undefined
    }
    return compiled
  }
}
