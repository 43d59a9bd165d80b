import { kernelCompiler } from '../../shared/compile-kernel.js'
import { KERNEL } from './kernel-bytes.js'

/** Rows in a segment. Below about 1,000 rows, opening slows down. Above about 16,000, users notice when a segment is sealed. */
export const SEGMENT_ROWS = 4096
/** 32-bit words in a bitmap of one segment. */
export const MASK_WORDS = SEGMENT_ROWS / 32

/**
 * Holds the int8 rows of segments in slots of one size, and scores them against a query. Two implementations, one in WebAssembly and one in
 * JavaScript, give the same numbers to the last bit.
 */
export interface Kernel {
  readonly name: 'wasm' | 'javascript'
  /** Bytes of one row: the dimensions, rounded up to a multiple of 16 with zeros. */
  readonly stride: number
  /** Takes a slot. Its old content is still in it. */
  take(): number
  release(slot: number): void
  /** The rows of a slot. Valid until the next `take`, because memory that grows moves. */
  codes(slot: number): Int8Array
  scales(slot: number): Float32Array
  setQuery(query: Int16Array): void
  /** Scores the first `rows` rows, or only those set in `mask` (none past `rows`). Keeps scores above `threshold`; returns their number. */
  scan(slot: number, rows: number, threshold: number, mask?: Uint32Array | undefined): number
  /** The rows and scores found by the last `scan`. Valid until the next call. */
  readonly foundRows: (index: number) => number
  readonly foundScores: (index: number) => number
}

function strideOf(dimensions: number): number {
  return Math.ceil(dimensions / 16) * 16
}

/** Creates the fastest kernel that works in this browser. */
export function createKernel(dimensions: number): Kernel {
  return createWasmKernel(dimensions) ?? createScriptKernel(dimensions)
}

const PAGE = 65536
const FOUND_BYTES = SEGMENT_ROWS * 8

/** Returns `undefined` where a content security policy forbids WebAssembly or the engine has no SIMD. */
export function createWasmKernel(dimensions: number): Kernel | undefined {
  const stride = strideOf(dimensions)
  const module = compile()
  if (module === undefined) return undefined
  // Layout of the memory: query | mask | found | slots
  const maskAt = stride * 2
  const foundAt = maskAt + MASK_WORDS * 4
  const slotsAt = foundAt + FOUND_BYTES
  const slotBytes = SEGMENT_ROWS * (stride + 4)
  const memory = new WebAssembly.Memory({ initial: Math.ceil(slotsAt / PAGE) })
  const { scan, scanMasked } = new WebAssembly.Instance(module, { store: { memory } }).exports as unknown as Scans
  const slots = slotPool()
  const at = (slot: number) => slotsAt + slot * slotBytes
  let found = new DataView(memory.buffer, foundAt, FOUND_BYTES)

  return {
    name: 'wasm',
    stride,
    take() {
      const slot = slots.take()
      const missing = at(slot + 1) - memory.buffer.byteLength
      if (missing > 0) {
        memory.grow(Math.ceil(missing / PAGE))
        found = new DataView(memory.buffer, foundAt, FOUND_BYTES)
      }
      return slot
    },
    release: slots.release,
    codes: (slot) => new Int8Array(memory.buffer, at(slot), SEGMENT_ROWS * stride),
    scales: (slot) => new Float32Array(memory.buffer, at(slot) + SEGMENT_ROWS * stride, SEGMENT_ROWS),
    setQuery(query) {
      const target = new Int16Array(memory.buffer, 0, stride)
      target.fill(0)
      target.set(query)
    },
    scan(slot, rows, threshold, mask) {
      const scales = at(slot) + SEGMENT_ROWS * stride
      if (mask === undefined) return scan(at(slot), scales, rows, stride, 0, threshold, foundAt)
      new Uint32Array(memory.buffer, maskAt, MASK_WORDS).set(mask)
      return scanMasked(at(slot), scales, rows, stride, 0, threshold, foundAt, maskAt)
    },
    foundRows: (index) => found.getInt32(index * 8, true),
    foundScores: (index) => found.getFloat32(index * 8 + 4, true),
  }
}

/** Gives the same numbers, about twenty times slower. */
export function createScriptKernel(dimensions: number): Kernel {
  const stride = strideOf(dimensions)
  const query = new Int16Array(stride)
  const rowsFound = new Int32Array(SEGMENT_ROWS)
  const scoresFound = new Float32Array(SEGMENT_ROWS)
  const slots = slotPool()
  const content: { readonly codes: Int8Array; readonly scales: Float32Array }[] = []

  return {
    name: 'javascript',
    stride,
    take() {
      const slot = slots.take()
      content[slot] ??= { codes: new Int8Array(SEGMENT_ROWS * stride), scales: new Float32Array(SEGMENT_ROWS) }
      return slot
    },
    release: slots.release,
    codes: (slot) => content[slot]!.codes,
    scales: (slot) => content[slot]!.scales,
    setQuery(values) {
      query.fill(0)
      query.set(values)
    },
    scan(slot, rows, threshold, mask) {
      const { codes, scales } = content[slot]!
      const limit = Math.fround(threshold)
      let found = 0
      for (let row = 0; row < rows; row++) {
        if (mask !== undefined && (mask[row >>> 5]! & (1 << (row & 31))) === 0) continue
        let dot = 0
        for (let index = 0, at = row * stride; index < stride; index++, at++) dot += codes[at]! * query[index]!
        const score = Math.fround(Math.fround(dot) * scales[row]!)
        if (!(score > limit)) continue
        rowsFound[found] = row
        scoresFound[found] = score
        found += 1
      }
      return found
    },
    foundRows: (index) => rowsFound[index]!,
    foundScores: (index) => scoresFound[index]!,
  }
}

type Scan = (...addresses: number[]) => number
interface Scans {
  readonly scan: Scan
  readonly scanMasked: Scan
}

const compile = /* @__PURE__ */ kernelCompiler(KERNEL)

/** WebAssembly memory never shrinks, so released slots are reused first. */
function slotPool() {
  const free: number[] = []
  let count = 0
  return {
    take: () => free.pop() ?? count++,
    release: (slot: number) => {
      free.push(slot)
    },
  }
}
