import type { KernelMemory } from '../kernels/memory.js'
import type { PanelMatrix } from '../kernels/panels.js'
import type { Activation } from './match-activation.js'
import type { LinearMatch } from './match-linear.js'
import type { NormMatch } from './match-norm.js'
import { type PackedMatrices, readLinear, unfitLinear } from './read-linear.js'
import type { BertMatch, LayerMatch } from './recognise.js'

/** A layer normalization. The vectors are given by the addresses of their floats. */
interface Norm {
  readonly gain: number
  readonly shift: number
  readonly epsilon: number
}

export interface LayerWeights {
  /** Queries, keys and values in one matrix, because they have the same input. */
  readonly attention: PanelMatrix
  /** Scores of attention are multiplied by this. */
  readonly scale: number
  readonly output: PanelMatrix
  readonly attentionNorm: Norm
  readonly up: PanelMatrix
  readonly activation: Activation
  readonly down: PanelMatrix
  readonly norm: Norm
}

export interface BertWeights {
  readonly width: number
  readonly heads: number
  readonly headSize: number
  /** The largest count of numbers in the middle of a feed-forward half. */
  readonly widest: number
  readonly layers: readonly LayerWeights[]
}

/** The reason why the kernels cannot run these layers, or undefined. */
export function unfitLayers({ layers }: BertMatch): string | undefined {
  const [first] = layers
  const width = first?.output.rows ?? 0
  for (const layer of layers) {
    const { query, key, value, heads, headSize } = layer.attention
    const linears = [query, key, value, layer.output, layer.up, layer.down]
    const unfit = linears.map(unfitLinear).find((reason) => reason !== undefined)
    if (unfit !== undefined) return unfit
    if (headSize % 8 !== 0) return `its heads have ${headSize} numbers, which is not a multiple of 8`
    const wide = layer.up.rows
    const columns = [width, width, width, width, width, wide]
    const rows = [width, width, width, width, wide, width]
    const sizesFit = linears.every((each, index) => fits(each, rows[index] ?? 0, columns[index] ?? 0))
    const norms = [layer.attentionNorm, layer.norm].flatMap(({ gain, shift }) => [gain.length, shift.length])
    if (!sizesFit || heads !== first?.attention.heads || heads * headSize !== width) return 'its layers differ in size'
    if (norms.some((length) => length !== width)) return 'its layers differ in size'
  }
  return undefined
}

const fits = ({ rows, weights }: LinearMatch, wantedRows: number, wantedColumns: number): boolean =>
  rows === wantedRows && weights.columns === wantedColumns

/** Copies the weights of all layers into the memory of the kernels. */
export function readWeights({ layers }: BertMatch, memory: KernelMemory, files: PackedMatrices): BertWeights {
  const known = new Map<unknown, PanelMatrix>()
  /** Some models use the weights of one layer in all layers. */
  const linear = (...matches: readonly LinearMatch[]): PanelMatrix => {
    const key = matches[0]?.weights.numbers
    const found = known.get(key) ?? readLinear(memory, matches, files)
    known.set(key, found)
    return found
  }
  const norm = ({ gain, shift, epsilon }: NormMatch): Norm => ({
    gain: memory.keep(Float32Array.from(gain)),
    shift: memory.keep(Float32Array.from(shift)),
    epsilon,
  })
  const layerOf = (layer: LayerMatch): LayerWeights => ({
    attention: linear(layer.attention.query, layer.attention.key, layer.attention.value),
    scale: layer.attention.scale,
    output: linear(layer.output),
    attentionNorm: norm(layer.attentionNorm),
    up: linear(layer.up),
    activation: layer.activation,
    down: linear(layer.down),
    norm: norm(layer.norm),
  })
  const { heads = 0, headSize = 0 } = layers[0]?.attention ?? {}
  return {
    width: heads * headSize,
    heads,
    headSize,
    widest: Math.max(...layers.map(({ up }) => up.rows)),
    layers: layers.map(layerOf),
  }
}
