import { kernelCompiler } from '../../../src/shared/compile-kernel.js'
import { KERNEL } from './tagger-kernel-bytes.js'
import type { TaggerNetwork } from './tagger-network.js'
import { INPUTS, type TaggerLayer, type TaggerWeights, WIDTH } from './tagger-weights.js'

const PAGE = 65536
/** Number of tokens whose inputs are computed at once; few enough that the inputs stay in the processor's cache. */
const CHUNK = 64
/** The most labels that the kernel has room for. */
const LABELS = 16

type Run = (...parameters: number[]) => void
interface Kernel {
  readonly gather: Run
  readonly quantize: Run
  readonly multiply: Run
  readonly label: Run
}

/**
 * Returns `undefined` where WebAssembly is forbidden (by a content security policy) or has no SIMD, and where the model
 * has more labels than the kernel has room for.
 */
export function createWasmNetwork(weights: TaggerWeights, tokens: number): TaggerNetwork | undefined {
  const { labels } = weights
  const module = compile()
  if (module === undefined || labels > LABELS) return undefined
  const [projection, ...layers] = weights.layers as [TaggerLayer, ...TaggerLayer[]]
  const reach = Math.max(...layers.map(({ dilation }) => dilation))
  const most = Math.ceil(tokens / CHUNK) * CHUNK

  let size = 0
  const reserve = (bytes: number): number => {
    size = Math.ceil(size / 16) * 16 + bytes
    return size - bytes
  }
  const tables = weights.tables.map(({ codes, scales, width }) => ({
    codes: reserve(codes.byteLength),
    scales: reserve(scales.byteLength),
    width,
  }))
  const places = [projection, ...layers].map(({ codes, scales, biases }) => ({
    weights: reserve(codes.length * 2),
    scales: reserve(scales.byteLength),
    biases: reserve(biases.byteLength),
  }))
  const head = reserve((WIDTH + 1) * LABELS * 4)
  const idsAt = reserve(most * 4 * 6)
  const inputsAt = reserve(CHUNK * INPUTS * 4)
  const inputStepsAt = reserve(CHUNK * INPUTS * 2)
  const rowsAt = reserve(most * WIDTH * 4)
  // Rows of zeros lie before the first token and after the last, as many as the widest layer reaches.
  const stepsAt = reserve((most + 2 * reach) * WIDTH * 2)
  const logitsAt = reserve((most * labels + LABELS) * 4)

  const memory = new WebAssembly.Memory({ initial: Math.ceil(size / PAGE) })
  const { buffer } = memory
  const kernel = new WebAssembly.Instance(module, { tagger: { memory } }).exports as unknown as Kernel
  weights.tables.forEach(({ codes, scales }, index) => {
    new Int8Array(buffer, tables[index]!.codes).set(codes)
    new Float32Array(buffer, tables[index]!.scales).set(scales)
  })
  weights.layers.forEach((layer, index) => {
    const at = places[index]!
    new Int16Array(buffer, at.weights, layer.codes.length).set(layer.codes)
    new Float32Array(buffer, at.scales).set(layer.scales)
    new Float32Array(buffer, at.biases).set(layer.biases)
  })
  const headRows = new Float32Array(buffer, head, (WIDTH + 1) * LABELS)
  for (let label = 0; label < labels; label++) {
    for (let column = 0; column < WIDTH; column++) {
      headRows[column * LABELS + label] = weights.rows[label * WIDTH + column]!
    }
    headRows[WIDTH * LABELS + label] = weights.biases[label]!
  }
  const columns = [tables[0]!, tables[0]!, tables[1]!, tables[1]!, tables[1]!, tables[2]!]

  function quantize({ step, zero }: TaggerLayer, from: number, count: number, width: number, to: number): void {
    kernel.quantize(from, count * width * 4, to, step, -zero, 255 - zero)
  }

  function project(count: number): void {
    const at = places[0]!
    for (let start = 0; start < count; start += CHUNK) {
      const here = Math.min(CHUNK, count - start)
      let to = inputsAt
      columns.forEach(({ codes, scales, width }, column) => {
        // Both hashes of a word use the same columns.
        const second = column === 1
        if (second) to -= width * 4
        kernel.gather(idsAt + (column * count + start) * 4, here, codes, scales, width, to, INPUTS * 4, Number(second))
        to += width * 4
      })
      quantize(projection, inputsAt, here, INPUTS, inputStepsAt)
      const { weights, scales, biases } = at
      const out = rowsAt + start * WIDTH * 4
      const half = projection.outputs * 2
      kernel.multiply(inputStepsAt, INPUTS * 2, 1, 0, tiles(here), weights, scales, biases, half, out, 0)
    }
  }

  return {
    run(ids, count) {
      if (count > tokens) throw new RangeError(`A run takes at most ${tokens} tokens, got ${count}`)
      // The kernel's loops run at least once, so an empty text must not reach them.
      if (count === 0) return new Float32Array()
      new Int32Array(buffer, idsAt, ids.length).set(ids)
      project(count)
      const first = stepsAt + reach * WIDTH * 2
      // An earlier, longer text may have left rows behind the last token. Without these zeros the network would read
      // them as neighbours.
      new Uint8Array(buffer, first + count * WIDTH * 2, (tiles(count) * 4 - count + reach) * WIDTH * 2).fill(0)
      layers.forEach((layer, index) => {
        quantize(layer, rowsAt, count, WIDTH, first)
        const { weights, scales, biases } = places[index + 1]!
        const row = WIDTH * 2
        const from = first - layer.dilation * row
        const half = layer.outputs * 2
        kernel.multiply(from, row, 3, layer.dilation * row, tiles(count), weights, scales, biases, half, rowsAt, 1)
      })
      kernel.label(rowsAt, count, head, logitsAt, labels * 4)
      return new Float32Array(buffer, logitsAt, count * labels).slice()
    },
  }
}

const tiles = (tokens: number) => Math.ceil(tokens / 4)

const compile = /* @__PURE__ */ kernelCompiler(KERNEL)
